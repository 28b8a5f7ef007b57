// A thousand clients after the same last seat through the partner API, at the same moment, in each of fifty rounds: one
// wins. And crowds after eight seats at once: nobody is left with a part. Against the real roostd and Postgres.
//
// ROOST_RUSH_CLIENTS (1000) and ROOST_RUSH_ROUNDS (50) change the numbers.
#include "e2e/support/Invariants.h"
#include "e2e/support/RestClient.h"
#include "e2e/support/ServerProcess.h"
#include "server/ops/EmbeddedPostgres.h"
#include "support/Expect.h"
#include "support/SessionMaker.h"
#include "support/http/RawHttpClient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <barrier>
#include <random>
#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kThreads = 4;

int setting(const char *name, int otherwise)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : otherwise;
}

struct Answer
{
    int status = 0;
    QString code;
    int items = 0; // that were reserved
};

// What one client asks for in a round: seats, under a reference.
struct Ask
{
    QString reference;
    QStringList seats;
};

} // namespace

class TestPartnerRush : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void oneOfThousandGetsTheLastSeat();
    void eightSeatsAreHeldWholeOrNotAtAll();
    void leavesEveryInvariantWhole();

private:
    using AskOf = std::function<Ask(int client)>;
    // All clients ask at once, each on a connection of its own; their answers.
    std::vector<Answer> rush(const QString &session, const AskOf &ask);
    QByteArray request(const QString &session, const Ask &ask) const;
    static Answer read(RawHttpClient &client);
    void connectClients();
    Result<MadeSession> addSession(int seats, int day);
    qint64 look(const QString &sql);

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<EmbeddedPostgres> m_postgres;
    std::unique_ptr<Database> m_admin;
    std::unique_ptr<Database> m_app;
    SessionOwner m_owner;
    QString m_listing;
    QByteArray m_headers;
    std::vector<RawHttpClient> m_clients;
};

void TestPartnerRush::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"data"_s));
    EXPECT_OK(m_server->start({u"--workers"_s, u"4"_s, u"--limit"_s, u"connections_per_address=5000"_s, u"--limit"_s,
                               u"queued_requests=5000"_s, u"--partner-rate"_s, u"1000000"_s}));
    RestClient host(m_server->url());
    const RestReply account = host.registerAccount(u"host@example.org"_s, u"correct horse battery"_s);
    QCOMPARE(account.status, 201);
    const RestReply tenant = host.post(
        u"/api/v1/tenants"_s, {{u"name"_s, u"Fjord"_s}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}});
    QCOMPARE(tenant.status, 201);
    m_owner = {tenant.json.value("id"_L1).toString(),
               account.json.value("user"_L1).toObject().value("id"_L1).toString()};
    const RestReply listing =
        host.post(u"/api/v1/tenants/%1/listings"_s.arg(m_owner.tenant), {{u"title"_s, u"Fjord concert"_s},
                                                                         {u"kind"_s, u"experience"_s},
                                                                         {u"base_price_minor"_s, 45'000},
                                                                         {u"status"_s, u"published"_s},
                                                                         {u"instant_book"_s, true}});
    QCOMPARE(listing.status, 201);
    m_listing = listing.json.value("id"_L1).toString();
    const auto app = runRoostd({u"app"_s, u"register"_s, u"--data"_s, m_server->dataFolder(), u"--tenant"_s,
                                m_owner.tenant, u"--name"_s, u"City Tickets"_s, u"--kind"_s, u"experience"_s});
    EXPECT_OK(app);
    m_headers = "Host: rush\r\nContent-Type: application/json\r\nx-app-id: " + app->section(u' ', 1, 1).toLatin1() +
                "\r\nx-api-key: " + app->section(u"key "_s, 1).section(u' ', 1).trimmed().toLatin1() + "\r\n";
    auto postgres = EmbeddedPostgres::start(m_server->dataFolder(), {.use = EmbeddedPostgresOptions::Use::JoinOrOwn});
    EXPECT_OK(postgres);
    m_postgres = std::move(*postgres);
    auto admin = Database::openPostgres(m_postgres->adminUrl(u"roost"_s));
    EXPECT_OK(admin);
    m_admin = std::move(*admin);
    auto asApp = Database::openPostgres(m_postgres->appUrl());
    EXPECT_OK(asApp);
    m_app = std::move(*asApp);
    connectClients();
}

void TestPartnerRush::cleanupTestCase()
{
    m_clients.clear();
    m_app.reset();
    m_admin.reset();
    m_postgres.reset();
    QCOMPARE(m_server->stop(), 0);
}

void TestPartnerRush::connectClients()
{
    const int count = setting("ROOST_RUSH_CLIENTS", 1000);
    QVERIFY(openFilesLimit() > count + 100);
    for (int i = 0; i < count; ++i) {
        m_clients.emplace_back(static_cast<quint16>(m_server->url().port()));
        QVERIFY(m_clients.back().isConnected());
    }
}

Result<MadeSession> TestPartnerRush::addSession(int seats, int day)
{
    const SystemClock clock;
    const QString startsLocal = QDate::currentDate().addDays(30 + day).toString(Qt::ISODate) + u"T19:00"_s;
    const QJsonObject row{{u"label"_s, u"A"_s}, {u"seats"_s, seats}};
    return makeSession(*m_app, clock, m_owner, m_listing, startsLocal, {{u"rows"_s, QJsonArray{row}}});
}

qint64 TestPartnerRush::look(const QString &sql)
{
    auto statement = m_admin->prepare(sql);
    if (!statement || !statement->exec() || !statement->next())
        return -1;
    return statement->integer(0);
}

QByteArray TestPartnerRush::request(const QString &session, const Ask &ask) const
{
    const QByteArray body =
        QJsonDocument(QJsonObject{{u"reference"_s, ask.reference}, {u"seats"_s, QJsonArray::fromStringList(ask.seats)}})
            .toJson(QJsonDocument::Compact);
    return "POST /partner/v1/entities/" + session.toLatin1() + "/reserve HTTP/1.1\r\n" + m_headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

Answer TestPartnerRush::read(RawHttpClient &client)
{
    const auto reply = client.read(false, 60'000);
    if (!reply)
        return {};
    const QJsonObject json = QJsonDocument::fromJson(reply->body).object();
    return {reply->status, json.value("error"_L1).toObject().value("code"_L1).toString(),
            static_cast<int>(json.value("data"_L1).toObject().value("items"_L1).toArray().size())};
}

std::vector<Answer> TestPartnerRush::rush(const QString &session, const AskOf &ask)
{
    const int count = static_cast<int>(m_clients.size());
    std::vector<Answer> answers(m_clients.size());
    std::vector<QByteArray> requests;
    for (int client = 0; client < count; ++client)
        requests.push_back(request(session, ask(client)));
    std::barrier start(kThreads);
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            start.arrive_and_wait();
            for (auto client = static_cast<size_t>(thread); client < m_clients.size(); client += kThreads)
                m_clients[client].send(requests[client]);
            for (auto client = static_cast<size_t>(thread); client < m_clients.size(); client += kThreads)
                answers[client] = read(m_clients[client]);
        });
    }
    threads.clear();
    return answers;
}

void TestPartnerRush::oneOfThousandGetsTheLastSeat()
{
    const int rounds = setting("ROOST_RUSH_ROUNDS", 50);
    QElapsedTimer timer;
    timer.start();
    qint64 won = 0;
    qint64 locked = 0;
    for (int round = 0; round < rounds; ++round) {
        // Nine of ten seats are gone; everybody wants the tenth.
        const auto session = addSession(10, round);
        EXPECT_OK(session);
        m_clients.front().send(request(session->id, {u"early-%1"_s.arg(round), session->seats.mid(0, 9)}));
        QCOMPARE(read(m_clients.front()).items, 9);
        const auto isWon = [](const Answer &answer) { return answer.status == 201; };
        const auto isLocked = [](const Answer &answer) {
            return answer.status == 409 && answer.code == "SEAT_ALREADY_LOCKED"_L1;
        };
        const auto answers = rush(session->id, [&](int client) {
            return Ask{u"order-%1-%2"_s.arg(round).arg(client), {session->seats.last()}};
        });
        const auto winners = std::count_if(answers.begin(), answers.end(), isWon);
        const auto losers = std::count_if(answers.begin(), answers.end(), isLocked);
        for (const Answer &answer : answers) {
            if (!isWon(answer) && !isLocked(answer))
                qWarning("round %d: %d %s", round, answer.status, qPrintable(answer.code));
        }
        QCOMPARE(winners, 1);
        QCOMPARE(losers, static_cast<qsizetype>(answers.size()) - 1);
        won += winners;
        locked += losers;
        QCOMPARE(look(u"SELECT count(*) FROM claim WHERE unit_id = '%1'"_s.arg(session->seats.last())), 1);
    }
    const qint64 requests = won + locked;
    qInfo("%d rounds of %zu clients after one seat in %lld ms (%lld requests/s): %lld won, %lld SEAT_ALREADY_LOCKED, 0 "
          "anything "
          "else",
          rounds, m_clients.size(), timer.elapsed(), requests * 1000 / std::max<qint64>(1, timer.elapsed()), won,
          locked);
}

void TestPartnerRush::eightSeatsAreHeldWholeOrNotAtAll()
{
    constexpr int kRounds = 10;
    constexpr int kSeats = 60;
    std::mt19937 dice(8);
    qint64 won = 0;
    qint64 lost = 0;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < kRounds; ++round) {
        const auto session = addSession(kSeats, 100 + round);
        EXPECT_OK(session);
        const auto answers = rush(session->id, [&](int client) {
            QStringList seats = session->seats;
            std::shuffle(seats.begin(), seats.end(), dice);
            return Ask{u"party-%1-%2"_s.arg(round).arg(client), seats.mid(0, 8)};
        });
        const auto winners = std::count_if(answers.begin(), answers.end(), [](const Answer &answer) {
            return answer.status == 201 && answer.items == 8;
        });
        const auto losers =
            std::count_if(answers.begin(), answers.end(), [](const Answer &answer) { return answer.status == 409; });
        QCOMPARE(winners + losers, static_cast<qsizetype>(answers.size()));
        QVERIFY(winners > 0);
        QVERIFY(winners <= kSeats / 8);
        // As many holds as were answered, each with its eight seats, and not a seat more.
        const QString ofSession = u"FROM hold WHERE session_id = '%1'"_s.arg(session->id);
        QCOMPARE(look(u"SELECT count(*) "_s + ofSession), winners);
        QCOMPARE(look(u"SELECT count(*) FROM claim WHERE hold_id IN (SELECT id %1)"_s.arg(ofSession)), winners * 8);
        QCOMPARE(
            look(u"SELECT count(*) FROM (SELECT hold_id FROM claim JOIN unit ON unit.id = claim.unit_id "
                 "WHERE unit.session_id = '%1' GROUP BY hold_id HAVING count(*) <> 8) AS parts"_s.arg(session->id)),
            0);
        won += winners;
        lost += losers;
    }
    qInfo("%d rounds of %zu clients after eight of %d seats in %lld ms: %lld held eight, %lld nothing, 0 a part",
          kRounds, m_clients.size(), kSeats, timer.elapsed(), won, lost);
}

void TestPartnerRush::leavesEveryInvariantWhole()
{
    const auto broken = brokenInvariants(*m_admin);
    EXPECT_OK(broken);
    QCOMPARE(*broken, QStringList());
}

QTEST_GUILESS_MAIN(TestPartnerRush)
#include "TestPartnerRush.moc"
