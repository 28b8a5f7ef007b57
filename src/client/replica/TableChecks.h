// Compares the replica's tables with the server's counts and hashes (docs/sync.md, "Checks"), remembers where they
// differ, and replaces a table that was fetched anew.
#pragma once

#include "Replica.h"

namespace roost::replica {

// Works inside the caller's transaction, on rows without local edits (their shadows were put back).
class TableChecks
{
public:
    TableChecks(Database &database, const Clock &clock, QString scope)
        : m_database(database)
        , m_clock(clock)
        , m_scope(std::move(scope))
    {
    }

    // The scopes that were not compared for a day.
    static Result<QSet<QString>> due(Database &database, const Clock &clock);
    // What a pull brought; nothing when it was not asked for. Logs tables that differ.
    Result<void> compare(const QList<sync::TableCheck> &theirs);
    // Those that differ and were not fetched anew within a day.
    Result<QStringList> toRefetch();

    // Rows of a table on their way: in a temporary table, which a lost connection takes with it.
    Result<void> stage(const sync::SnapshotChunk &chunk, bool isFirst);
    // Puts what was staged in the table's place. Protocol error when it isn't that table's.
    Result<void> replace(const QString &table);

private:
    Result<sync::TableCheck> ours(const QString &table);
    Result<void> note(const QString &table, bool isDiffering);
    QString dayAgo() const;

    Database &m_database;
    const Clock &m_clock;
    QString m_scope;
};

} // namespace roost::replica
