// Health, readiness, description.
#include "ProbeRoutes.h"

#include "ApiWorkerContext.h"
#include "ErrorReply.h"

#include "storage/Migrator.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

qint64 newestSchema()
{
    const QList<Migration> migrations = Migrator::builtIn(SqlDialect::Postgres);
    return migrations.isEmpty() ? 0 : migrations.last().version;
}

Result<void> checkReady(ApiWorkerContext &worker)
{
    ROOST_ASSIGN(Database * database, worker.database());
    auto checked = checkSchemaVersion(*database);
    if (!checked && checked.error().code == ErrorCode::Unavailable)
        worker.dropConnection();
    return checked;
}

http::Response readiness(const http::Request &request, http::WorkerContext &worker, const Clock &clock)
{
    auto ready = checkReady(static_cast<ApiWorkerContext &>(worker));
    if (!ready) {
        // A connection that went stale while nobody used it is no fault: ask once more with a new one.
        if (ready.error().code == ErrorCode::Unavailable)
            ready = checkReady(static_cast<ApiWorkerContext &>(worker));
    }
    if (ready)
        return http::Response::json(200, R"({"status":"ready"})");
    Error error = std::move(ready).error();
    error.code = ErrorCode::Unavailable;
    return errorReply(error, request.requestId, clock);
}

} // namespace

Result<void> checkSchemaVersion(Database &database)
{
    ROOST_ASSIGN(Statement query, database.statement(u"api/schema_version"_s));
    ROOST_TRY(query.exec());
    const qint64 version = query.next() ? query.integer(0) : 0;
    static const qint64 wanted = newestSchema();
    if (version < wanted) {
        return fail(
            ErrorCode::UpgradeRequired,
            u"The database has schema %1, this program needs %2. Run `roostd migrate` first."_s.arg(version).arg(
                wanted));
    }
    if (version > wanted) {
        return fail(
            ErrorCode::UpgradeRequired,
            u"The database has schema %1, this program knows %2 only. Install the newer roostd."_s.arg(version).arg(
                wanted));
    }
    return {};
}

void addProbeRoutes(http::Router &router, const ApiDescription &description, const Clock &clock)
{
    router.addInline("GET", "/healthz",
                     [](const http::Request &) { return http::Response::json(200, R"({"status":"ok"})"); });
    router.add("GET", "/readyz", [&clock](const http::Request &request, http::WorkerContext &worker) {
        return readiness(request, worker, clock);
    });
    router.addInline("GET", "/openapi.json",
                     [json = description.json()](const http::Request &) { return http::Response::json(200, json); });
}

} // namespace roost::api
