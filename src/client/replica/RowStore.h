// The synced tables (sync/protocol/SyncTables.h) as rows of named JSON values, the shape that shadows, mutations and
// the wire share. Booleans are true and false here, 0 and 1 in the file.
#pragma once

#include "storage/Database.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

// Keeps its prepared statements; meant for the length of one transaction. Table names must be ones of syncTables().
class RowStore
{
    Q_DISABLE_COPY_MOVE(RowStore)

public:
    explicit RowStore(Database &database)
        : m_database(database)
    {
    }

    Result<std::optional<QJsonObject>> load(const QString &table, const QString &rowId);
    // The scope that the row belongs to; empty when there is no such row.
    Result<QString> scopeOf(const QString &table, const QString &rowId);
    Result<void> save(const QString &table, const QString &scope, const QJsonObject &row);
    Result<void> remove(const QString &table, const QString &rowId);
    // All rows of a scope.
    Result<void> removeScope(const QString &scope);

private:
    Result<Statement *> prepared(const QString &key, const QString &sql);

    Database &m_database;
    std::map<QString, Statement> m_statements;
};

// INSERT OR REPLACE with a ? for the owner's id (SyncTable::ownerColumn) and for each of these columns of the table.
// into: the table itself, or one of its shape.
QString upsertSql(const sync::SyncTable &table, const QStringList &names, const QString &into);

} // namespace roost::replica
