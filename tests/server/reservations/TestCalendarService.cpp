// Blocks against a real Postgres.
#include "server/reservations/CalendarService.h"

#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestCalendarService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void blockTakesTheNights();
    void takenNightsAreNamed();
    void repeatingABlockIsASuccess();
    void sameIdWithOtherContentIsRefused();
    void unblockingFreesTheNights();
    void editingMovesTheClaim();
    void failedEditChangesNothing();
    void unitMustBeChosenAmongSeveral();
    void blockNeedsNoPreparation();
    void staffAndStrangersCantBlock();
    void unblockingLeavesATombstone();

private:
    qint64 count(const QString &table) { return m_world->look(u"SELECT count(*) FROM "_s + table)->toLongLong(); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    CalendarService m_calendar;
};

void TestCalendarService::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
}

void TestCalendarService::blockTakesTheNights()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(
        m_calendar.block(m_world->context(), m_host,
                         {BlockId(), home->listing, home->units[0], {{2026, 7, 1}, {2026, 7, 5}}, u"Painting"_s}));
    EXPECT_ERROR(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 4}, {2026, 7, 6}})),
        DatesTaken);
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 5}, {2026, 7, 6}})));
}

void TestCalendarService::takenNightsAreNamed()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto made =
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 4}, {2026, 7, 6}}));
    EXPECT_OK(made);
    const auto refused = m_calendar.block(m_world->context(), m_host,
                                          {BlockId(), home->listing, UnitId(), {{2026, 7, 1}, {2026, 7, 5}}, {}});
    EXPECT_ERROR(refused, DatesTaken);
    QCOMPARE(refused.error().details.value(u"taken").toArray(),
             (QJsonArray{QJsonObject{{u"check_in"_s, u"2026-07-04"_s},
                                     {u"check_out"_s, u"2026-07-06"_s},
                                     {u"kind"_s, u"booking"_s},
                                     {u"code"_s, made->booking.code}}}));
    QCOMPARE(count(u"block"_s), 0);
}

void TestCalendarService::repeatingABlockIsASuccess()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const NewBlock block{BlockId::create(), home->listing, home->units[0], {{2026, 7, 1}, {2026, 7, 5}}, u"Own use"_s};
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, block));
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, block));
    QCOMPARE(count(u"block"_s), 1);
    QCOMPARE(count(u"claim"_s), 1);
}

void TestCalendarService::sameIdWithOtherContentIsRefused()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    NewBlock block{BlockId::create(), home->listing, home->units[0], {{2026, 7, 1}, {2026, 7, 5}}, {}};
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, block));
    block.dates = {{2026, 8, 1}, {2026, 8, 5}};
    EXPECT_ERROR(m_calendar.block(m_world->context(), m_host, block), AlreadyExists);
}

void TestCalendarService::unblockingFreesTheNights()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto block =
        m_calendar.block(m_world->context(), m_host, {BlockId(), home->listing, {}, {{2026, 7, 1}, {2026, 7, 5}}, {}});
    EXPECT_OK(block);
    EXPECT_OK(m_calendar.unblock(m_world->context(), m_host, *block));
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_ERROR(m_calendar.unblock(m_world->context(), m_host, *block), NotFound);
}

void TestCalendarService::editingMovesTheClaim()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto block =
        m_calendar.block(m_world->context(), m_host, {BlockId(), home->listing, {}, {{2026, 7, 1}, {2026, 7, 5}}, {}});
    EXPECT_OK(block);
    EXPECT_OK(
        m_calendar.editBlock(m_world->context(), m_host, *block, StayDates{{2026, 7, 3}, {2026, 7, 8}}, u"Longer"_s));
    QCOMPARE(m_world->look(u"SELECT during::text FROM claim"_s)->toString(),
             u"[\"2026-07-03 13:00:00+00\",\"2026-07-08 09:00:00+00\")"_s);
    QCOMPARE(m_world->look(u"SELECT note FROM block"_s)->toString(), u"Longer"_s);
}

void TestCalendarService::failedEditChangesNothing()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto block =
        m_calendar.block(m_world->context(), m_host, {BlockId(), home->listing, {}, {{2026, 7, 1}, {2026, 7, 5}}, {}});
    EXPECT_OK(block);
    EXPECT_OK(
        m_calendar.block(m_world->context(), m_host, {BlockId(), home->listing, {}, {{2026, 7, 6}, {2026, 7, 9}}, {}}));
    EXPECT_ERROR(
        m_calendar.editBlock(m_world->context(), m_host, *block, StayDates{{2026, 7, 2}, {2026, 7, 7}}, std::nullopt),
        DatesTaken);
    QCOMPARE(m_world->look(u"SELECT to_date::text FROM block WHERE id = '%1'"_s.arg(block->toString()))->toString(),
             u"2026-07-05"_s);
    QCOMPARE(count(u"claim"_s), 2);
}

void TestCalendarService::unitMustBeChosenAmongSeveral()
{
    const auto home = m_world->addHome(m_host, {}, 2);
    const auto elsewhere = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(elsewhere);
    const StayDates dates{{2026, 7, 1}, {2026, 7, 5}};
    EXPECT_ERROR(m_calendar.block(m_world->context(), m_host, {{}, home->listing, {}, dates, {}}), Validation);
    EXPECT_ERROR(m_calendar.block(m_world->context(), m_host, {{}, home->listing, elsewhere->units[0], dates, {}}),
                 NotFound);
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, {{}, home->listing, home->units[1], dates, {}}));
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, {{}, home->listing, home->units[0], dates, {}}));
}

void TestCalendarService::blockNeedsNoPreparation()
{
    const auto home = m_world->addHome(m_host, {{u"preparation_days"_s, 2}});
    EXPECT_OK(home);
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, {{}, home->listing, {}, {{2026, 7, 1}, {2026, 7, 5}}, {}}));
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 5}, {2026, 7, 7}})));
    EXPECT_ERROR(
        m_calendar.block(m_world->context(), m_host, {{}, home->listing, {}, {{2026, 7, 8}, {2026, 7, 9}}, {}}),
        DatesTaken);
    EXPECT_OK(m_calendar.block(m_world->context(), m_host, {{}, home->listing, {}, {{2026, 7, 9}, {2026, 7, 10}}, {}}));
}

void TestCalendarService::staffAndStrangersCantBlock()
{
    const auto home = m_world->addHome(m_host);
    const auto staff = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(home);
    EXPECT_OK(staff);
    EXPECT_OK(other);
    const NewBlock block{{}, home->listing, home->units[0], {{2026, 7, 1}, {2026, 7, 5}}, {}};
    EXPECT_ERROR(m_calendar.block(m_world->context(), *staff, block), Forbidden);
    EXPECT_ERROR(m_calendar.block(m_world->context(), *other, block), NotFound);
    const auto made = m_calendar.block(m_world->context(), m_host, block);
    EXPECT_OK(made);
    EXPECT_ERROR(m_calendar.unblock(m_world->context(), *other, *made), NotFound);
    EXPECT_ERROR(m_calendar.unblock(m_world->context(), m_guest, *made), Forbidden);
    QCOMPARE(count(u"block"_s), 1);
}

void TestCalendarService::unblockingLeavesATombstone()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto block =
        m_calendar.block(m_world->context(), m_host, {{}, home->listing, {}, {{2026, 7, 1}, {2026, 7, 5}}, {}});
    EXPECT_OK(block);
    EXPECT_OK(m_calendar.unblock(m_world->context(), m_host, *block));
    QCOMPARE(m_world->look(u"SELECT row_id::text FROM sync_tombstone WHERE table_name = 'block'"_s)->toString(),
             block->toString());
    QCOMPARE(m_world
                 ->look(u"SELECT tenant_version.version - stone.version FROM sync_tombstone AS stone, sync_scope AS "
                        "tenant_version WHERE tenant_version.tenant_id = stone.tenant_id"_s)
                 ->toInt(),
             0);
}

QTEST_GUILESS_MAIN(TestCalendarService)
#include "TestCalendarService.moc"
