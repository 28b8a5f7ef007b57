// How each mutation (sync/protocol/Mutation.h) changes the replica's rows.
#pragma once

#include "MutationEffects.h"
#include "Shadows.h"

namespace roost::replica {

// The row that a mutation is about; table is empty for a mutation that this version doesn't know.
struct MutationTarget
{
    QString table;
    QString rowId;
};
MutationTarget targetOf(const QString &mutationName, const QJsonObject &args);

// Works inside the caller's transaction.
class MutationApplier
{
public:
    MutationApplier(Database &database, RowStore &rows, ReplicaChange &change)
        : m_database(database)
        , m_rows(rows)
        , m_change(change)
        , m_shadows(database, rows, change)
    {
    }

    // The scope of the rows that the edit is about. NotFound when the replica doesn't have them.
    Result<QString> scopeOf(const QString &name, const QJsonObject &args);
    // The host's edit, as now: held to the domain's rules, with errors for the host (Replica::edit).
    Result<void> applyChecked(const sync::Mutation &mutation);
    // A pending edit on top of what the server sent: whatever still can be shown is shown. The server has the last
    // word.
    Result<void> replay(const sync::Mutation &mutation);

private:
    Result<void> write(const QString &scope, const QList<RowEffect> &effects);

    Database &m_database;
    RowStore &m_rows;
    ReplicaChange &m_change;
    Shadows m_shadows;
};

} // namespace roost::replica
