// Many guests after the same nights at once, over HTTP, against the real roostd with its own Postgres: one wins, and
// the database agrees.
#include "e2e/support/Invariants.h"
#include "e2e/support/RestClient.h"
#include "e2e/support/ServerProcess.h"
#include "server/ops/EmbeddedPostgres.h"
#include "storage/Database.h"
#include "support/Expect.h"
#include "support/http/RawHttpClient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <barrier>
#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kGuests = 64;

// One guest on one keep-alive connection, used by one thread.
class Guest
{
public:
    Guest(quint16 port, int number)
        : m_client(port)
        , m_number(number)
    {
    }

    bool registerAccount()
    {
        const QString email = u"guest%1@example.org"_s.arg(m_number);
        const auto reply = post("/api/v1/auth/register", {{u"email"_s, email},
                                                          {u"password"_s, u"correct horse battery"_s},
                                                          {u"display_name"_s, u"Guest %1"_s.arg(m_number)}});
        m_token = reply.second.value(u"access_token").toString().toLatin1();
        return reply.first == 201;
    }

    // The status, and the code of a problem.
    std::pair<int, QString> book(const QString &listing, const QDate &checkIn, const QDate &checkOut)
    {
        const auto reply = post("/api/v1/bookings", {{u"listing_id"_s, listing},
                                                     {u"check_in"_s, checkIn.toString(Qt::ISODate)},
                                                     {u"check_out"_s, checkOut.toString(Qt::ISODate)},
                                                     {u"guests"_s, 2}});
        return {reply.first, reply.second.value(u"code").toString()};
    }

private:
    std::pair<int, QJsonObject> post(const QByteArray &path, const QJsonObject &json)
    {
        const QByteArray body = QJsonDocument(json).toJson(QJsonDocument::Compact);
        const QByteArray authorization = m_token.isEmpty() ? QByteArray() : "Authorization: Bearer " + m_token + "\r\n";
        const bool sent =
            m_client.send("POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" +
                          authorization + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const auto reply = sent ? m_client.read(false, 60'000) : std::nullopt;
        if (!reply)
            return {0, {}};
        return {reply->status, QJsonDocument::fromJson(reply->body).object()};
    }

    RawHttpClient m_client;
    int m_number;
    QByteArray m_token;
};

struct RoundResult
{
    std::atomic<int> won{0};
    std::atomic<int> taken{0};
    std::atomic<int> other{0};
};

} // namespace

class TestBookingStorm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void oneOf64GuestsWinsEachRound();
    void asManyWinAsThereAreUnits();
    void overlappingWishesNeverOverlap();
    void leavesEveryInvariantWhole();

private:
    // Every guest books in every round, all at the same moment; nights: which ones a guest wants in a round.
    using Wish = std::function<std::pair<QDate, QDate>(int round, int guest)>;
    void storm(const QString &listing, std::vector<RoundResult> &rounds, const Wish &wish);
    QString addListing(const QString &title, int units);
    qint64 look(const QString &sql);

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<RestClient> m_host;
    QString m_tenant;
    std::vector<std::unique_ptr<Guest>> m_guests;
    std::unique_ptr<EmbeddedPostgres> m_postgres;
    std::unique_ptr<Database> m_database;
};

void TestBookingStorm::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"data"_s));
    EXPECT_OK(m_server->start());
    m_host = std::make_unique<RestClient>(m_server->url());
    QCOMPARE(m_host->registerAccount(u"host@example.org"_s, u"correct horse battery"_s).status, 201);
    const RestReply tenant = m_host->post(
        u"/api/v1/tenants"_s, {{u"name"_s, u"Fjord"_s}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}});
    QCOMPARE(tenant.status, 201);
    m_tenant = tenant.json.value(u"id").toString();
    for (int i = 0; i < kGuests; ++i) {
        m_guests.push_back(std::make_unique<Guest>(static_cast<quint16>(m_server->url().port()), i));
        QVERIFY2(m_guests.back()->registerAccount(), qPrintable(u"guest %1"_s.arg(i)));
    }
    auto postgres = EmbeddedPostgres::start(m_server->dataFolder(), {.use = EmbeddedPostgresOptions::Use::JoinOrOwn});
    EXPECT_OK(postgres);
    m_postgres = std::move(*postgres);
    auto database = Database::openPostgres(m_postgres->adminUrl(u"roost"_s));
    EXPECT_OK(database);
    m_database = std::move(*database);
}

void TestBookingStorm::cleanupTestCase()
{
    m_database.reset();
    m_postgres.reset();
    m_guests.clear();
    QCOMPARE(m_server->stop(), 0);
}

QString TestBookingStorm::addListing(const QString &title, int units)
{
    QJsonArray unitArray;
    for (int i = 0; i < units; ++i)
        unitArray << QJsonObject{{u"name"_s, u"Room %1"_s.arg(i + 1)}};
    const RestReply listing =
        m_host->post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), {{u"title"_s, title},
                                                                      {u"base_price_minor"_s, 100'000},
                                                                      {u"status"_s, u"published"_s},
                                                                      {u"instant_book"_s, true},
                                                                      {u"units"_s, unitArray}});
    return listing.status == 201 ? listing.json.value(u"id").toString() : QString();
}

qint64 TestBookingStorm::look(const QString &sql)
{
    auto statement = m_database->prepare(sql);
    if (!statement || !statement->exec() || !statement->next())
        return -1;
    return statement->integer(0);
}

void TestBookingStorm::storm(const QString &listing, std::vector<RoundResult> &rounds, const Wish &wish)
{
    std::barrier start(kGuests);
    QElapsedTimer timer;
    timer.start();
    {
        std::vector<std::jthread> threads;
        for (int guest = 0; guest < kGuests; ++guest) {
            threads.emplace_back([&, guest] {
                for (int round = 0; round < static_cast<int>(rounds.size()); ++round) {
                    const auto [checkIn, checkOut] = wish(round, guest);
                    start.arrive_and_wait();
                    const auto [status, code] = m_guests[static_cast<size_t>(guest)]->book(listing, checkIn, checkOut);
                    RoundResult &result = rounds[static_cast<size_t>(round)];
                    if (status == 201)
                        ++result.won;
                    else if (status == 409 && code == u"DATES_TAKEN")
                        ++result.taken;
                    else
                        ++result.other;
                }
            });
        }
    }
    const qint64 requests = static_cast<qint64>(rounds.size()) * kGuests;
    int won = 0;
    int taken = 0;
    int other = 0;
    for (const RoundResult &round : rounds) {
        won += round.won;
        taken += round.taken;
        other += round.other;
    }
    qInfo("%zu rounds of %d guests in %lld ms (%lld requests/s): %d booked, %d DATES_TAKEN, %d anything else",
          rounds.size(), kGuests, timer.elapsed(), requests * 1000 / qMax<qint64>(1, timer.elapsed()), won, taken,
          other);
}

namespace {

// Overlapping pairs of claims on one unit, whatever the constraint says.
const QString kOverlaps = u"SELECT count(*) FROM claim AS a JOIN claim AS b "
                          "ON a.unit_id = b.unit_id AND a.id < b.id AND a.during && b.during"_s;

} // namespace

void TestBookingStorm::oneOf64GuestsWinsEachRound()
{
    constexpr int kRounds = 200;
    const QString listing = addListing(u"Cabin"_s, 1);
    QVERIFY(!listing.isEmpty());
    const QDate first = QDate::currentDate().addDays(30);
    std::vector<RoundResult> rounds(kRounds);
    storm(listing, rounds,
          [&first](int round, int) { return std::pair(first.addDays(3 * round), first.addDays(3 * round + 3)); });
    for (const RoundResult &round : rounds) {
        QCOMPARE(round.won.load(), 1);
        QCOMPARE(round.taken.load(), kGuests - 1);
    }
    // A confirmed booking and its claim for each round, and nothing else.
    const QString ofListing = u" WHERE listing_id = '%1'"_s.arg(listing);
    QCOMPARE(look(u"SELECT count(*) FROM booking"_s + ofListing), kRounds);
    QCOMPARE(look(u"SELECT count(DISTINCT check_in) FROM booking"_s + ofListing + u" AND status = 'confirmed'"_s),
             kRounds);
    QCOMPARE(look(u"SELECT count(*) FROM claim JOIN booking ON booking.id = claim.booking_id"_s + ofListing), kRounds);
    QCOMPARE(look(u"SELECT count(*) FROM claim"_s), kRounds);
    QCOMPARE(look(kOverlaps), 0);
    QCOMPARE(look(u"SELECT count(*) FROM audit_entry WHERE action = 'booking.request'"_s), kRounds);
    qInfo("database: %lld bookings, %lld claims, %lld overlaps", look(u"SELECT count(*) FROM booking"_s),
          look(u"SELECT count(*) FROM claim"_s), look(kOverlaps));
}

void TestBookingStorm::asManyWinAsThereAreUnits()
{
    constexpr int kRounds = 20;
    constexpr int kUnits = 5;
    const QString listing = addListing(u"Double room"_s, kUnits);
    QVERIFY(!listing.isEmpty());
    const QDate first = QDate::currentDate().addDays(30);
    std::vector<RoundResult> rounds(kRounds);
    storm(listing, rounds,
          [&first](int round, int) { return std::pair(first.addDays(2 * round), first.addDays(2 * round + 2)); });
    for (const RoundResult &round : rounds) {
        QCOMPARE(round.won.load(), kUnits);
        QCOMPARE(round.taken.load(), kGuests - kUnits);
    }
    QCOMPARE(look(kOverlaps), 0);
}

void TestBookingStorm::overlappingWishesNeverOverlap()
{
    constexpr int kRounds = 20;
    const QString listing = addListing(u"Attic"_s, 2);
    QVERIFY(!listing.isEmpty());
    const QDate first = QDate::currentDate().addDays(30);
    std::vector<RoundResult> rounds(kRounds);
    // Each guest begins on another day of a fortnight and stays one to five nights.
    storm(listing, rounds, [&first](int round, int guest) {
        const QDate from = first.addDays(20 * round + guest % 14);
        return std::pair(from, from.addDays(1 + guest % 5));
    });
    int won = 0;
    for (const RoundResult &round : rounds) {
        won += round.won;
        QVERIFY(round.won > 2);
        QCOMPARE(round.won + round.taken, kGuests);
    }
    QCOMPARE(look(kOverlaps), 0);
    QCOMPARE(look(u"SELECT count(*) FROM claim JOIN booking ON booking.id = claim.booking_id AND "
                  "booking.status = 'confirmed' WHERE listing_id = '%1'"_s.arg(listing)),
             won);
}

void TestBookingStorm::leavesEveryInvariantWhole()
{
    const auto broken = brokenInvariants(*m_database);
    EXPECT_OK(broken);
    QCOMPARE(*broken, QStringList());
}

QTEST_GUILESS_MAIN(TestBookingStorm)
#include "TestBookingStorm.moc"
