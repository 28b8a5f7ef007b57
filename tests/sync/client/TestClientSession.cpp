// The whole client against the real server and a real Postgres, in one process: sessions, sync, pokes, two profiles.
#include "MemoryKeychain.h"

#include "client/net/ServerAddress.h"
#include "client/replica/Edits.h"
#include "client/replica/ReplicaReader.h"
#include "client/session/SyncService.h"
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QSignalSpy>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace roost::session;
using namespace Qt::StringLiterals;

namespace {

// A profile with its session and a reader.
struct Host
{
    QTemporaryDir folder;
    MemoryKeychain keychain;
    std::unique_ptr<ClientSession> session;
    std::unique_ptr<replica::ReplicaReader> reader;

    Result<void> open()
    {
        session.reset();
        ROOST_ASSIGN(session, ClientSession::open(folder.path(), keychain));
        ROOST_ASSIGN(reader, replica::ReplicaReader::open(folder.path(), session->key()));
        return {};
    }
    // The refresh token; empty when none is kept.
    QString token() const
    {
        for (auto secret = keychain.secrets.begin(); secret != keychain.secrets.end(); ++secret) {
            if (secret.key().startsWith(u"session"))
                return secret.value();
        }
        return {};
    }
    std::optional<replica::ListingRow> listing()
    {
        const auto rows = reader->listings();
        return rows && !rows->isEmpty() ? std::optional(rows->first()) : std::nullopt;
    }
    Result<MutationId> rename(const QString &title)
    {
        return session->edit(replica::editListing(*listing(), {{u"title"_s, title}}));
    }
};

} // namespace

class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Where there is no keychain, keys go there.
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_config.path()));
        EXPECT_OK(m_postgres.start());
    }
    void init();
    void cleanup() { m_api.stop(); }

    void registersWithABusiness();
    void refusesAWrongPassword();
    void twoComputersStayInStep();
    void conflictsEndAsProblems();
    void renewsAccessAndKeepsTheNewToken();
    void goesOnAfterARestart();
    void asksForThePasswordWhenTheSessionEnds();
    void worksWithoutAKeychain();
    void anotherAccountNeedsAnEmptyOutbox();
    void secondProcessSendsThroughTheOwner();
    void logsOutOnTheServer();
    void serviceWorksFromAnotherThread();
    void addressesAreChecked_data();
    void addressesAreChecked();

private:
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_api.server().port()); }
    Credentials kari() const { return {url(), m_kari.email, m_kari.password, {}}; }
    Result<void> logIn(ClientSession &session, const Credentials &credentials);
    Result<void> connectHost(Host &host);

    QTemporaryDir m_config;
    PostgresFixture m_postgres;
    mutable ApiFixture m_api;
    ApiUser m_kari;
    QString m_tenant;
};

void TestClientSession::init()
{
    EXPECT_OK(m_api.start(m_postgres));
    m_kari = m_api.registerUser(u"kari"_s);
    m_tenant = m_api.createTenant(m_kari);
    const ApiAnswer made =
        m_api.post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), {{u"title"_s, u"Loft"_s}}, m_kari.accessToken);
    QVERIFY2(made.status == 201, made.body.constData());
}

Result<void> TestClientSession::logIn(ClientSession &session, const Credentials &credentials)
{
    std::optional<Result<void>> answer;
    session.logIn(credentials, [&answer](const Result<void> &result) { answer = result; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
        return fail(ErrorCode::Timeout, u"no answer to the log-in"_s);
    return *answer;
}

// Opened, logged in, and as far as the server.
Result<void> TestClientSession::connectHost(Host &host)
{
    ROOST_TRY(host.open());
    ROOST_TRY(logIn(*host.session, kari()));
    host.session->startSync();
    if (!QTest::qWaitFor([&] { return host.listing().has_value(); }, 20'000))
        return fail(ErrorCode::Timeout, u"nothing came"_s);
    return {};
}

void TestClientSession::registersWithABusiness()
{
    Host host;
    EXPECT_OK(host.open());
    host.session->startSync();
    std::optional<Result<void>> answer;
    host.session->registerAccount({url(), u"ola@example.org"_s, u"a long password"_s, u"Ola"_s}, u"Ola's cabins"_s,
                                  [&answer](const Result<void> &result) { answer = result; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
    EXPECT_OK(*answer);
    QTRY_VERIFY_WITH_TIMEOUT(!host.reader->tenants()->isEmpty(), 20'000);
    QCOMPARE(host.reader->scopes()->first().name, u"Ola's cabins"_s);
    QCOMPARE(host.reader->tenants()->first().name, u"Ola's cabins"_s);
    QCOMPARE(host.session->account().email, u"ola@example.org"_s);
}

void TestClientSession::refusesAWrongPassword()
{
    Host host;
    EXPECT_OK(host.open());
    Credentials wrong = kari();
    wrong.password = u"not the password"_s;
    EXPECT_ERROR(logIn(*host.session, wrong), WrongCredentials);
    QVERIFY(host.session->account().serverUrl.isEmpty());
    QVERIFY(host.token().isEmpty());
    wrong.serverUrl = u"http://127.0.0.1:1"_s;
    EXPECT_ERROR(logIn(*host.session, wrong), Offline);
    EXPECT_OK(logIn(*host.session, kari()));
}

void TestClientSession::twoComputersStayInStep()
{
    Host one;
    Host two;
    EXPECT_OK(connectHost(one));
    EXPECT_OK(connectHost(two));
    EXPECT_OK(one.rename(u"Sky loft"_s));
    QVERIFY(one.listing()->isTentative);
    // By a poke, long before the poll.
    QTRY_COMPARE_WITH_TIMEOUT(two.listing()->title, u"Sky loft"_s, 10'000);
    QTRY_VERIFY(!one.listing()->isTentative);
    const auto unit = two.reader->units()->first();
    EXPECT_OK(two.session->edit(replica::blockNights(BlockId::create(), unit, {2027, 5, 1}, {2027, 5, 4}, u"paint"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(one.reader->blocksBetween({2027, 1, 1}, {2028, 1, 1})->size(), 1, 10'000);
    const auto block = one.reader->blocksBetween({2027, 1, 1}, {2028, 1, 1})->first();
    QCOMPARE(block.note, u"paint"_s);
    EXPECT_OK(one.session->edit(replica::removeBlock(block)));
    QTRY_COMPARE_WITH_TIMEOUT(two.reader->blocksBetween({2027, 1, 1}, {2028, 1, 1})->size(), 0, 10'000);
    QTRY_COMPARE(two.reader->counts()->waiting, 0);
    QCOMPARE(two.reader->counts()->openProblems, 0);
}

void TestClientSession::conflictsEndAsProblems()
{
    Host one;
    Host two;
    EXPECT_OK(connectHost(one));
    EXPECT_OK(connectHost(two));
    one.session->setOffline(true);
    EXPECT_OK(one.rename(u"Mine"_s));
    EXPECT_OK(two.rename(u"Theirs"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!two.listing()->isTentative, 10'000);
    one.session->setOffline(false);
    QTRY_COMPARE_WITH_TIMEOUT(one.reader->openProblems()->size(), 1, 10'000);
    const auto problem = one.reader->openProblems()->first();
    QCOMPARE(problem.mine.toString(), u"Mine"_s);
    QCOMPARE(problem.theirs.toString(), u"Theirs"_s);
    QTRY_COMPARE(one.listing()->title, u"Theirs"_s);
    EXPECT_OK(one.session->resolveProblem(problem.id, replica::ProblemChoice::Mine));
    QTRY_COMPARE_WITH_TIMEOUT(two.listing()->title, u"Mine"_s, 10'000);
    QCOMPARE(one.reader->openProblems()->size(), 0);
}

void TestClientSession::renewsAccessAndKeepsTheNewToken()
{
    Host host;
    EXPECT_OK(connectHost(host));
    QTRY_COMPARE(host.session->engine().status().state, sync::SyncState::Live);
    const QString before = host.token();
    m_api.clock().advanceMs(20 * 60 * 1000);
    int writes = 0;
    host.keychain.beforeWrite = [&] {
        ++writes;
        // Nothing was sent with the new access token before its successor is safe.
        QCOMPARE(host.reader->counts()->waiting, 1);
    };
    EXPECT_OK(host.rename(u"Sky loft"_s));
    QTRY_COMPARE_WITH_TIMEOUT(host.reader->counts()->waiting, 0, 10'000);
    QCOMPARE(writes, 1);
    QVERIFY(host.token() != before);
}

void TestClientSession::goesOnAfterARestart()
{
    Host host;
    EXPECT_OK(connectHost(host));
    host.session->stopSync();
    EXPECT_OK(host.rename(u"Sky loft"_s));
    EXPECT_OK(host.open());
    std::optional<bool> found;
    host.session->restore([&found](bool has) { found = has; });
    QTRY_VERIFY(found.has_value());
    QVERIFY(*found);
    host.session->startSync();
    QTRY_VERIFY_WITH_TIMEOUT(!host.listing()->isTentative, 10'000);
    QCOMPARE(host.listing()->title, u"Sky loft"_s);
}

void TestClientSession::asksForThePasswordWhenTheSessionEnds()
{
    Host host;
    EXPECT_OK(connectHost(host));
    host.session->stopSync();
    EXPECT_OK(host.rename(u"Sky loft"_s));
    // Somebody else used the refresh token: the server ends the whole session when it sees it again.
    const QString token = host.token();
    QCOMPARE(m_api.post(u"/api/v1/auth/refresh"_s, {{u"refresh_token"_s, token}}).status, 200);
    m_api.clock().advanceMs(20 * 60 * 1000);
    host.session->startSync();
    QTRY_COMPARE_WITH_TIMEOUT(host.session->engine().status().state, sync::SyncState::LoginNeeded, 10'000);
    QTRY_VERIFY(host.token().isEmpty());
    QCOMPARE(host.reader->counts()->waiting, 1);
    EXPECT_OK(logIn(*host.session, kari()));
    QTRY_COMPARE_WITH_TIMEOUT(host.reader->counts()->waiting, 0, 10'000);
}

void TestClientSession::worksWithoutAKeychain()
{
    Host host;
    host.keychain.works = false;
    EXPECT_OK(connectHost(host));
    QVERIFY(!host.session->hasKeychain());
    const QStringList files = QDir(host.folder.path()).entryList(QDir::Files);
    for (const QString &name : files) {
        QFile file(host.folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("refresh"), "a token must not lie in a file");
    }
    EXPECT_OK(host.open());
    host.session->startSync();
    QTRY_COMPARE_WITH_TIMEOUT(host.session->engine().status().state, sync::SyncState::LoginNeeded, 10'000);
}

void TestClientSession::anotherAccountNeedsAnEmptyOutbox()
{
    const ApiUser ola = m_api.registerUser(u"ola"_s);
    Host host;
    EXPECT_OK(connectHost(host));
    host.session->setOffline(true);
    EXPECT_OK(host.rename(u"Sky loft"_s));
    EXPECT_ERROR(logIn(*host.session, {url(), ola.email, ola.password, {}}), Validation);
    QCOMPARE(host.session->account().email, m_kari.email);
    QCOMPARE(host.reader->counts()->waiting, 1);
    EXPECT_OK(logIn(*host.session, kari()));
    host.session->setOffline(false);
    QTRY_COMPARE_WITH_TIMEOUT(host.reader->counts()->waiting, 0, 10'000);
    QTRY_COMPARE(host.reader->counts()->answered, 0);
    EXPECT_OK(logIn(*host.session, {url(), ola.email, ola.password, {}}));
    QVERIFY(!host.listing());
}

void TestClientSession::secondProcessSendsThroughTheOwner()
{
    Host host;
    EXPECT_OK(connectHost(host));
    const auto second = ClientSession::open(host.folder.path(), host.keychain);
    EXPECT_OK(second);
    QVERIFY(!(*second)->isOwner());
    EXPECT_ERROR(logIn(**second, kari()), Busy);
    QSignalSpy ownersNews(host.session.get(), &ClientSession::rowsChanged);
    EXPECT_OK((*second)->edit(replica::editListing(*host.listing(), {{u"title"_s, u"Sky loft"_s}})));
    QTRY_VERIFY_WITH_TIMEOUT(!host.listing()->isTentative, 10'000);
    QVERIFY(!ownersNews.isEmpty());
    QCOMPARE(host.listing()->title, u"Sky loft"_s);
    // The owner ends: the second one takes over.
    host.session.reset();
    QTRY_VERIFY_WITH_TIMEOUT((*second)->isOwner(), 10'000);
    EXPECT_OK(logIn(**second, kari()));
}

void TestClientSession::logsOutOnTheServer()
{
    Host host;
    EXPECT_OK(connectHost(host));
    const QString token = host.token();
    std::optional<Result<void>> answer;
    host.session->logOut([&answer](const Result<void> &result) { answer = result; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    EXPECT_OK(*answer);
    QVERIFY(host.token().isEmpty());
    QCOMPARE(m_api.post(u"/api/v1/auth/refresh"_s, {{u"refresh_token"_s, token}}).status, 401);
    QVERIFY(host.listing());
}

void TestClientSession::serviceWorksFromAnotherThread()
{
    QTemporaryDir folder;
    SyncService service;
    std::optional<Result<void>> answer;
    const auto done = [&answer](const Result<void> &result) {
        QCOMPARE(QThread::currentThread(), QCoreApplication::instance()->thread());
        answer = result;
    };
    service.open(folder.path(), done);
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    EXPECT_OK(*answer);
    answer.reset();
    service.logIn(kari(), done);
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    EXPECT_OK(*answer);
    QTRY_COMPARE_WITH_TIMEOUT(service.status().state, sync::SyncState::Live, 10'000);
    QCOMPARE(service.account().email, m_kari.email);
    QVERIFY(service.isOwner());

    const auto reader = replica::ReplicaReader::open(folder.path(), service.key());
    EXPECT_OK(reader);
    QSignalSpy rows(&service, &SyncService::rowsChanged);
    QSignalSpy edits(&service, &SyncService::editsChanged);
    answer.reset();
    service.edit(replica::editListing((*reader)->listings()->first(), {{u"title"_s, u"Sky loft"_s}}), done);
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    EXPECT_OK(*answer);
    QVERIFY(rows.count() > 0 && edits.count() > 0);
    QCOMPARE((*reader)->listings()->first().title, u"Sky loft"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!(*reader)->listings()->first().isTentative, 10'000);
    answer.reset();
    service.edit(replica::editListing((*reader)->listings()->first(), {{u"min_nights"_s, 0}}), done);
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    EXPECT_ERROR(*answer, Validation);
    QCOMPARE(answer->error().details.value(u"field").toString(), u"min_nights"_s);
}

void TestClientSession::addressesAreChecked_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("bare host") << u" host.example "_s << u"https://host.example"_s;
    QTest::newRow("path") << u"https://host.example:8443/roost/"_s << u"https://host.example:8443/roost"_s;
    QTest::newRow("this computer") << u"http://127.0.0.1:8080/"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("localhost") << u"http://localhost:8080"_s << u"http://localhost:8080"_s;
    QTest::newRow("plain http") << u"http://host.example"_s << QString();
    QTest::newRow("password in it") << u"https://me:secret@host.example"_s << QString();
    QTest::newRow("another scheme") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("query") << u"https://host.example/?a=b"_s << QString();
}

void TestClientSession::addressesAreChecked()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, url);
    const auto parsed = net::parseServerUrl(typed);
    if (url.isEmpty()) {
        EXPECT_ERROR(parsed, Validation);
    } else {
        EXPECT_OK(parsed);
        QCOMPARE(parsed->toString(), url);
    }
}

QTEST_GUILESS_MAIN(TestClientSession)
#include "TestClientSession.moc"
