// ApiServer with operations of the test's own: matching handlers to the description, and what it does when the database
// is in the way.
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"

#include "server/api/ApiServer.h"
#include "server/api/ApiWorkerContext.h"
#include "server/identity/AccessTokens.h"

#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::api;

namespace {

const QByteArray kDescription = R"({"openapi": "3.0.3", "security": [], "paths": {
    "/thing": {"get": {"operationId": "getThing", "responses": {}}, "post": {"operationId": "makeThing", "responses": {}}}
}})";

} // namespace

class TestApiServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void refusesAnOperationWithoutHandler();
    void refusesAHandlerWithoutOperation();
    void refusesBrokenDescriptions_data();
    void refusesBrokenDescriptions();
    void runsAgainWhenTheDatabaseIsBusy();
    void givesUpWhenTheDatabaseStaysBusy();
    void readsAgainAfterALostConnection();
    void doesNotRepeatAWriteAfterALostConnection();
    void triesIdleConnectionsFirst();
    void keepsDetailsOfFailuresToItself();

private:
    std::unique_ptr<ApiServer> makeServer() const;
    http::Response call(const QByteArray &method, const ApiHandler &handler);

    PostgresFixture m_postgres;
    TestDatabase m_database;
    QTemporaryDir m_keys;
    SystemClock m_clock;
    std::unique_ptr<AccessTokens> m_tokens;
};

void TestApiServer::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    auto key = TokenKey::loadOrCreate(m_keys.filePath(u"keys"_s));
    EXPECT_OK(key);
    m_tokens = std::make_unique<AccessTokens>(*std::move(key), m_clock);
}

void TestApiServer::init()
{
    auto database = m_postgres.createDatabase();
    EXPECT_OK(database);
    m_database = *database;
}

std::unique_ptr<ApiServer> TestApiServer::makeServer() const
{
    ApiEnvironment environment;
    environment.openDatabase = [url = m_database.appUrl] { return Database::openPostgres(url); };
    environment.clock = &m_clock;
    environment.tokens = m_tokens.get();
    return std::make_unique<ApiServer>(*ApiDescription::parse(kDescription), environment);
}

// Runs the route of the method, as a worker would.
http::Response TestApiServer::call(const QByteArray &method, const ApiHandler &handler)
{
    const auto server = makeServer();
    server->handle(u"getThing"_s, handler);
    server->handle(u"makeThing"_s, handler);
    const auto router = server->makeRouter();
    const auto worker = server->workerContextFactory()();
    if (!router || !worker)
        return {};
    http::Request request;
    request.method = method;
    request.path = "/thing";
    request.requestId = "test";
    return (*router)->find(method, request.path).route->handler(request, **worker);
}

void TestApiServer::refusesAnOperationWithoutHandler()
{
    const auto server = makeServer();
    server->handle(u"getThing"_s, [](const ApiRequest &, ServerContext &) { return ApiReply(); });
    const auto router = server->makeRouter();
    EXPECT_ERROR(router, Internal);
    QVERIFY(router.error().userText.contains("makeThing"_L1));
    QVERIFY(!router.error().userText.contains("getThing"_L1));
}

void TestApiServer::refusesAHandlerWithoutOperation()
{
    const auto server = makeServer();
    for (const QString &id : {u"getThing"_s, u"makeThing"_s, u"getTing"_s})
        server->handle(id, [](const ApiRequest &, ServerContext &) { return ApiReply(); });
    const auto router = server->makeRouter();
    EXPECT_ERROR(router, Internal);
    QVERIFY(router.error().userText.contains("getTing"_L1));
}

void TestApiServer::refusesBrokenDescriptions_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::newRow("no id") << QByteArray(R"({"responses": {}})");
    QTest::newRow("lost reference") << QByteArray(
        R"({"operationId": "a", "parameters": [{"$ref": "#/components/parameters/None"}]})");
    QTest::newRow("unknown permission") << QByteArray(R"({"operationId": "a", "x-roost-permission": "fly"})");
    QTest::newRow("body of another type")
        << QByteArray(R"({"operationId": "a", "requestBody": {"content": {"text/plain": {"schema": {}}}}})");
}

void TestApiServer::refusesBrokenDescriptions()
{
    QFETCH(QByteArray, operation);
    const QByteArray json = R"({"paths": {"/thing": {"post": )" + operation + "}}}";
    EXPECT_ERROR(ApiDescription::parse(json), Internal);
}

void TestApiServer::runsAgainWhenTheDatabaseIsBusy()
{
    int runs = 0;
    const http::Response reply = call("POST", [&runs](const ApiRequest &, ServerContext &) -> Result<ApiReply> {
        if (++runs < 3)
            return fail(ErrorCode::Busy, u"busy"_s);
        return ApiReply::json({{u"runs"_s, runs}});
    });
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, R"({"runs":3})");
}

void TestApiServer::givesUpWhenTheDatabaseStaysBusy()
{
    int runs = 0;
    const http::Response reply = call("POST", [&runs](const ApiRequest &, ServerContext &) -> Result<ApiReply> {
        ++runs;
        return fail(ErrorCode::Busy, u"busy"_s);
    });
    QCOMPARE(reply.status, 409);
    QCOMPARE(runs, 4);
}

namespace {

// Ends its own connection at the first run, as a restarted Postgres would.
ApiHandler losingHandler(int &runs)
{
    return [&runs](const ApiRequest &, ServerContext &context) -> Result<ApiReply> {
        if (++runs == 1)
            ROOST_TRY(context.database.execute(u"SELECT pg_terminate_backend(pg_backend_pid())"_s));
        ROOST_TRY(context.database.execute(u"SELECT 1"_s));
        return ApiReply::json({});
    };
}

} // namespace

void TestApiServer::readsAgainAfterALostConnection()
{
    int runs = 0;
    const http::Response reply = call("GET", losingHandler(runs));
    QCOMPARE(reply.status, 200);
    QCOMPARE(runs, 2);
}

void TestApiServer::doesNotRepeatAWriteAfterALostConnection()
{
    int runs = 0;
    const http::Response reply = call("POST", losingHandler(runs));
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.header("Retry-After"), "1");
    QCOMPARE(runs, 1);
}

void TestApiServer::triesIdleConnectionsFirst()
{
    const auto open = [url = m_database.appUrl] { return Database::openPostgres(url); };
    ApiWorkerContext patient(open, std::chrono::hours(1));
    ApiWorkerContext careful(open, std::chrono::milliseconds(0));
    EXPECT_OK(patient.database());
    EXPECT_OK(careful.database());
    const auto admin = Database::openPostgres(m_database.adminUrl);
    EXPECT_OK(admin);
    EXPECT_OK((*admin)->execute(u"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                                "WHERE usename = 'roost_app' AND datname = current_database()"_s));
    EXPECT_ERROR((*patient.database())->execute(u"SELECT 1"_s), Unavailable);
    EXPECT_OK((*careful.database())->execute(u"SELECT 1"_s));
}

void TestApiServer::keepsDetailsOfFailuresToItself()
{
    const http::Response reply = call("POST", [](const ApiRequest &, ServerContext &) -> Result<ApiReply> {
        return fail(ErrorCode::Internal, u"Something went wrong."_s, u"sql secret/name: state 42P01"_s);
    });
    QCOMPARE(reply.status, 500);
    QVERIFY(reply.body.contains("Something went wrong."));
    QVERIFY(!reply.body.contains("42P01"));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestApiServer)
#include "TestApiServer.moc"
