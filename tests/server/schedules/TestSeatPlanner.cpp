// Which seats a party gets, and why not, against a real Postgres.
#include "server/schedules/SeatPlanner.h"

#include "server/inventory/UnitClaims.h"
#include "server/tenancy/TenantWrite.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestSeatPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void plansNamedSeats();
    void plansAdjoiningPlacesOfATier();
    void pricesOfTheSessionWin();
    void takenSeatsAreNamed();
    void tellsWhenAHoldEnds();
    void expiredHoldsAreFree();
    void ownClaimsAreFree();
    void refusesWhatCannotBeBooked();
    void strangersSeatsDontExist();

private:
    Result<ReservationPlan> plan(const QJsonObject &wish, const Caller &caller, const OwnClaims &own = {});
    Result<ReservationPlan> plan(const QJsonObject &wish) { return plan(wish, m_guest); }
    QJsonObject seats(const QList<int> &numbers) const;
    QJsonObject places(int count, const QString &tier = {}) const;
    // Somebody's hold or booking of the seats, by their numbers.
    Result<HoldId> hold(const QList<int> &numbers, int seconds);
    Result<void> book(const QList<int> &numbers);
    Result<void> take(const QList<int> &numbers, const Claimant &claimant);
    static QStringList names(const ReservationPlan &plan);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    ListingId m_concert;
    HostWorld::Show m_show;
};

namespace {

// Two rows of four: A in the stalls, the first seat accessible; B on the balcony.
QJsonObject twoRows()
{
    return {{u"rows"_s, QJsonArray{QJsonObject{{u"label"_s, u"A"_s},
                                               {u"seats"_s, 4},
                                               {u"tier"_s, u"stalls"_s},
                                               {u"accessible"_s, QJsonArray{1}}},
                                   QJsonObject{{u"label"_s, u"B"_s}, {u"seats"_s, 4}, {u"tier"_s, u"balcony"_s}}}}};
}

} // namespace

void TestSeatPlanner::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto concert = m_world->addExperience(m_host);
    EXPECT_OK(concert);
    m_concert = *concert;
    const auto show = m_world->addSession(m_host, m_concert, u"2026-07-02T19:00"_s, twoRows());
    EXPECT_OK(show);
    m_show = *show;
    QCOMPARE(m_show.seats.size(), 8);
}

Result<ReservationPlan> TestSeatPlanner::plan(const QJsonObject &wish, const Caller &caller, const OwnClaims &own)
{
    ROOST_ASSIGN(const Wish read, Wish::fromJson(wish));
    return SeatPlanner().plan(m_world->context(), caller, read, own);
}

QJsonObject TestSeatPlanner::seats(const QList<int> &numbers) const
{
    QJsonArray ids;
    for (const int number : numbers)
        ids << m_show.seats[number].toString();
    return {{u"session_id"_s, m_show.session.toString()}, {u"seats"_s, ids}};
}

QJsonObject TestSeatPlanner::places(int count, const QString &tier) const
{
    QJsonObject wish{{u"session_id"_s, m_show.session.toString()}, {u"places"_s, count}};
    if (!tier.isEmpty())
        wish.insert(u"tier"_s, tier);
    return wish;
}

Result<void> TestSeatPlanner::take(const QList<int> &numbers, const Claimant &claimant)
{
    const QDateTime from(QDate(2026, 7, 2), QTime(17, 0), Qt::UTC);
    QList<PlannedClaim> claims;
    for (const int number : numbers)
        claims << PlannedClaim{m_show.seats[number], {from, from.addSecs(5400)}, ClaimRole::Unit, {}, {}};
    UnitClaims writer(m_world->context().database, m_host.tenant, m_world->clock().nowUtc());
    ROOST_ASSIGN(const auto obstacle, writer.takeAll(claims, claimant));
    return obstacle ? fail(ErrorCode::SeatsTaken, u"taken"_s) : Result<void>();
}

Result<HoldId> TestSeatPlanner::hold(const QList<int> &numbers, int seconds)
{
    const HoldId hold = HoldId::create();
    const QDateTime until = m_world->clock().nowUtc().addSecs(seconds);
    ROOST_TRY(m_world->change(
        u"INSERT INTO hold (id, tenant_id, listing_id, holder, token_hash, wish, plan, quote, policy, expires_at) "
        "VALUES ('%1', '%2', '%3', 'user:x', '\\x00', '{}', '{}', '{}', '{}', '%4')"_s.arg(
            hold.toString(), m_host.tenant.toString(), m_concert.toString(), until.toString(Qt::ISODate))));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_world->context(), m_host.tenant, m_host.user));
    ROOST_TRY(take(numbers, Claimant::of(hold, until)));
    ROOST_TRY(write.commit());
    return hold;
}

Result<void> TestSeatPlanner::book(const QList<int> &numbers)
{
    const BookingId booking = BookingId::create();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_world->context(), m_host.tenant, m_host.user));
    ROOST_ASSIGN(
        Statement insert,
        m_world->context().database.prepare(
            u"INSERT INTO booking (id, tenant_id, code, listing_id, unit_id, status, check_in, check_out, currency, "
            "kind, starts_at, ends_at, time_zone, session_id, version) VALUES (:id::uuid, :tenant::uuid, :id::text, "
            ":listing::uuid, :unit::uuid, 'confirmed', '2026-07-02', '2026-07-03', 'NOK', 'experience', "
            "'2026-07-02 17:00Z', '2026-07-02 18:30Z', 'Europe/Oslo', :session::uuid, 0)"_s));
    insert.bind(u":id"_s, booking)
        .bind(u":tenant"_s, m_host.tenant)
        .bind(u":listing"_s, m_concert)
        .bind(u":unit"_s, m_show.seats.first())
        .bind(u":session"_s, m_show.session);
    ROOST_TRY(insert.exec());
    ROOST_TRY(take(numbers, Claimant::of(booking)));
    return write.commit();
}

QStringList TestSeatPlanner::names(const ReservationPlan &plan)
{
    QStringList names;
    for (const PlannedClaim &claim : plan.claims)
        names << claim.name;
    return names;
}

void TestSeatPlanner::plansNamedSeats()
{
    const auto planned = plan(seats({2, 5}));
    EXPECT_OK(planned);
    QCOMPARE(names(*planned), (QStringList{u"A-3"_s, u"B-2"_s}));
    QCOMPARE(planned->kind, u"experience"_s);
    QCOMPARE(planned->tenant, m_host.tenant);
    QCOMPARE(planned->session, m_show.session);
    QCOMPARE(planned->startsAt, QDateTime(QDate(2026, 7, 2), QTime(17, 0), Qt::UTC));
    QCOMPARE(planned->endsAt, QDateTime(QDate(2026, 7, 2), QTime(18, 30), Qt::UTC));
    QCOMPARE(planned->dates, (StayDates{{2026, 7, 2}, {2026, 7, 3}}));
    QCOMPARE(planned->guests, 2);
    QCOMPARE(planned->claims.first().tier, u"stalls"_s);
    QCOMPARE(planned->claims.first().during.from, planned->startsAt);
    QCOMPARE(planned->quote.total.minor, 40'000);
    QVERIFY(planned->isInstant);
}

void TestSeatPlanner::plansAdjoiningPlacesOfATier()
{
    QCOMPARE(names(*plan(places(3))), (QStringList{u"A-2"_s, u"A-3"_s, u"A-4"_s}));
    QCOMPARE(names(*plan(places(2, u"balcony"_s))), (QStringList{u"B-1"_s, u"B-2"_s}));
    // The accessible seat is given last.
    const auto all = plan(places(8));
    EXPECT_OK(all);
    QCOMPARE(all->claims.size(), 8);
    EXPECT_ERROR(plan(places(9)), SeatsTaken);
    EXPECT_ERROR(plan(places(1, u"boxes"_s)), Validation);
}

void TestSeatPlanner::pricesOfTheSessionWin()
{
    EXPECT_OK(SessionService().change(m_world->context(), m_host, m_show.session,
                                      {std::nullopt, std::nullopt, QJsonObject{{u"balcony"_s, 5'000}}}));
    const auto planned = plan(seats({0, 4}));
    EXPECT_OK(planned);
    QCOMPARE(planned->quote.total.minor, 25'000);
}

void TestSeatPlanner::takenSeatsAreNamed()
{
    EXPECT_OK(book({1, 4}));
    const auto planned = plan(seats({0, 1, 4}));
    EXPECT_ERROR(planned, SeatsTaken);
    QCOMPARE(planned.error().details.value(u"seats").toArray(),
             (QJsonArray{m_show.seats[1].toString(), m_show.seats[4].toString()}));
    QVERIFY(!planned.error().details.contains(u"hold_ends_at"));
    QCOMPARE(names(*plan(places(3, u"balcony"_s))), (QStringList{u"B-2"_s, u"B-3"_s, u"B-4"_s}));
    EXPECT_ERROR(plan(places(4, u"balcony"_s)), SeatsTaken);
}

void TestSeatPlanner::tellsWhenAHoldEnds()
{
    EXPECT_OK(hold({4}, 60));
    EXPECT_OK(hold({5}, 90));
    auto planned = plan(seats({4, 5}));
    EXPECT_ERROR(planned, SeatsTaken);
    QCOMPARE(planned.error().details.value(u"hold_ends_at").toString(), u"2026-03-01T12:01:30.000Z"_s);
    QCOMPARE(planned.error().details.value(u"retry_after").toInt(), 90);
    // Three places are free once the first hold has ended.
    planned = plan(places(3, u"balcony"_s));
    EXPECT_ERROR(planned, SeatsTaken);
    QCOMPARE(planned.error().details.value(u"retry_after").toInt(), 60);
    EXPECT_OK(book({6}));
    QVERIFY(!plan(seats({4, 6})).error().details.contains(u"retry_after"));
    QVERIFY(!plan(places(4, u"balcony"_s)).error().details.contains(u"retry_after"));
}

void TestSeatPlanner::expiredHoldsAreFree()
{
    EXPECT_OK(hold({4}, 60));
    m_world->clock().advanceMs(60'000);
    EXPECT_OK(plan(seats({4})));
}

void TestSeatPlanner::ownClaimsAreFree()
{
    const auto mine = hold({4}, 60);
    EXPECT_OK(mine);
    EXPECT_OK(plan(seats({4}), m_guest, OwnClaims{*mine, {}}));
    EXPECT_ERROR(plan(seats({4}), m_guest, OwnClaims{HoldId::create(), {}}), SeatsTaken);
}

void TestSeatPlanner::refusesWhatCannotBeBooked()
{
    EXPECT_ERROR(plan({{u"session_id"_s, UnitId::create().toString()}, {u"places"_s, 1}}), NotFound);
    m_world->clock().set(QDateTime(QDate(2026, 7, 2), QTime(17, 0), Qt::UTC));
    const auto begun = plan(places(1));
    EXPECT_ERROR(begun, StayRuleBroken);
    QCOMPARE(begun.error().details.value(u"rule").toString(), u"past"_s);
    m_world->clock().set(QDateTime(QDate(2026, 7, 1), QTime(17, 0), Qt::UTC));
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_concert, {{u"status"_s, u"unpublished"_s}}));
    EXPECT_ERROR(plan(places(1)), NotFound);
    // In the tenant's transaction a guest learns that it can't be booked; the host can.
    Caller inside = m_guest;
    inside.tenant = m_host.tenant;
    EXPECT_ERROR(plan(places(1), inside), ListingUnavailable);
    EXPECT_OK(plan(places(1), m_host));
    const EndReservations nobody = [](ServerContext &, const Caller &, const QList<BookingId> &,
                                      const QList<HoldId> &) { return Result<void>(); };
    EXPECT_OK(SessionService().cancel(m_world->context(), m_host, m_show.session, u"Rain"_s, nobody));
    EXPECT_ERROR(plan(places(1), m_host), ListingUnavailable);
}

void TestSeatPlanner::strangersSeatsDontExist()
{
    const auto other = m_world->addSession(m_host, m_concert, u"2026-07-03T19:00"_s);
    EXPECT_OK(other);
    QJsonObject wish = seats({0});
    wish.insert(u"seats"_s, QJsonArray{other->seats.first().toString()});
    EXPECT_ERROR(plan(wish), NotFound);
}

QTEST_GUILESS_MAIN(TestSeatPlanner)
#include "TestSeatPlanner.moc"
