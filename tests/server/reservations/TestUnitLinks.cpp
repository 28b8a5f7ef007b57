// A home and its rooms: whoever takes the whole takes the parts, and a taken part keeps the whole free of others.
#include "server/reservations/UnitLinkService.h"

#include "server/listings/ListingCalendar.h"
#include "server/reservations/CalendarService.h"
#include "server/reservations/HoldService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestUnitLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void bookedHomeTakesItsRooms();
    void bookedRoomKeepsTheHomeFromBeingBooked();
    void roomsAreBookedApart();
    void stepsAddUp();
    void blockOnTheHomeClosesItsRooms();
    void releasedHomeFreesItsRooms();
    void calendarCountsParts();
    void bestRoomIsOneWhoseHomeIsFree();
    void groupOfHomeAndRoomTakesEachOnce();
    void requestsForRoomsAreRivalsOfTheHome();
    void cyclesAreRefused();
    void strangersUnitsAreRefused();
    void standingBookingsTakeNewParts();
    void linkingWhatIsTakenByTwoIsRefused();
    void unlinkingFreesTheParts();
    void movingTheHomesClockMovesItsParts();
    void onlyHostsMayLink();

private:
    Result<BookingDecision> book(const HostWorld::Home &home, int from, int to, int units = 1);
    Result<void> link(const HostWorld::Home &home, const UnitId &whole, const QList<UnitId> &parts)
    {
        return m_links.setParts(m_world->context(), m_host, home.listing, whole, parts);
    }
    QString freeNights(const HostWorld::Home &home, int from, int to);
    qint64 count(const QString &table, const QString &where = u"true"_s);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_house; // one unit: the whole
    HostWorld::Home m_rooms; // two units: its parts
    UnitLinkService m_links;
};

void TestUnitLinks::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto house = m_world->addHome(m_host, {{u"title"_s, u"The house"_s}});
    EXPECT_OK(house);
    m_house = *house;
    const auto rooms = m_world->addHome(m_host, {{u"title"_s, u"Rooms"_s}}, 2);
    EXPECT_OK(rooms);
    m_rooms = *rooms;
    EXPECT_OK(link(m_house, m_house.units.first(), m_rooms.units));
}

Result<BookingDecision> TestUnitLinks::book(const HostWorld::Home &home, int from, int to, int units)
{
    BookingRequest request = stayRequest(home.listing, {{2026, 7, from}, {2026, 7, to}});
    std::get<StayWish>(request.wish.what).units = units;
    return BookingService().book(m_world->context(), m_guest, request);
}

// "1011": which nights from that of the first day are free.
QString TestUnitLinks::freeNights(const HostWorld::Home &home, int from, int to)
{
    const auto calendar = ListingCalendar::load(m_world->context().database, home.listing, TenantId(),
                                                {{2026, 7, from}, {2026, 7, to}}, m_world->clock().nowUtc());
    QString nights;
    for (int day = from; day < to; ++day)
        nights += calendar && *calendar && (*calendar)->isFree({2026, 7, day}) ? u'1' : u'0';
    return nights;
}

qint64 TestUnitLinks::count(const QString &table, const QString &where)
{
    const auto found = m_world->look(u"SELECT count(*) FROM "_s + table + u" WHERE "_s + where);
    return found ? found->toLongLong() : -1;
}

void TestUnitLinks::bookedHomeTakesItsRooms()
{
    const auto made = book(m_house, 1, 4);
    EXPECT_OK(made);
    QCOMPARE(count(u"claim"_s, u"booking_id = '"_s + made->booking.id.toString() + u"'"_s), 3);
    QCOMPARE(count(u"claim"_s, u"role = 'part'"_s), 2);
    QCOMPARE(made->booking.items.size(), 1);
    EXPECT_ERROR(book(m_rooms, 3, 5), DatesTaken);
    EXPECT_OK(book(m_rooms, 4, 5));
}

void TestUnitLinks::bookedRoomKeepsTheHomeFromBeingBooked()
{
    EXPECT_OK(book(m_rooms, 1, 4));
    EXPECT_ERROR(book(m_house, 3, 5), DatesTaken);
    EXPECT_OK(book(m_house, 4, 5));
}

void TestUnitLinks::roomsAreBookedApart()
{
    EXPECT_OK(book(m_rooms, 1, 4));
    EXPECT_OK(book(m_rooms, 2, 5));
    EXPECT_ERROR(book(m_rooms, 3, 4), DatesTaken);
}

void TestUnitLinks::stepsAddUp()
{
    const auto estate = m_world->addHome(m_host, {{u"title"_s, u"The estate"_s}});
    EXPECT_OK(estate);
    EXPECT_OK(link(*estate, estate->units.first(), m_house.units));
    const auto made = book(*estate, 1, 4);
    EXPECT_OK(made);
    QCOMPARE(count(u"claim"_s), 4);
    EXPECT_ERROR(book(m_rooms, 1, 2), DatesTaken);
    EXPECT_OK(book(m_rooms, 10, 12));
    EXPECT_ERROR(book(*estate, 11, 14), DatesTaken);
}

void TestUnitLinks::blockOnTheHomeClosesItsRooms()
{
    const NewBlock block{{}, m_house.listing, {}, {{2026, 7, 1}, {2026, 7, 4}}, {}};
    EXPECT_OK(CalendarService().block(m_world->context(), m_host, block));
    EXPECT_ERROR(book(m_rooms, 1, 2), DatesTaken);
    const NewBlock room{{}, m_rooms.listing, m_rooms.units[1], {{2026, 7, 10}, {2026, 7, 14}}, {}};
    EXPECT_OK(CalendarService().block(m_world->context(), m_host, room));
    const NewBlock again{{}, m_house.listing, {}, {{2026, 7, 12}, {2026, 7, 15}}, {}};
    const auto refused = CalendarService().block(m_world->context(), m_host, again);
    EXPECT_ERROR(refused, DatesTaken);
    QCOMPARE(refused.error().details["taken"_L1].toArray().size(), 1);
}

void TestUnitLinks::releasedHomeFreesItsRooms()
{
    const auto made = book(m_house, 1, 4);
    EXPECT_OK(made);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, made->booking.id));
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(book(m_rooms, 1, 4, 2));
}

void TestUnitLinks::calendarCountsParts()
{
    EXPECT_OK(book(m_rooms, 2, 4));
    QCOMPARE(freeNights(m_rooms, 1, 7), u"111111"_s);
    QCOMPARE(freeNights(m_house, 1, 7), u"100111"_s);
    EXPECT_OK(book(m_rooms, 3, 5));
    QCOMPARE(freeNights(m_rooms, 1, 7), u"110111"_s);
    QCOMPARE(freeNights(m_house, 1, 7), u"100011"_s);
    EXPECT_OK(book(m_house, 5, 6));
    QCOMPARE(freeNights(m_rooms, 1, 7), u"110101"_s);
}

void TestUnitLinks::bestRoomIsOneWhoseHomeIsFree()
{
    // Two flats in one listing, each with a room in another one: of the flats, the one whose room is free.
    const auto flats = m_world->addHome(m_host, {{u"title"_s, u"Flats"_s}}, 2);
    EXPECT_OK(flats);
    EXPECT_OK(link(m_house, m_house.units.first(), {}));
    EXPECT_OK(link(*flats, flats->units[0], {m_rooms.units[0]}));
    EXPECT_OK(link(*flats, flats->units[1], {m_rooms.units[1]}));
    EXPECT_OK(book(m_rooms, 1, 4));
    const auto made = book(*flats, 1, 4);
    EXPECT_OK(made);
    QCOMPARE(made->booking.unit, flats->units[1]);
    EXPECT_ERROR(book(*flats, 1, 4), DatesTaken);
}

void TestUnitLinks::groupOfHomeAndRoomTakesEachOnce()
{
    const auto mixed = m_world->addHome(m_host, {{u"title"_s, u"House or rooms"_s}}, 3);
    EXPECT_OK(mixed);
    EXPECT_OK(link(*mixed, mixed->units[0], {mixed->units[1], mixed->units[2]}));
    EXPECT_ERROR(book(*mixed, 1, 4, 3), DatesTaken);
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(book(*mixed, 1, 4, 1));
}

void TestUnitLinks::requestsForRoomsAreRivalsOfTheHome()
{
    const auto room = m_world->addHome(m_host, {{u"title"_s, u"Attic"_s}, {u"instant_book"_s, false}});
    EXPECT_OK(room);
    EXPECT_OK(link(m_house, m_house.units.first(), room->units));
    const auto request = book(*room, 2, 4);
    EXPECT_OK(request);
    QCOMPARE(request->booking.status, BookingStatus::Pending);
    const auto made = book(m_house, 1, 4);
    EXPECT_OK(made);
    QCOMPARE(made->declined, QList{request->booking.id});
}

void TestUnitLinks::cyclesAreRefused()
{
    const auto estate = m_world->addHome(m_host);
    EXPECT_OK(estate);
    EXPECT_OK(link(*estate, estate->units.first(), m_house.units));
    for (const UnitId &part : {m_house.units.first(), estate->units.first(), m_rooms.units.first()}) {
        const auto refused = link(m_rooms, m_rooms.units.first(), {part});
        EXPECT_ERROR(refused, Validation);
        QCOMPARE(refused.error().details.value("rule"_L1).toString(), u"cycle"_s);
    }
    EXPECT_ERROR(link(m_house, m_house.units.first(), {m_rooms.units[0], m_rooms.units[0]}), Validation);
    QCOMPARE(count(u"unit_link"_s), 3);
}

void TestUnitLinks::strangersUnitsAreRefused()
{
    const auto stranger = m_world->addHost(u"Knut"_s);
    EXPECT_OK(stranger);
    const auto theirs = m_world->addHome(*stranger);
    EXPECT_OK(theirs);
    EXPECT_ERROR(link(m_house, m_house.units.first(), theirs->units), NotFound);
    EXPECT_ERROR(link(*theirs, theirs->units.first(), m_rooms.units), NotFound);
    EXPECT_ERROR(link(m_house, m_rooms.units.first(), {}), NotFound);
    EXPECT_ERROR(link(m_house, m_house.units.first(), {UnitId::create()}), NotFound);
    QCOMPARE(count(u"unit_link"_s), 2);
}

void TestUnitLinks::standingBookingsTakeNewParts()
{
    const auto shed = m_world->addHome(m_host, {{u"title"_s, u"Shed"_s}});
    EXPECT_OK(shed);
    EXPECT_OK(book(m_house, 1, 4));
    EXPECT_OK(link(m_house, m_house.units.first(), m_rooms.units + shed->units));
    EXPECT_ERROR(book(*shed, 3, 5), DatesTaken);
    QCOMPARE(count(u"claim"_s, u"role = 'part'"_s), 3);
    EXPECT_OK(book(*shed, 4, 5));
}

void TestUnitLinks::linkingWhatIsTakenByTwoIsRefused()
{
    const auto shed = m_world->addHome(m_host, {{u"title"_s, u"Shed"_s}});
    EXPECT_OK(shed);
    EXPECT_OK(book(m_house, 1, 4));
    const auto other = book(*shed, 3, 5);
    EXPECT_OK(other);
    EXPECT_ERROR(link(m_house, m_house.units.first(), m_rooms.units + shed->units), DatesTaken);
    QCOMPARE(count(u"unit_link"_s), 2);
    QCOMPARE(count(u"claim"_s, u"role = 'part'"_s), 2);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, other->booking.id));
    EXPECT_OK(link(m_house, m_house.units.first(), m_rooms.units + shed->units));
}

void TestUnitLinks::unlinkingFreesTheParts()
{
    EXPECT_OK(book(m_house, 1, 4));
    EXPECT_OK(link(m_house, m_house.units.first(), {m_rooms.units[0]}));
    QCOMPARE(count(u"claim"_s, u"role = 'part'"_s), 1);
    EXPECT_OK(book(m_rooms, 1, 4));
    EXPECT_ERROR(book(m_rooms, 1, 4), DatesTaken);
}

void TestUnitLinks::movingTheHomesClockMovesItsParts()
{
    EXPECT_OK(book(m_house, 1, 4));
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_house.listing, {{u"check_out_time"_s, u"08:00"_s}}));
    QCOMPARE(count(u"claim"_s, u"upper(during) = '2026-07-04T06:00:00Z'"_s), 3);
    // The rooms' own clock is theirs.
    EXPECT_OK(book(m_rooms, 10, 12));
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_rooms.listing, {{u"check_out_time"_s, u"10:00"_s}}));
    QCOMPARE(count(u"claim"_s, u"upper(during) = '2026-07-04T06:00:00Z'"_s), 3);
    QCOMPARE(count(u"claim"_s, u"upper(during) = '2026-07-12T08:00:00Z'"_s), 1);
}

void TestUnitLinks::onlyHostsMayLink()
{
    const auto staff = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    EXPECT_OK(staff);
    const UnitId house = m_house.units.first();
    EXPECT_ERROR(m_links.setParts(m_world->context(), *staff, m_house.listing, house, {}), Forbidden);
    const auto parts = m_links.parts(m_world->context(), *staff, m_house.listing, house);
    EXPECT_OK(parts);
    QCOMPARE(parts->count("listing_id"), 2);
    EXPECT_ERROR(m_links.parts(m_world->context(), m_host, m_rooms.listing, house), NotFound);
}

QTEST_GUILESS_MAIN(TestUnitLinks)
#include "TestUnitLinks.moc"
