// Opens the database and refuses one that would undermine row security.
#include "DatabaseHost.h"

#include "common/Log.h"
#include "server/api/ProbeRoutes.h"
#include "server/ops/ServerDatabase.h"

namespace roost::app {

using namespace Qt::StringLiterals;

Result<DatabaseHost> DatabaseHost::open(const ServerSettings &settings, Purpose purpose)
{
    DatabaseHost host;
    if (!settings.usesEmbeddedPostgres()) {
        host.m_appUrl = settings.databaseUrl;
        host.m_ownerUrl = settings.ownerDatabaseUrl;
        return host;
    }
    EmbeddedPostgresOptions options;
    options.use =
        purpose == Purpose::Serve ? EmbeddedPostgresOptions::Use::Own : EmbeddedPostgresOptions::Use::JoinOrOwn;
    ROOST_ASSIGN(host.m_embedded, EmbeddedPostgres::start(settings.dataDir, options));
    host.m_appUrl = host.m_embedded->appUrl();
    host.m_ownerUrl = host.m_embedded->ownerUrl();
    ROOST_ASSIGN(const int applied, prepareDatabase(host.m_ownerUrl));
    if (applied > 0)
        logEvent(LogLevel::Info, u"database.migrated"_s, {{u"migrations"_s, applied}});
    return host;
}

std::function<Result<std::unique_ptr<Database>>()> DatabaseHost::appOpener() const
{
    return [url = m_appUrl]() -> Result<std::unique_ptr<Database>> {
        if (url.isEmpty()) {
            return fail(ErrorCode::Validation, u"Set ROOST_DATABASE_URL to the database as the role roost_app, too."_s);
        }
        return Database::openPostgres(url);
    };
}

std::function<Result<std::unique_ptr<Database>>()> DatabaseHost::servingOpener() const
{
    return [open = appOpener()]() -> Result<std::unique_ptr<Database>> {
        ROOST_ASSIGN(auto database, open());
        ROOST_TRY(database->execute(u"SET statement_timeout = '%1s'"_s.arg(kLongestStatementSeconds)));
        return database;
    };
}

Result<std::unique_ptr<Database>> DatabaseHost::openAsApp() const
{
    return appOpener()();
}

Result<QUrl> DatabaseHost::ownerUrl() const
{
    if (m_ownerUrl.isEmpty()) {
        return fail(ErrorCode::Validation,
                    u"Set ROOST_OWNER_DATABASE_URL to the database as the role that owns the tables (roost_owner)."_s);
    }
    return m_ownerUrl;
}

namespace {

Result<void> checkHasSchema(Database &database)
{
    ROOST_ASSIGN(Statement query, database.statement(u"ops/has_schema"_s));
    ROOST_TRY(query.exec());
    if (query.next() && query.boolean(0))
        return {};
    return fail(ErrorCode::UpgradeRequired,
                u"The database is empty. Run `roostd migrate` with ROOST_OWNER_DATABASE_URL first."_s);
}

} // namespace

Result<void> checkFitToServe(Database &database)
{
    ROOST_ASSIGN(Statement query, database.statement(u"ops/role_rights"_s));
    ROOST_TRY(query.exec());
    if (!query.next())
        return fail(ErrorCode::Internal, u"The database does not tell which role is connected."_s);
    const QString role = query.text(0);
    const bool isSuper = query.boolean(1);
    const bool bypasses = query.boolean(2);
    const bool ownsTables = query.boolean(3);
    if (isSuper || bypasses || ownsTables) {
        const QString why = isSuper ? u"is a superuser"_s : bypasses ? u"has BYPASSRLS"_s : u"owns tables"_s;
        return fail(ErrorCode::Forbidden,
                    u"roostd does not serve as the role %1, because it %2 and so row security, which keeps tenants "
                    "apart, would not hold. Put the role roost_app into ROOST_DATABASE_URL."_s.arg(role, why));
    }
    ROOST_TRY(checkHasSchema(database));
    return api::checkSchemaVersion(database);
}

} // namespace roost::app
