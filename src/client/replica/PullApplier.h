// Applies a complete pull to the rows: of several states of one row the newest wins, whatever the order of pages.
#pragma once

#include "Replica.h"
#include "RowStore.h"

namespace roost::replica {

// Works inside the caller's transaction, on rows without local edits (their shadows were put back).
class PullApplier
{
public:
    PullApplier(Database &database, QString scope, ReplicaChange &change)
        : m_database(database)
        , m_scope(std::move(scope))
        , m_change(change)
    {
    }

    // Protocol error when a page is malformed.
    Result<void> apply(const QList<sync::PullReply> &pages);

private:
    Result<void> collectVersions(const QList<sync::PullReply> &pages);
    bool isNewest(const QString &table, std::string_view rowId, qint64 version) const;
    void note(const QString &table, const QString &rowId);
    Result<void> applyRows(const sync::TableRows &rows);
    Result<void> applyTombstones(const QList<sync::Tombstone> &tombstones);

    Database &m_database;
    QString m_scope;
    ReplicaChange &m_change;
    // table -> id -> newest version in the pages
    QHash<QString, QHash<QByteArray, qint64>> m_newest;
};

} // namespace roost::replica
