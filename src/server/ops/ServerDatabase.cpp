#include "ServerDatabase.h"

#include "storage/Database.h"
#include "storage/Migrator.h"

#include <QFile>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Utility statements, which can't be prepared, are not in the catalogue of queries.
QString script(const QString &name)
{
    QFile file(u":/sql/postgres/setup/%1.sql"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There is no SQL script %s", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

Result<bool> databaseExists(Database &database)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"ops/database_exists"_s));
    ROOST_TRY(statement.exec());
    return statement.next() && statement.boolean(0);
}

} // namespace

Result<void> setUpCluster(const QUrl &adminUrl)
{
    ROOST_ASSIGN(const auto database, Database::openPostgres(adminUrl));
    ROOST_TRY(database->execute(script(u"roles"_s)));
    ROOST_ASSIGN(const bool exists, databaseExists(*database));
    if (!exists) {
        const auto created = database->execute(script(u"database"_s));
        if (!created) {
            // Another process may have been faster.
            ROOST_ASSIGN(const bool existsNow, databaseExists(*database));
            if (!existsNow)
                return created;
        }
    }
    return database->execute(script(u"database_rights"_s));
}

Result<int> prepareDatabase(const QUrl &ownerUrl)
{
    ROOST_ASSIGN(const auto database, Database::openPostgres(ownerUrl));
    Migrator migrator(*database, Migrator::builtIn(SqlDialect::Postgres));
    return migrator.migrate();
}

} // namespace roost
