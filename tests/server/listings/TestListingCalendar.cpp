// Free nights: what a guest may know, for every zone's nights.
#include "server/listings/ListingCalendar.h"

#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestListingCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void takenNightsAreNotFree();
    void nightIsFreeWhileOneUnitIs();
    void preparationClosesTheNightBeforeToo();
    void expiredHoldIsFree();
    void unpublishedIsForMembersOnly();
    void freeMeansBookable();
    void clockChangeNights();

private:
    // "##..": taken and free nights.
    QString nights(const Caller &caller, const ListingId &listing, const QDate &from, const QDate &to);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
};

void TestListingCalendar::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
}

QString TestListingCalendar::nights(const Caller &caller, const ListingId &listing, const QDate &from, const QDate &to)
{
    const auto calendar =
        ListingCalendar::load(m_world->context().database, listing, caller.role ? caller.tenant : TenantId(),
                              {from, to}, m_world->clock().nowUtc());
    if (!calendar)
        return QString::fromUtf8(describe(calendar));
    if (!*calendar)
        return u"none"_s;
    QString text;
    for (QDate night = from; night < to; night = night.addDays(1))
        text += (*calendar)->isFree(night) ? u'.' : u'#';
    // The whole window at once says the same.
    QString again(text.size(), u'.');
    for (const StayDates &taken : (*calendar)->takenNights())
        again.replace(static_cast<int>(from.daysTo(taken.checkIn)), taken.nights(), QString(taken.nights(), u'#'));
    return again == text ? text : text + u" but "_s + again;
}

void TestListingCalendar::takenNightsAreNotFree()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 2}, {2026, 7, 4}})));
    EXPECT_OK(
        CalendarService().block(m_world->context(), m_host, {{}, home->listing, {}, {{2026, 7, 5}, {2026, 7, 6}}, {}}));
    QCOMPARE(nights(Caller(), home->listing, {2026, 7, 1}, {2026, 7, 8}), u".##.#.."_s);
}

void TestListingCalendar::nightIsFreeWhileOneUnitIs()
{
    const auto home = m_world->addHome(m_host, {}, 2);
    EXPECT_OK(home);
    for (int day : {1, 3}) {
        EXPECT_OK(BookingService().book(m_world->context(), m_guest,
                                        stayRequest(home->listing, {{2026, 7, day}, {2026, 7, day + 3}})));
    }
    QCOMPARE(nights(m_guest, home->listing, {2026, 7, 1}, {2026, 7, 8}), u"..#...."_s);
}

void TestListingCalendar::preparationClosesTheNightBeforeToo()
{
    const auto home = m_world->addHome(m_host, {{u"preparation_days"_s, 1}});
    EXPECT_OK(home);
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 4}, {2026, 7, 6}})));
    QCOMPARE(nights(m_guest, home->listing, {2026, 7, 1}, {2026, 7, 9}), u"..####.."_s);
}

void TestListingCalendar::expiredHoldIsFree()
{
    const auto home = m_world->addHome(m_host, {{u"instant_book"_s, false}, {u"hold_pending"_s, true}});
    EXPECT_OK(home);
    EXPECT_OK(
        BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 2}, {2026, 7, 3}})));
    QCOMPARE(nights(m_guest, home->listing, {2026, 7, 1}, {2026, 7, 4}), u".#."_s);
    m_world->clock().advanceMs(24 * 3600 * 1000);
    QCOMPARE(nights(m_guest, home->listing, {2026, 7, 1}, {2026, 7, 4}), u"..."_s);
}

void TestListingCalendar::unpublishedIsForMembersOnly()
{
    const auto home = m_world->addHome(m_host, {{u"status"_s, u"unpublished"_s}});
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(home);
    EXPECT_OK(other);
    QCOMPARE(nights(m_guest, home->listing, {2026, 7, 1}, {2026, 7, 3}), u"none"_s);
    QCOMPARE(nights(*other, home->listing, {2026, 7, 1}, {2026, 7, 3}), u"none"_s);
    QCOMPARE(nights(m_host, home->listing, {2026, 7, 1}, {2026, 7, 3}), u".."_s);
}

void TestListingCalendar::freeMeansBookable()
{
    const auto home = m_world->addHome(m_host, {{u"preparation_days"_s, 1}});
    EXPECT_OK(home);
    for (const StayDates &dates : {StayDates{{2026, 7, 3}, {2026, 7, 5}}, StayDates{{2026, 7, 9}, {2026, 7, 10}}})
        EXPECT_OK(BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, dates)));
    const QDate first(2026, 7, 1);
    const QString before = nights(m_guest, home->listing, first, {2026, 7, 15});
    for (int i = 0; i < before.size(); ++i) {
        const QDate night = first.addDays(i);
        const auto tried =
            BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {night, night.addDays(1)}));
        QCOMPARE(tried.has_value(), before[i] == u'.');
        if (tried)
            EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, tried->booking.id));
    }
}

void TestListingCalendar::clockChangeNights()
{
    // Check-in at a time that the clock skips on 29 March, check-out at one that comes twice on 25 October.
    const auto home = m_world->addHome(m_host, {{u"check_in_time"_s, u"02:30"_s}, {u"check_out_time"_s, u"02:30"_s}});
    EXPECT_OK(home);
    for (const QDate &day : {QDate(2026, 3, 28), QDate(2026, 3, 29), QDate(2026, 10, 24), QDate(2026, 10, 25)}) {
        EXPECT_OK(
            BookingService().book(m_world->context(), m_guest, stayRequest(home->listing, {day, day.addDays(1)})));
    }
    QCOMPARE(nights(m_guest, home->listing, {2026, 3, 27}, {2026, 3, 31}), u".##."_s);
    QCOMPARE(nights(m_guest, home->listing, {2026, 10, 23}, {2026, 10, 27}), u".##."_s);
}

QTEST_GUILESS_MAIN(TestListingCalendar)
#include "TestListingCalendar.moc"
