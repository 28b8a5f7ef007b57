// The synced tables (sync/protocol/SyncTables.h) as rows of named JSON values, the shape that shadows, mutations and
// the wire share. Booleans are true and false here, 0 and 1 in the file.
#pragma once

#include "storage/Database.h"
#include "sync/protocol/Messages.h"

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

// Writes rows of one table as they come over the wire; columns that this version doesn't know are skipped.
class RowWriter
{
public:
    // Protocol error when a table or a column that this version needs is missing, or the table is none of this kind of
    // scope.
    static Result<RowWriter> create(Database &database, const QString &table, const QStringList &columns,
                                    const QString &scope);

    Result<void> write(const QJsonArray &row);
    QString idOf(const QJsonArray &row) const { return row.at(m_idIndex).toString(); }
    qint64 versionOf(const QJsonArray &row) const { return row.at(m_versionIndex).toInteger(); }

private:
    RowWriter() = default;

    Statement m_insert;
    QString m_owner;
    QList<int> m_sources; // for each of our columns its place on the wire
    int m_idIndex = 0;
    int m_versionIndex = 0;
};

} // namespace roost::replica
