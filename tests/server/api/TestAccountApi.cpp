// Accounts and sessions over HTTP: who gets in, and how a session ends.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include "storage/Database.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestAccountApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init() { EXPECT_OK(m_api.start(m_postgres, {3, 10, 900, 1000})); }
    void cleanup() { m_api.stop(); }

    void registersAndLogsIn();
    void refusesBadRegistrations_data();
    void refusesBadRegistrations();
    void refusesATakenEmail();
    void tellsNotWhatWasWrong();
    void throttlesFailedLogIns();
    void countsOnlyFailures();
    void refusesForeignAndExpiredTokens();
    void rotatesRefreshTokens();
    void endsTheSessionWhenARefreshTokenIsReused();
    void logsOutAtOnce();
    void changesThePassword();

private:
    ApiAnswer logIn(const QString &email, const QString &password) const
    {
        return m_api.post(u"/api/v1/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}});
    }
    ApiAnswer refresh(const QString &token) const
    {
        return m_api.post(u"/api/v1/auth/refresh"_s, {{u"refresh_token"_s, token}});
    }
    int meStatus(const QString &token) const { return m_api.get(u"/api/v1/me"_s, token).status; }

    PostgresFixture m_postgres;
    ApiFixture m_api;
};

void TestAccountApi::registersAndLogsIn()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    QVERIFY(!kari.accessToken.isEmpty());
    const QString tenant = m_api.createTenant(kari);

    const ApiAnswer session = logIn(u" KARI@Example.ORG "_s, kari.password);
    QCOMPARE(session.status, 200);
    QCOMPARE(session.headers.value("cache-control"), "no-store");
    const QJsonObject json = session.json();
    QCOMPARE(json.value("token_type"_L1).toString(), u"Bearer"_s);
    QCOMPARE(json.value("expires_in"_L1).toInt(), 900);
    QCOMPARE(json.value("user"_L1).toObject(),
             (QJsonObject{{u"id"_s, kari.id}, {u"email"_s, kari.email}, {u"display_name"_s, u"kari"_s}}));
    QJsonObject own = json.value("tenants"_L1).toArray().first().toObject();
    QVERIFY(own.take("version"_L1).toInt() > 0);
    QVERIFY(own.take("settings"_L1).isObject());
    QCOMPARE(own, (QJsonObject{{u"id"_s, tenant},
                               {u"name"_s, u"Fjord Homes"_s},
                               {u"role"_s, u"owner"_s},
                               {u"currency"_s, u"NOK"_s},
                               {u"time_zone"_s, u"Europe/Oslo"_s},
                               {u"locale"_s, u"en"_s}}));
    const ApiAnswer me = m_api.get(u"/api/v1/me"_s, session.text(u"access_token"_s));
    QCOMPARE(me.status, 200);
    QCOMPARE(me.json().value("user"_L1).toObject().value("id"_L1).toString(), kari.id);
}

void TestAccountApi::refusesBadRegistrations_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    const QString good = u"long enough"_s;
    QTest::newRow("no at") << u"kari.example.org"_s << good << u"Kari"_s << u"email"_s;
    QTest::newRow("no domain") << u"kari@"_s << good << u"Kari"_s << u"email"_s;
    QTest::newRow("no dot") << u"kari@localhost"_s << good << u"Kari"_s << u"email"_s;
    QTest::newRow("space") << u"ka ri@example.org"_s << good << u"Kari"_s << u"email"_s;
    QTest::newRow("short password") << u"kari@example.org"_s << u"123456789"_s << u"Kari"_s << u"password"_s;
    QTest::newRow("long password") << u"kari@example.org"_s << QString(1001, u'x') << u"Kari"_s << u"password"_s;
    QTest::newRow("no name") << u"kari@example.org"_s << good << u"  "_s << u"display_name"_s;
    QTest::newRow("NUL") << u"kari@example.org"_s << good << u"Ka\0ri"_s << u"display_name"_s;
}

void TestAccountApi::refusesBadRegistrations()
{
    QFETCH(QString, email);
    QFETCH(QString, password);
    QFETCH(QString, name);
    QFETCH(QString, field);
    const ApiAnswer answer = m_api.post(u"/api/v1/auth/register"_s,
                                        {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, name}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"VALIDATION_ERROR"_s);
    QCOMPARE(answer.json().value("details"_L1).toObject().value("field"_L1).toString(), field);
}

void TestAccountApi::refusesATakenEmail()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    const ApiAnswer again = m_api.post(
        u"/api/v1/auth/register"_s,
        {{u"email"_s, u"Kari@EXAMPLE.org"_s}, {u"password"_s, u"another one"_s}, {u"display_name"_s, u"K"_s}});
    QCOMPARE(again.status, 409);
    QCOMPARE(again.code(), u"EMAIL_TAKEN"_s);
    QCOMPARE(logIn(kari.email, kari.password).status, 200);
}

void TestAccountApi::tellsNotWhatWasWrong()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    const ApiAnswer wrong = logIn(kari.email, u"not the password"_s);
    const ApiAnswer unknown = logIn(u"nobody@example.org"_s, u"not the password"_s);
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.code(), u"WRONG_CREDENTIALS"_s);
    QCOMPARE(unknown.status, wrong.status);
    QCOMPARE(unknown.code(), wrong.code());
    QCOMPARE(unknown.text(u"detail"_s), wrong.text(u"detail"_s));
}

void TestAccountApi::throttlesFailedLogIns()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(logIn(kari.email, u"guess"_s).status, 401);
    const ApiAnswer refused = logIn(kari.email, kari.password);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.code(), u"TOO_MANY_REQUESTS"_s);
    const int seconds = refused.headers.value("retry-after").toInt();
    QVERIFY(seconds > 0 && seconds <= 900);

    // Other accounts from there are let in, until the address itself has failed too often.
    const ApiUser ola = m_api.registerUser(u"ola"_s);
    QCOMPARE(logIn(ola.email, ola.password).status, 200);
    for (int i = 0; i < 7; ++i)
        QCOMPARE(logIn(u"somebody%1@example.org"_s.arg(i), u"guess"_s).status, 401);
    QCOMPARE(logIn(ola.email, ola.password).status, 429);

    m_api.clock().advanceMs(qint64(seconds) * 1000);
    QCOMPARE(logIn(kari.email, kari.password).status, 200);
}

void TestAccountApi::countsOnlyFailures()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    for (int i = 0; i < 15; ++i)
        QCOMPARE(logIn(kari.email, kari.password).status, 200);
}

void TestAccountApi::refusesForeignAndExpiredTokens()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    QCOMPARE(meStatus({}), 401);
    QCOMPARE(meStatus(u"garbage"_s), 401);
    QString changed = kari.accessToken;
    changed[changed.size() - 10] = changed.at(changed.size() - 10) == u'A' ? u'B' : u'A';
    QCOMPARE(meStatus(changed), 401);
    // {"alg":"none"}.{…}. and the same payload without a signature
    const QString payload = kari.accessToken.section(u'.', 1, 1);
    QCOMPARE(meStatus(u"eyJhbGciOiJub25lIn0."_s + payload + u'.'), 401);
    QCOMPARE(meStatus(kari.accessToken), 200);
    const ApiAnswer refused = m_api.get(u"/api/v1/me"_s);
    QCOMPARE(refused.headers.value("www-authenticate"), "Bearer");

    m_api.clock().advanceMs(15 * 60 * 1000);
    QCOMPARE(meStatus(kari.accessToken), 401);
}

void TestAccountApi::rotatesRefreshTokens()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    const ApiAnswer second = refresh(kari.refreshToken);
    QCOMPARE(second.status, 200);
    QVERIFY(second.text(u"refresh_token"_s) != kari.refreshToken);
    QCOMPARE(meStatus(second.text(u"access_token"_s)), 200);
    const ApiAnswer third = refresh(second.text(u"refresh_token"_s));
    QCOMPARE(third.status, 200);
    QCOMPARE(refresh(u"unknown"_s).code(), u"SESSION_ENDED"_s);

    m_api.clock().advanceMs(qint64(91) * 24 * 3600 * 1000);
    QCOMPARE(refresh(third.text(u"refresh_token"_s)).code(), u"SESSION_ENDED"_s);
}

void TestAccountApi::endsTheSessionWhenARefreshTokenIsReused()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    const ApiAnswer otherSession = logIn(kari.email, kari.password);
    const ApiAnswer second = refresh(kari.refreshToken);
    QCOMPARE(second.status, 200);

    const ApiAnswer stolen = refresh(kari.refreshToken);
    QCOMPARE(stolen.status, 401);
    QCOMPARE(stolen.code(), u"SESSION_ENDED"_s);
    // The whole family is dead: the newest refresh token, and every access token.
    QCOMPARE(refresh(second.text(u"refresh_token"_s)).code(), u"SESSION_ENDED"_s);
    QCOMPARE(m_api.get(u"/api/v1/me"_s, second.text(u"access_token"_s)).code(), u"SESSION_ENDED"_s);
    QCOMPARE(meStatus(kari.accessToken), 401);
    // Another session of the same person goes on.
    QCOMPARE(meStatus(otherSession.text(u"access_token"_s)), 200);

    const auto database = Database::openPostgres(m_api.database().adminUrl);
    EXPECT_OK(database);
    auto reasons = (*database)->prepare(u"SELECT count(*) FROM session WHERE end_reason = 'reuse'"_s);
    EXPECT_OK(reasons);
    EXPECT_OK(reasons->exec());
    QVERIFY(reasons->next());
    QCOMPARE(reasons->integer(0), 1);
}

void TestAccountApi::logsOutAtOnce()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    QCOMPARE(meStatus(kari.accessToken), 200);
    const ApiAnswer loggedOut = m_api.send({"POST", u"/api/v1/auth/logout"_s, kari.accessToken, std::nullopt, {}});
    QCOMPARE(loggedOut.status, 204);
    QCOMPARE(meStatus(kari.accessToken), 401);
    QCOMPARE(refresh(kari.refreshToken).code(), u"SESSION_ENDED"_s);
}

void TestAccountApi::changesThePassword()
{
    const ApiUser kari = m_api.registerUser(u"kari"_s);
    const ApiAnswer other = logIn(kari.email, kari.password);
    const auto change = [&](const QString &current, const QString &wanted) {
        return m_api.post(u"/api/v1/me/password"_s, {{u"current_password"_s, current}, {u"new_password"_s, wanted}},
                          kari.accessToken);
    };
    QCOMPARE(change(u"wrong"_s, u"a new password"_s).status, 403);
    QCOMPARE(change(kari.password, u"short"_s).status, 400);
    QCOMPARE(change(kari.password, u"a new password"_s).status, 204);
    QCOMPARE(meStatus(kari.accessToken), 200);
    QCOMPARE(meStatus(other.text(u"access_token"_s)), 401);
    QCOMPARE(logIn(kari.email, kari.password).status, 401);
    QCOMPARE(logIn(kari.email, u"a new password"_s).status, 200);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestAccountApi)
#include "TestAccountApi.moc"
