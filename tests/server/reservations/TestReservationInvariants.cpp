// Random hosts and guests, one after the other and all at once; after it the invariants of docs/database.md hold.
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QRandomGenerator>
#include <QTest>

#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestReservationInvariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void holdAfterEachOfManySteps_data();
    void holdAfterEachOfManySteps();
    void holdWhenManyActAtOnce();

private:
    PostgresFixture m_postgres;
};

namespace {

// What must never be found.
struct Invariant
{
    const char *name;
    const char *violations; // counts them
};

constexpr Invariant kInvariants[] = {
    {"claims of a unit never overlap", "SELECT count(*) FROM claim AS a JOIN claim AS b ON a.unit_id = b.unit_id AND "
                                       "a.id < b.id AND a.during && b.during"},
    {"a confirmed booking has exactly one claim, in its unit",
     "SELECT count(*) FROM booking WHERE status = 'confirmed' AND 1 <> (SELECT count(*) FROM claim "
     "WHERE booking_id = booking.id AND state = 'booked' AND claim.unit_id = booking.unit_id)"},
    {"an ended booking has no claim in the future",
     "SELECT count(*) FROM booking JOIN claim ON claim.booking_id = booking.id "
     "WHERE status NOT IN ('confirmed', 'pending') AND upper(during) > :now::timestamptz"},
    {"a request has at most a hold", "SELECT count(*) FROM booking JOIN claim ON claim.booking_id = booking.id "
                                     "WHERE status = 'pending' AND state <> 'held'"},
    {"a block has exactly one claim", "SELECT count(*) FROM block WHERE 1 <> (SELECT count(*) FROM claim WHERE "
                                      "block_id = block.id AND state = 'blocked')"},
    {"a claim of a coming stay begins and ends where the listing says",
     "SELECT count(*) FROM claim JOIN booking ON booking.id = claim.booking_id JOIN listing ON listing.id = listing_id "
     "WHERE state = 'booked' AND lower(during) > :now::timestamptz AND during <> tstzrange("
     "(check_in + check_in_time) AT TIME ZONE listing.time_zone, "
     "(check_out + preparation_days + check_out_time) AT TIME ZONE listing.time_zone)"},
    {"each state that is not the first has its entry in the audit trail",
     "SELECT count(*) FROM booking WHERE revision <> (SELECT count(*) FROM audit_entry WHERE entity_id = booking.id)"},
    {"a row's version is one that its scope has reached",
     "SELECT count(*) FROM booking JOIN sync_scope ON sync_scope.tenant_id = booking.tenant_id "
     "WHERE booking.version > sync_scope.version"},
};

// One actor with a connection of their own.
class Actor
{
public:
    Actor(ServerContext context, const Caller &host, const Caller &guest, const HostWorld::Home &home, quint32 seed)
        : m_context(context)
        , m_host(host)
        , m_guest(guest)
        , m_home(home)
        , m_random(seed)
    {
    }

    // False for an error that must not happen: anything but a refusal.
    bool step()
    {
        switch (m_random.bounded(9)) {
        case 0:
        case 1:
            return book();
        case 2:
            return isFine(BookingService().accept(m_context, m_host, anyBooking()));
        case 3:
            return isFine(BookingService().decline(m_context, m_host, anyBooking()));
        case 4:
            return m_random.bounded(2) ? isFine(BookingService().cancel(m_context, m_host, anyBooking()))
                                       : isFine(BookingService().cancelAsGuest(m_context, m_guest, anyBooking()));
        case 5:
            return isFine(BookingService().withdraw(m_context, m_guest, anyBooking()));
        case 6:
            return block();
        case 7:
            return editBlock();
        default:
            return editListing();
        }
    }

    QByteArray lastError() const { return m_lastError; }

private:
    template <class T>
    bool isFine(const Result<T> &result)
    {
        if (result)
            return true;
        m_lastError = describe(result);
        switch (result.error().code) {
        case ErrorCode::Internal:
        case ErrorCode::Validation:
        case ErrorCode::Forbidden:
        case ErrorCode::AlreadyExists:
        case ErrorCode::Unavailable:
        case ErrorCode::Busy:
            return false;
        default:
            return true;
        }
    }

    StayDates anyDates()
    {
        const QDate today = m_context.clock.nowUtc().date();
        const QDate from = today.addDays(m_random.bounded(1, 40));
        return {from, from.addDays(m_random.bounded(1, 6))};
    }
    BookingId anyBooking()
    {
        return pick<BookingId>(u"SELECT id FROM booking ORDER BY md5(id::text || :seed) LIMIT 1"_s);
    }
    BlockId anyBlock() { return pick<BlockId>(u"SELECT id FROM block ORDER BY md5(id::text || :seed) LIMIT 1"_s); }
    UnitId anyUnit() { return m_home.units[m_random.bounded(int(m_home.units.size()))]; }

    // Seen as the host's tenant sees it; the id of nothing when there is none.
    template <class AnyId>
    AnyId pick(const QString &sql)
    {
        auto read = TenantTransaction::beginRead(m_context, m_host.tenant, m_host.user);
        auto statement = m_context.database.prepare(sql);
        statement->bind(u":seed"_s, QString::number(m_random.generate()));
        const bool found = read && statement->exec() && statement->next();
        return found ? statement->template id<AnyId>(0) : AnyId::create();
    }

    bool book() { return isFine(BookingService().book(m_context, m_guest, stayRequest(m_home.listing, anyDates()))); }
    bool block()
    {
        return isFine(CalendarService().block(m_context, m_host, {{}, m_home.listing, anyUnit(), anyDates(), {}}));
    }
    bool editBlock()
    {
        const BlockId block = anyBlock();
        return m_random.bounded(2) ? isFine(CalendarService().unblock(m_context, m_host, block))
                                   : isFine(CalendarService().editBlock(m_context, m_host, block, anyDates(), u"x"_s));
    }
    bool editListing()
    {
        const int checkOut = m_random.bounded(8, 13);
        const QJsonObject changes{
            {u"check_out_time"_s, QTime(checkOut, 0).toString(u"HH:mm"_s)},
            {u"check_in_time"_s, QTime(checkOut + m_random.bounded(0, 6), 0).toString(u"HH:mm"_s)},
            {u"preparation_days"_s, m_random.bounded(0, 2)},
            {u"instant_book"_s, m_random.bounded(2) == 1},
            {u"hold_pending"_s, m_random.bounded(2) == 1}};
        return isFine(ListingService().edit(m_context, m_host, m_home.listing, changes));
    }

    ServerContext m_context;
    const Caller m_host;
    const Caller m_guest;
    const HostWorld::Home m_home;
    QRandomGenerator m_random;
    QByteArray m_lastError;
};

QByteArray violated(HostWorld &world)
{
    const QString now = u"'%1'"_s.arg(world.clock().nowUtc().toString(Qt::ISODateWithMs));
    for (const Invariant &invariant : kInvariants) {
        const auto found = world.look(QString::fromLatin1(invariant.violations).replace(u":now"_s, now));
        if (!found)
            return describe(found);
        if (found->toInt() != 0)
            return QByteArray(invariant.name) + ": " + found->toByteArray();
    }
    return {};
}

} // namespace

void TestReservationInvariants::holdAfterEachOfManySteps_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestReservationInvariants::holdAfterEachOfManySteps()
{
    QFETCH(quint32, seed);
    auto made = HostWorld::create(m_postgres);
    EXPECT_OK(made);
    HostWorld &world = **made;
    // The clocks go forward in the middle of it.
    world.clock().set(QDateTime({2026, 3, 10}, {12, 0}, Qt::UTC));
    const auto host = world.addHost(u"Solveig"_s);
    const auto guest = world.addGuest(u"Ravi"_s);
    EXPECT_OK(host);
    EXPECT_OK(guest);
    const auto home = world.addHome(*host, {}, 3);
    EXPECT_OK(home);
    Actor actor(world.context(), *host, *guest, *home, seed);
    for (int step = 0; step < 150; ++step) {
        QVERIFY2(actor.step(), actor.lastError());
        if (step % 10 == 9) {
            world.clock().advanceMs(Q_INT64_C(13) * 3600 * 1000);
            EXPECT_OK(BookingService().expireDueRequests(world.context()));
            EXPECT_OK(BookingService().completePastStays(world.context()));
        }
        const QByteArray problem = violated(world);
        QVERIFY2(problem.isEmpty(), qPrintable(u"step %1: "_s.arg(step) + QString::fromUtf8(problem)));
    }
    // The steps did something. Which bookings they picked hangs on the bookings' random ids: a walk that meets few ends
    // is rare, and no fault.
    QVERIFY(world.look(u"SELECT count(DISTINCT status) FROM booking"_s)->toInt() >= 3);
}

void TestReservationInvariants::holdWhenManyActAtOnce()
{
    constexpr int kActors = 8;
    auto made = HostWorld::create(m_postgres);
    EXPECT_OK(made);
    HostWorld &world = **made;
    const auto host = world.addHost(u"Solveig"_s);
    EXPECT_OK(host);
    const auto home = world.addHome(*host, {}, 2);
    EXPECT_OK(home);
    QList<Caller> guests;
    for (int i = 0; i < kActors; ++i)
        guests << *world.addGuest(u"Guest%1"_s.arg(i));
    std::atomic<int> failures{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kActors; ++i) {
            threads.emplace_back([&, i] {
                const auto database = Database::openPostgres(world.database().appUrl);
                Actor actor(ServerContext{**database, world.clock(), nullptr}, *host, guests[i], *home,
                            quint32(100 + i));
                for (int step = 0; step < 60; ++step) {
                    if (!actor.step()) {
                        qWarning("%s", actor.lastError().constData());
                        ++failures;
                    }
                }
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(QString::fromUtf8(violated(world)), QString());
    QVERIFY(world.look(u"SELECT count(*) FROM booking"_s)->toInt() > 20);
}

QTEST_GUILESS_MAIN(TestReservationInvariants)
#include "TestReservationInvariants.moc"
