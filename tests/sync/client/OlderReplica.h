// Replicas as an earlier Roost left them.
#pragma once

#include "client/replica/SealedColumns.h"
#include "storage/Migrator.h"
#include "support/TestKey.h"

#include <QFile>

namespace roost::test {

constexpr int kShippedFirst = 2; // migrations of schema version 1

inline QStringList tablesOf(Database &database)
{
    QStringList names;
    auto select = database.prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> "
                                                  "'schema_migration' AND name NOT LIKE 'sqlite%'"));
    if (select && select->exec()) {
        while (select->next())
            names << select->text(0);
    }
    return names;
}

inline QStringList columnsOf(Database &database, const QString &table)
{
    QStringList names;
    auto select = database.prepare(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table));
    if (select && select->exec()) {
        while (select->next())
            names << select->text(0);
    }
    return names;
}

// The earlier program kept everything as it is.
inline QString plainColumn(const QString &table, const QString &column)
{
    static const QStringList sealed{QStringLiteral("outbox.args"),    QStringLiteral("outbox.base"),
                                    QStringLiteral("outbox.outcome"), QStringLiteral("shadow.row_json"),
                                    QStringLiteral("problem.base"),   QStringLiteral("problem.mine"),
                                    QStringLiteral("problem.theirs"), QStringLiteral("problem.args")};
    if (!sealed.contains(table + u'.' + column))
        return replica::openedColumn(table, column);
    const QString row = table == u"outbox"   ? QStringLiteral("mutation_id")
                        : table == u"shadow" ? QStringLiteral("table_name || '/' || row_id")
                                             : QStringLiteral("id");
    return QStringLiteral("roost_open(%2, '%1', %3, '%2')").arg(table, column, row);
}

// Puts what a file holds into one of the first schema: as the earlier program had it.
inline Result<void> downgrade(const QString &path)
{
    const QString older = path + QStringLiteral(".older");
    {
        ROOST_ASSIGN(const auto database, Database::openSqlite(older));
        ROOST_TRY(replica::useKey(*database, fieldKey()));
        const auto shipped = Migrator::builtIn(SqlDialect::Sqlite).mid(0, kShippedFirst);
        ROOST_TRY(Migrator(*database, shipped).migrate());
        ROOST_TRY(database->execute(QStringLiteral("ATTACH '%1' AS newer").arg(path)));
        for (const QString &table : tablesOf(*database)) {
            const QStringList columns = columnsOf(*database, table);
            QStringList plain;
            for (const QString &column : columns)
                plain << plainColumn(table, column);
            ROOST_TRY(database->execute(
                QStringLiteral("INSERT INTO main.%1 (%2) SELECT %3 FROM newer.%1")
                    .arg(table, columns.join(QStringLiteral(", ")), plain.join(QStringLiteral(", ")))));
        }
        ROOST_TRY(database->execute(QStringLiteral("DETACH newer")));
        ROOST_TRY(database->execute(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    }
    for (const QString &end : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        QFile::remove(path + end);
        QFile::rename(older + end, path + end);
    }
    return {};
}

} // namespace roost::test
