// Who gives an appointment with what, and why not, against a real Postgres.
#include "server/schedules/SlotPlanner.h"

#include "server/inventory/UnitClaims.h"
#include "server/schedules/SlotQueries.h"
#include "server/schedules/StaffService.h"
#include "server/tenancy/TenantWrite.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestSlotPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void plansStaffAndResourcesWithBuffers();
    void leastLoadedFirst();
    void othersTakeTurns();
    void namedStaffOnly();
    void slotsOfOthersAreTaken();
    void tellsWhenAHoldEnds();
    void waitsForAResource();
    void keepsTheRules_data();
    void keepsTheRules();
    void absencesCount();
    void findsFreeSlots();
    void findsSlotsByWeekdayAndHour();
    void planAndSearchAgree();

private:
    Result<ReservationPlan> plan(const QString &startsAt, const UnitId &staff = {}, int guests = 1,
                                 const OwnClaims &own = {});
    // Somebody's hold of what a plan would take.
    Result<HoldId> hold(const QString &startsAt, const UnitId &staff, int seconds);
    Result<QList<FreeSlot>> slots(const QDate &from, const QDate &to, SlotSearch search = {});

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    ListingId m_massage;
    UnitId m_kari;
    UnitId m_lena;
    UnitId m_room;
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

// 60 minutes and 15 afterwards, every half hour, in one room; Kari and Lena can do it, Per can't.
void TestSlotPlanner::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto massage = m_world->addService(m_host, {{u"buffer_after_minutes"_s, 15},
                                                      {u"slot_step_minutes"_s, 30},
                                                      {u"skills"_s, QJsonArray{u"massage"_s}},
                                                      {u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}}}},
                                                      {u"lead_time_minutes"_s, 120},
                                                      {u"booking_window_days"_s, 90},
                                                      {u"max_guests"_s, 2}});
    EXPECT_OK(massage);
    m_massage = *massage;
    const QJsonObject skilled{{u"skills"_s, QJsonArray{u"massage"_s, u"yoga"_s}}};
    m_kari = *m_world->addStaff(m_host, u"Kari"_s, skilled);
    m_lena = *m_world->addStaff(m_host, u"Lena"_s, skilled);
    EXPECT_OK(m_world->addStaff(m_host, u"Per"_s));
    m_room = *m_world->addResource(m_host, u"Blue room"_s, u"room"_s);
    EXPECT_OK(m_world->addResource(m_host, u"Red room"_s, u"room"_s));
    EXPECT_OK(m_world->addResource(m_host, u"Table"_s, u"table"_s));
}

Result<ReservationPlan> TestSlotPlanner::plan(const QString &startsAt, const UnitId &staff, int guests,
                                              const OwnClaims &own)
{
    QJsonObject wish{{u"listing_id"_s, m_massage.toString()}, {u"starts_at"_s, startsAt}, {u"guests"_s, guests}};
    if (!staff.isNull())
        wish.insert(u"staff_id"_s, staff.toString());
    ROOST_ASSIGN(const Wish read, Wish::fromJson(wish));
    return SlotPlanner().plan(m_world->context(), m_guest, read, own);
}

Result<HoldId> TestSlotPlanner::hold(const QString &startsAt, const UnitId &staff, int seconds)
{
    ROOST_ASSIGN(const ReservationPlan planned, plan(startsAt, staff));
    const HoldId hold = HoldId::create();
    const QDateTime until = m_world->clock().nowUtc().addSecs(seconds);
    ROOST_TRY(m_world->change(
        u"INSERT INTO hold (id, tenant_id, listing_id, holder, token_hash, wish, plan, quote, policy, expires_at) "
        "VALUES ('%1', '%2', '%3', 'user:x', '\\x00', '{}', '{}', '{}', '{}', '%4')"_s.arg(
            hold.toString(), m_host.tenant.toString(), m_massage.toString(), until.toString(Qt::ISODate))));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(m_world->context(), m_host.tenant, m_host.user));
    UnitClaims writer(m_world->context().database, m_host.tenant, m_world->clock().nowUtc());
    ROOST_ASSIGN(const auto obstacle, writer.takeAll(planned.claims, Claimant::of(hold, until)));
    if (obstacle)
        return fail(ErrorCode::SlotTaken, u"taken"_s);
    ROOST_TRY(write.commit());
    return hold;
}

Result<QList<FreeSlot>> TestSlotPlanner::slots(const QDate &from, const QDate &to, SlotSearch search)
{
    search.listings = {m_massage};
    search.window = {QDateTime(from, QTime(0, 0), Qt::UTC), QDateTime(to, QTime(0, 0), Qt::UTC)};
    return SlotQueries().find(m_world->context(), search);
}

void TestSlotPlanner::plansStaffAndResourcesWithBuffers()
{
    const auto planned = plan(u"2026-03-03T09:30:00Z"_s);
    EXPECT_OK(planned);
    QCOMPARE(planned->kind, u"service"_s);
    QCOMPARE(planned->startsAt, utc(u"2026-03-03T09:30:00Z"_s));
    QCOMPARE(planned->endsAt, utc(u"2026-03-03T10:30:00Z"_s));
    QCOMPARE(planned->timeZone, u"Europe/Oslo"_s);
    QCOMPARE(planned->dates, (StayDates{{2026, 3, 3}, {2026, 3, 4}}));
    QCOMPARE(planned->claims.size(), 2);
    QCOMPARE(planned->claims[0].unit, m_kari);
    QCOMPARE(planned->claims[0].role, ClaimRole::Staff);
    QCOMPARE(planned->claims[0].name, u"Kari"_s);
    QCOMPARE(planned->claims[1].unit, m_room);
    QCOMPARE(planned->claims[1].role, ClaimRole::Resource);
    for (const PlannedClaim &claim : planned->claims) {
        QCOMPARE(claim.during.from, utc(u"2026-03-03T09:30:00Z"_s));
        QCOMPARE(claim.during.to, utc(u"2026-03-03T10:45:00Z"_s));
    }
    QCOMPARE(planned->quote.total.minor, 90'000);
}

void TestSlotPlanner::leastLoadedFirst()
{
    // Kari has an hour on Monday of the same week; another week wouldn't count.
    EXPECT_OK(hold(u"2026-03-02T15:00:00Z"_s, m_kari, 1800));
    QCOMPARE(plan(u"2026-03-06T09:00:00Z"_s)->claims.first().unit, m_lena);
    EXPECT_OK(hold(u"2026-03-10T09:00:00Z"_s, m_lena, 1800));
    QCOMPARE(plan(u"2026-03-06T09:00:00Z"_s)->claims.first().unit, m_lena);
    QCOMPARE(plan(u"2026-03-12T09:00:00Z"_s)->claims.first().unit, m_kari);
}

void TestSlotPlanner::othersTakeTurns()
{
    // As loaded that week; Lena was booked for it before, in another one.
    EXPECT_OK(hold(u"2026-03-10T09:00:00Z"_s, m_kari, 1800));
    QCOMPARE(plan(u"2026-03-18T09:00:00Z"_s)->claims.first().unit, m_lena);
    EXPECT_OK(hold(u"2026-03-10T09:00:00Z"_s, m_lena, 1800));
    QCOMPARE(plan(u"2026-03-18T09:00:00Z"_s)->claims.first().unit, m_kari);
}

void TestSlotPlanner::namedStaffOnly()
{
    QCOMPARE(plan(u"2026-03-03T09:30:00Z"_s, m_lena)->claims.first().unit, m_lena);
    EXPECT_ERROR(plan(u"2026-03-03T09:30:00Z"_s, UnitId::create()), NotFound);
    EXPECT_OK(StaffService().edit(m_world->context(), m_host, m_lena, {{u"active"_s, false}}));
    EXPECT_ERROR(plan(u"2026-03-03T09:30:00Z"_s, m_lena), NotFound);
}

void TestSlotPlanner::slotsOfOthersAreTaken()
{
    EXPECT_OK(hold(u"2026-03-03T09:30:00Z"_s, m_kari, 1800));
    EXPECT_ERROR(plan(u"2026-03-03T09:00:00Z"_s, m_kari), SlotTaken);
    // The fifteen minutes afterwards, too.
    EXPECT_ERROR(plan(u"2026-03-03T10:30:00Z"_s, m_kari), SlotTaken);
    EXPECT_OK(plan(u"2026-03-03T11:00:00Z"_s, m_kari));
    EXPECT_OK(plan(u"2026-03-03T08:00:00Z"_s, m_kari));
    const auto other = plan(u"2026-03-03T09:30:00Z"_s);
    EXPECT_OK(other);
    QCOMPARE(other->claims.first().unit, m_lena);
    QVERIFY(other->claims.last().unit != m_room);
}

void TestSlotPlanner::tellsWhenAHoldEnds()
{
    const auto mine = hold(u"2026-03-03T09:30:00Z"_s, m_kari, 300);
    EXPECT_OK(mine);
    EXPECT_OK(hold(u"2026-03-03T09:30:00Z"_s, m_lena, 120));
    const auto planned = plan(u"2026-03-03T09:30:00Z"_s);
    EXPECT_ERROR(planned, SlotTaken);
    QCOMPARE(planned.error().details.value(u"retry_after").toInt(), 120);
    QCOMPARE(plan(u"2026-03-03T09:30:00Z"_s, m_kari).error().details.value(u"retry_after").toInt(), 300);
    EXPECT_OK(plan(u"2026-03-03T09:30:00Z"_s, {}, 1, OwnClaims{*mine, {}}));
    m_world->clock().advanceMs(120'000);
    QCOMPARE(plan(u"2026-03-03T09:30:00Z"_s)->claims.first().unit, m_lena);
}

void TestSlotPlanner::waitsForAResource()
{
    EXPECT_OK(ListingService().edit(
        m_world->context(), m_host, m_massage,
        {{u"service"_s,
          QJsonObject{{u"duration_minutes"_s, 60},
                      {u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}, {u"count"_s, 2}}}}}}}));
    EXPECT_OK(hold(u"2026-03-03T09:00:00Z"_s, m_kari, 300));
    // Lena is free, but both rooms are Kari's.
    const auto planned = plan(u"2026-03-03T09:00:00Z"_s);
    EXPECT_ERROR(planned, SlotTaken);
    QCOMPARE(planned.error().details.value(u"retry_after").toInt(), 300);
}

void TestSlotPlanner::keepsTheRules_data()
{
    QTest::addColumn<QString>("startsAt");
    QTest::addColumn<int>("guests");
    QTest::addColumn<QString>("rule");
    QTest::newRow("past") << u"2026-03-01T11:59:00Z"_s << 1 << u"past"_s;
    QTest::newRow("too soon") << u"2026-03-01T13:59:00Z"_s << 1 << u"lead_time"_s;
    QTest::newRow("too far") << u"2026-06-01T09:00:00Z"_s << 1 << u"booking_window"_s;
    QTest::newRow("too many") << u"2026-03-03T09:00:00Z"_s << 3 << u"max_guests"_s;
    QTest::newRow("between steps") << u"2026-03-03T09:10:00Z"_s << 1 << u"slot_start"_s;
    QTest::newRow("a second late") << u"2026-03-03T09:00:01Z"_s << 1 << u"slot_start"_s;
    QTest::newRow("before work") << u"2026-03-03T07:30:00Z"_s << 1 << u"slot_start"_s;
    QTest::newRow("past the end of work") << u"2026-03-03T15:30:00Z"_s << 1 << u"slot_start"_s;
    QTest::newRow("Sunday") << u"2026-03-08T09:00:00Z"_s << 1 << u"slot_start"_s;
}

void TestSlotPlanner::keepsTheRules()
{
    QFETCH(QString, startsAt);
    QFETCH(int, guests);
    QFETCH(QString, rule);
    const auto planned = plan(startsAt, {}, guests);
    EXPECT_ERROR(planned, StayRuleBroken);
    QCOMPARE(planned.error().details.value(u"rule").toString(), rule);
}

void TestSlotPlanner::absencesCount()
{
    const auto absence =
        StaffService().addAbsence(m_world->context(), m_host, m_kari,
                                  {{}, utc(u"2026-03-03T00:00:00Z"_s), utc(u"2026-03-04T00:00:00Z"_s), u"Doctor"_s});
    EXPECT_OK(absence);
    QCOMPARE(plan(u"2026-03-03T09:00:00Z"_s)->claims.first().unit, m_lena);
    const auto planned = plan(u"2026-03-03T09:00:00Z"_s, m_kari);
    EXPECT_ERROR(planned, SlotTaken);
    QVERIFY(!planned.error().details.contains(u"retry_after"));
    EXPECT_OK(StaffService().removeAbsence(m_world->context(), m_host, m_kari, *absence));
    EXPECT_OK(plan(u"2026-03-03T09:00:00Z"_s, m_kari));
}

void TestSlotPlanner::findsFreeSlots()
{
    EXPECT_OK(hold(u"2026-03-03T09:30:00Z"_s, m_kari, 1800));
    const auto found = slots({2026, 3, 3}, {2026, 3, 4});
    EXPECT_OK(found);
    // 09:00 to 16:00 in Oslo, every half hour.
    QCOMPARE(found->size(), 15);
    QCOMPARE(found->first().startsAt, utc(u"2026-03-03T08:00:00Z"_s));
    QCOMPARE(found->first().endsAt, utc(u"2026-03-03T09:00:00Z"_s));
    QCOMPARE(found->first().staff.size(), 2);
    QCOMPARE(found->at(2).staff.size(), 1);
    QCOMPARE(found->at(2).staff.first().name, u"Lena"_s);
    QVERIFY(slots({2026, 3, 7}, {2026, 3, 9})->isEmpty());
    // Neither too soon nor too late, and not for too many.
    m_world->clock().set(utc(u"2026-03-03T10:00:00Z"_s));
    QCOMPARE(slots({2026, 3, 3}, {2026, 3, 4})->first().startsAt, utc(u"2026-03-03T12:00:00Z"_s));
    QVERIFY(slots({2026, 7, 1}, {2026, 7, 3})->isEmpty());
    SlotSearch party;
    party.guests = 3;
    QVERIFY(slots({2026, 3, 4}, {2026, 3, 5}, party)->isEmpty());
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_massage, {{u"status"_s, u"unpublished"_s}}));
    QVERIFY(slots({2026, 3, 4}, {2026, 3, 5})->isEmpty());
    SlotSearch own;
    own.tenant = m_host.tenant;
    QVERIFY(!slots({2026, 3, 4}, {2026, 3, 5}, own)->isEmpty());
}

void TestSlotPlanner::findsSlotsByWeekdayAndHour()
{
    SlotSearch thursday;
    thursday.weekday = 4;
    thursday.after = QTime(15, 0);
    const auto found = slots({2026, 3, 2}, {2026, 3, 16}, thursday);
    EXPECT_OK(found);
    QCOMPARE(found->size(), 6);
    QCOMPARE(found->first().startsAt, utc(u"2026-03-05T14:00:00Z"_s));
    QCOMPARE(found->last().startsAt, utc(u"2026-03-12T15:00:00Z"_s));
    thursday.before = QTime(15, 30);
    thursday.staff = m_lena;
    const auto fewer = slots({2026, 3, 2}, {2026, 3, 16}, thursday);
    QCOMPARE(fewer->size(), 2);
    QCOMPARE(fewer->first().staff.size(), 1);
    QCOMPARE(fewer->first().staff.first().id, m_lena);
}

void TestSlotPlanner::planAndSearchAgree()
{
    EXPECT_OK(hold(u"2026-03-03T09:30:00Z"_s, m_kari, 1800));
    EXPECT_OK(hold(u"2026-03-03T12:00:00Z"_s, m_lena, 1800));
    QSet<QDateTime> free;
    const auto found = slots({2026, 3, 3}, {2026, 3, 4});
    EXPECT_OK(found);
    for (const FreeSlot &slot : *found)
        free << slot.startsAt;
    for (QDateTime at = utc(u"2026-03-03T06:00:00Z"_s); at < utc(u"2026-03-03T18:00:00Z"_s); at = at.addSecs(900))
        QCOMPARE(plan(at.toString(Qt::ISODate)).has_value(), free.contains(at));
}

QTEST_GUILESS_MAIN(TestSlotPlanner)
#include "TestSlotPlanner.moc"
