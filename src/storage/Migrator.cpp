#include "Migrator.h"

#include "Transaction.h"

namespace roost {

QList<Migration> Migrator::builtIn(SqlDialect dialect)
{
    const QDir folder(dialect == SqlDialect::Sqlite ? QStringLiteral(":/sql/sqlite/migrations")
                                                    : QStringLiteral(":/sql/postgres/migrations"));
    QList<Migration> migrations;
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The migration %s can't be read", qPrintable(name));
        migrations << Migration{name.section(u'_', 0, 0).toInt(), name.section(u'_', 1).chopped(4),
                                QString::fromUtf8(file.readAll())};
    }
    return migrations;
}

Migrator::Migrator(Database &database, QList<Migration> migrations)
    : m_database(database)
    , m_migrations(std::move(migrations))
{
}

Result<void> Migrator::ensureTable()
{
    return m_database.execute(
        QStringLiteral("CREATE TABLE IF NOT EXISTS schema_migration (version integer PRIMARY KEY, "
                       "name text NOT NULL, applied_at text NOT NULL)"));
}

Result<int> Migrator::currentVersion()
{
    ROOST_TRY(ensureTable());
    ROOST_ASSIGN(Statement statement,
                 m_database.prepare(QStringLiteral("SELECT coalesce(max(version), 0) FROM schema_migration")));
    ROOST_TRY(statement.exec());
    return statement.next() ? static_cast<int>(statement.integer(0)) : 0;
}

Result<void> Migrator::apply(const Migration &migration)
{
    ROOST_TRY(m_database.executeScript(migration.script));
    ROOST_ASSIGN(Statement insert,
                 m_database.prepare(QStringLiteral(
                     "INSERT INTO schema_migration (version, name, applied_at) VALUES (:version, :name, :at)")));
    insert.bind(QStringLiteral(":version"), migration.version)
        .bind(QStringLiteral(":name"), migration.name)
        .bind(QStringLiteral(":at"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    return insert.exec();
}

Result<int> Migrator::migrate()
{
    ROOST_TRY(ensureTable());
    int applied = 0;
    for (const Migration &migration : std::as_const(m_migrations)) {
        ROOST_ASSIGN(Transaction transaction, Transaction::begin(m_database));
        if (m_database.dialect() == SqlDialect::Postgres)
            ROOST_TRY(m_database.execute(QStringLiteral("LOCK TABLE schema_migration IN ACCESS EXCLUSIVE MODE")));
        ROOST_ASSIGN(const int version, currentVersion());
        const int newest = m_migrations.isEmpty() ? 0 : m_migrations.last().version;
        if (version > newest) {
            return fail(
                ErrorCode::UpgradeRequired,
                QStringLiteral("This data was written by a newer version of Roost (schema %1, this program knows %2). "
                               "Install the newer version to open it.")
                    .arg(version)
                    .arg(newest));
        }
        if (migration.version > version) {
            ROOST_TRY(apply(migration));
            ++applied;
        }
        ROOST_TRY(transaction.commit());
    }
    return applied;
}

} // namespace roost
