// What every operation has in common: validation, problems, paging, idempotency, the description itself.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include "common/Json.h"
#include "server/api/ApiDescription.h"
#include "server/api/ErrorReply.h"
#include "storage/Database.h"

#include <QTest>

#include <future>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestApiContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init()
    {
        EXPECT_OK(m_api.start(m_postgres));
        m_kari = m_api.registerUser(u"kari"_s);
    }
    void cleanup() { m_api.stop(); }

    void answersProbes();
    void servesItsDescription();
    void documentsEveryCode();
    void writesProblemsInOneForm();
    void refusesBodiesThatDontFit_data();
    void refusesBodiesThatDontFit();
    void refusesOtherContentTypes();
    void refusesParametersThatDontFit_data();
    void refusesParametersThatDontFit();
    void refusesTooLargeBodies();
    void tellsAllowedMethods();
    void pagesThroughLists();
    void refusesMadeUpCursors();
    void doesARepeatedRequestOnce();
    void refusesAKeyForAnotherRequest();
    void triesAgainAfterAFailureWithTheSameKey();
    void keepsKeysOfUsersApart();
    void doesConcurrentRepetitionsOnce();

private:
    QJsonObject tenantBody(const QString &name) const
    {
        return {{u"name"_s, name}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}};
    }
    ApiAnswer createTenant(const QString &name, const QByteArray &key, const QString &token) const
    {
        return m_api.send({"POST", u"/api/v1/tenants"_s, token, tenantBody(name), {{"Idempotency-Key", key}}});
    }
    qint64 tenantCount() const
    {
        const auto database = Database::openPostgres(m_api.database().adminUrl);
        auto query = (*database)->prepare(u"SELECT count(*) FROM tenant"_s);
        return query && query->exec() && query->next() ? query->integer(0) : -1;
    }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_kari;
};

void TestApiContract::answersProbes()
{
    QCOMPARE(m_api.get(u"/healthz"_s).json(), (QJsonObject{{u"status"_s, u"ok"_s}}));
    QCOMPARE(m_api.get(u"/readyz"_s).json(), (QJsonObject{{u"status"_s, u"ready"_s}}));

    const auto owner = Database::openPostgres(m_api.database().ownerUrl);
    EXPECT_OK(owner);
    EXPECT_OK((*owner)->execute(u"INSERT INTO schema_migration VALUES (9999, 'later', 'now')"_s));
    const ApiAnswer newer = m_api.get(u"/readyz"_s);
    QCOMPARE(newer.status, 503);
    QVERIFY(newer.text(u"detail"_s).contains("9999"_L1));
    QCOMPARE(m_api.get(u"/healthz"_s).status, 200);
}

void TestApiContract::servesItsDescription()
{
    const ApiAnswer answer = m_api.get(u"/openapi.json"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    const auto description = api::ApiDescription::builtIn();
    EXPECT_OK(description);
    QCOMPARE(answer.body, description->json());
    QCOMPARE(answer.text(u"openapi"_s), u"3.0.3"_s);
    // Operations of more than one file.
    const QJsonObject paths = answer.json().value("paths"_L1).toObject();
    for (const QString &path : {u"/api/v1/me"_s, u"/api/v1/listings"_s, u"/sync/v1/pull"_s})
        QVERIFY2(paths.contains(path), qPrintable(path));
}

void TestApiContract::documentsEveryCode()
{
    QFile file(QStringLiteral(ROOST_SOURCE_DIR) + u"/docs/api.md"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString row = u"\n| `%1` | %2 | "_s.arg(errorCodeName(code)).arg(api::httpStatus(code));
        QVERIFY2(text.contains(row), qPrintable(u"docs/api.md has no row:"_s + row));
    }
}

void TestApiContract::writesProblemsInOneForm()
{
    const ApiAnswer ours = m_api.send({"GET", u"/api/v1/me"_s, {}, std::nullopt, {{"X-Request-Id", "abc-1"}}});
    QCOMPARE(ours.status, 401);
    QCOMPARE(ours.headers.value("content-type"), "application/problem+json");
    const QJsonObject problem = ours.json();
    QCOMPARE(problem.keys(), (QStringList{u"code"_s, u"detail"_s, u"details"_s, u"request_id"_s, u"status"_s,
                                          u"timestamp"_s, u"title"_s, u"type"_s}));
    QCOMPARE(problem.value("status"_L1).toInt(), 401);
    QCOMPARE(problem.value("title"_L1).toString(), u"Unauthorized"_s);
    QCOMPARE(problem.value("request_id"_L1).toString(), u"abc-1"_s);
    QCOMPARE(ours.headers.value("x-request-id"), "abc-1");
    QVERIFY(QDateTime::fromString(problem.value("timestamp"_L1).toString(), Qt::ISODateWithMs).isValid());

    // What the HTTP layer refuses looks the same.
    const ApiAnswer theirs = m_api.get(u"/nowhere"_s);
    QCOMPARE(theirs.status, 404);
    QCOMPARE(theirs.headers.value("content-type"), "application/problem+json");
    QCOMPARE(theirs.json().keys(), problem.keys());
    QCOMPARE(theirs.code(), u"NOT_FOUND"_s);
}

void TestApiContract::refusesBodiesThatDontFit_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::newRow("not JSON") << QByteArray("{") << QString();
    QTest::newRow("an array") << QByteArray("[]") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("missing field") << QByteArray(R"({"name":"A","currency":"NOK"})") << QString();
    QTest::newRow("unknown field") << QByteArray(
                                          R"({"name":"A","currency":"NOK","time_zone":"Europe/Oslo","owner":"me"})")
                                   << QString();
    QTest::newRow("wrong type") << QByteArray(R"({"name":1,"currency":"NOK","time_zone":"Europe/Oslo"})") << u"name"_s;
    QTest::newRow("null") << QByteArray(R"({"name":null,"currency":"NOK","time_zone":"Europe/Oslo"})") << u"name"_s;
    QTest::newRow("too long") << QByteArray(R"({"name":"A","currency":"NOKK","time_zone":"Europe/Oslo"})")
                              << u"currency"_s;
    QTest::newRow("no currency") << QByteArray(R"({"name":"A","currency":"XXQ","time_zone":"Europe/Oslo"})")
                                 << u"currency"_s;
    QTest::newRow("no zone") << QByteArray(R"({"name":"A","currency":"NOK","time_zone":"Europe/Atlantis"})")
                             << u"time_zone"_s;
    QTest::newRow("no place") << QByteArray(R"({"name":"A","currency":"NOK","time_zone":"UTC+03:00"})")
                              << u"time_zone"_s;
    QTest::newRow("NUL") << QByteArray(R"({"name":"A\u0000","currency":"NOK","time_zone":"Europe/Oslo"})") << u"name"_s;
}

void TestApiContract::refusesBodiesThatDontFit()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const ApiAnswer answer = m_api.sendRaw(
        "POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
        "Authorization: Bearer " +
        m_kari.accessToken.toLatin1() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(answer.json().value("details"_L1).toObject().value("field"_L1).toString(), field);
    QCOMPARE(tenantCount(), 0);
}

void TestApiContract::refusesOtherContentTypes()
{
    const QByteArray body = canonicalJson(tenantBody(u"A"_s));
    const auto send = [&](const QByteArray &type) {
        return m_api
            .sendRaw("POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type +
                     "\r\nAuthorization: Bearer " + m_kari.accessToken.toLatin1() +
                     "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body)
            .status;
    };
    QCOMPARE(send("text/plain"), 415);
    QCOMPARE(send("application/x-www-form-urlencoded"), 415);
    QCOMPARE(send("Application/JSON; charset=utf-8"), 201);
}

void TestApiContract::refusesParametersThatDontFit_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field");
    const QString list = u"/api/v1/tenants"_s;
    QTest::newRow("limit 0") << list + u"?limit=0"_s << u"limit"_s;
    QTest::newRow("limit 201") << list + u"?limit=201"_s << u"limit"_s;
    QTest::newRow("limit text") << list + u"?limit=many"_s << u"limit"_s;
    QTest::newRow("limit fraction") << list + u"?limit=1.5"_s << u"limit"_s;
    QTest::newRow("limit twice") << list + u"?limit=1&limit=2"_s << u"limit"_s;
    QTest::newRow("unknown") << list + u"?offset=10"_s << u"offset"_s;
    QTest::newRow("no uuid") << list + u"/123"_s << u"tenant_id"_s;
}

void TestApiContract::refusesParametersThatDontFit()
{
    QFETCH(QString, path);
    QFETCH(QString, field);
    const ApiAnswer answer = m_api.get(path, m_kari.accessToken);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(answer.json().value("details"_L1).toObject().value("field"_L1).toString(), field);
}

void TestApiContract::refusesTooLargeBodies()
{
    QJsonObject body = tenantBody(u"A"_s);
    body.insert("locale"_L1, QString(1100 * 1024, u'x'));
    const ApiAnswer answer = m_api.post(u"/api/v1/tenants"_s, body, m_kari.accessToken);
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.code(), u"TOO_LARGE"_s);
}

void TestApiContract::tellsAllowedMethods()
{
    const ApiAnswer answer = m_api.send({"DELETE", u"/api/v1/tenants"_s, m_kari.accessToken, std::nullopt, {}});
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.code(), u"METHOD_NOT_ALLOWED"_s);
    const QList<QByteArray> allowed = answer.headers.value("allow").split(',');
    QVERIFY(answer.headers.value("allow").contains("GET") && answer.headers.value("allow").contains("POST"));
    QVERIFY(allowed.size() >= 2);
}

void TestApiContract::pagesThroughLists()
{
    QStringList made;
    for (int i = 0; i < 7; ++i)
        made << m_api.createTenant(m_kari, u"Same name"_s);
    made << m_api.createTenant(m_kari, u"Another"_s);

    QStringList seen;
    QString cursor;
    int pages = 0;
    do {
        const QString query = cursor.isEmpty() ? QString() : u"&cursor="_s + cursor;
        const ApiAnswer page = m_api.get(u"/api/v1/tenants?limit=3"_s + query, m_kari.accessToken);
        QCOMPARE(page.status, 200);
        const QJsonArray items = page.json().value("items"_L1).toArray();
        QVERIFY(items.size() <= 3);
        for (const QJsonValue &item : items)
            seen << item.toObject().value("id"_L1).toString();
        QVERIFY(page.json().contains("next_cursor"_L1));
        cursor = page.text(u"next_cursor"_s);
    } while (!cursor.isEmpty() && ++pages < 10);

    QCOMPARE(pages, 2);
    QCOMPARE(seen.first(), made.last());
    QCOMPARE(seen.size(), 8);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(made.begin(), made.end()));
    // Exactly full: no page behind it.
    const ApiAnswer all = m_api.get(u"/api/v1/tenants?limit=8"_s, m_kari.accessToken);
    QVERIFY(all.json().value("next_cursor"_L1).isNull());
}

void TestApiContract::refusesMadeUpCursors()
{
    const QString tenant = m_api.createTenant(m_kari);
    const auto encode = [](const QByteArray &json) {
        return QString::fromLatin1(json.toBase64(QByteArray::Base64UrlEncoding));
    };
    const QStringList cursors{u"!!!"_s,
                              encode("nonsense"),
                              encode(R"(["a"])"),
                              encode(R"(["a","b","c"])"),
                              encode(R"([1,2])"),
                              encode(R"(["2026-01-01","not a uuid"])"),
                              encode(R"(["2026-13-01","01a1fafe-44b5-7949-aaa2-df6ec128c9ce"])")};
    for (const QString &cursor : cursors) {
        const ApiAnswer answer = m_api.get(u"/api/v1/tenants/%1/reviews?cursor=%2"_s.arg(
                                               tenant, QString::fromLatin1(cursor.toUtf8().toPercentEncoding())),
                                           m_kari.accessToken);
        QCOMPARE(answer.status, 400);
    }
}

void TestApiContract::doesARepeatedRequestOnce()
{
    const ApiAnswer first = createTenant(u"Fjord"_s, "key-1", m_kari.accessToken);
    QCOMPARE(first.status, 201);
    QVERIFY(!first.headers.contains("idempotency-replayed"));
    const ApiAnswer second = createTenant(u"Fjord"_s, "key-1", m_kari.accessToken);
    QCOMPARE(second.status, 201);
    QCOMPARE(second.headers.value("idempotency-replayed"), "true");
    QCOMPARE(second.body, first.body);
    QCOMPARE(tenantCount(), 1);
    QCOMPARE(createTenant(u"Fjord"_s, "key-2", m_kari.accessToken).status, 201);
    QCOMPARE(tenantCount(), 2);
}

void TestApiContract::refusesAKeyForAnotherRequest()
{
    QCOMPARE(createTenant(u"Fjord"_s, "key-1", m_kari.accessToken).status, 201);
    const ApiAnswer other = createTenant(u"Dale"_s, "key-1", m_kari.accessToken);
    QCOMPARE(other.status, 422);
    QCOMPARE(other.code(), u"IDEMPOTENCY_KEY_REUSED"_s);
    QCOMPARE(tenantCount(), 1);
}

void TestApiContract::triesAgainAfterAFailureWithTheSameKey()
{
    const QString tenant = m_api.createTenant(m_kari);
    const ApiCall add{"POST",
                      u"/api/v1/tenants/%1/members"_s.arg(tenant),
                      m_kari.accessToken,
                      QJsonObject{{u"email"_s, u"ola@example.org"_s}, {u"role"_s, u"staff"_s}},
                      {{"Idempotency-Key", "add-ola"}}};
    QCOMPARE(m_api.send(add).status, 404);
    m_api.registerUser(u"ola"_s);
    QCOMPARE(m_api.send(add).status, 201);
    const ApiAnswer replayed = m_api.send(add);
    QCOMPARE(replayed.status, 201);
    QCOMPARE(replayed.headers.value("idempotency-replayed"), "true");
}

void TestApiContract::keepsKeysOfUsersApart()
{
    const ApiUser ola = m_api.registerUser(u"ola"_s);
    QCOMPARE(createTenant(u"Fjord"_s, "key-1", m_kari.accessToken).status, 201);
    const ApiAnswer his = createTenant(u"Fjord"_s, "key-1", ola.accessToken);
    QCOMPARE(his.status, 201);
    QVERIFY(!his.headers.contains("idempotency-replayed"));
    QCOMPARE(tenantCount(), 2);
}

void TestApiContract::doesConcurrentRepetitionsOnce()
{
    std::vector<std::future<ApiAnswer>> answers;
    for (int i = 0; i < 16; ++i) {
        answers.push_back(
            std::async(std::launch::async, [this] { return createTenant(u"Fjord"_s, "key-1", m_kari.accessToken); }));
    }
    QSet<QByteArray> bodies;
    for (std::future<ApiAnswer> &pending : answers) {
        const ApiAnswer answer = pending.get();
        QCOMPARE(answer.status, 201);
        bodies << answer.body;
    }
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(tenantCount(), 1);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestApiContract)
#include "TestApiContract.moc"
