// Changes of bookings under way: one swap of claims with its price, or nothing.
#include "server/reservations/BookingChanges.h"

#include "server/reservations/BookingService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestBookingChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void datesMoveWithClaimAndPrice();
    void previewChangesNothing();
    void takenDatesLeaveEverythingAsItWas();
    void ownNightsAreNotInTheWay();
    void stayKeepsItsUnitIfItCan();
    void movingToAnotherUnitKeepsThePrice();
    void guestChangesInstantBookingsUntilTheyBegin();
    void requestIsChangedByItsGuestAlone();
    void heldRequestMovesItsHold();
    void hostExtendsAStayThatHasBegun();
    void hostIsHeldToTheRulesUnlessTheyAreWaived();
    void agreedTotalIsKept();
    void deadlinesFollowTheStoredPolicy();
    void lostRaceIsTold();
    void nothingToChangeIsRefused();
    void endedBookingsStay();
    void changeIsInTheHistory();

private:
    Result<Booking> book(const QDate &from, const QDate &to);
    BookingChange dates(const QString &from, const QString &to) const
    {
        BookingChange change;
        change.wish = {{u"check_in"_s, from}, {u"check_out"_s, to}};
        return change;
    }
    QString claims() { return m_world->look(kClaims)->toString(); }

    const QString kClaims =
        u"SELECT string_agg(unit.name || ' ' || (lower(during) AT TIME ZONE 'Europe/Oslo')::date || ' ' "
        "|| (upper(during) AT TIME ZONE 'Europe/Oslo')::date || ' ' || state, ', ' ORDER BY "
        "lower(during), unit.name) FROM claim JOIN unit ON unit.id = unit_id"_s;
    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
    BookingChanges m_changes;
};

void TestBookingChanges::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host);
}

Result<Booking> TestBookingChanges::book(const QDate &from, const QDate &to)
{
    BookingRequest request;
    request.wish.what = StayWish{m_home.listing, {from, to}, 2, 0, 1, {}};
    ROOST_ASSIGN(const BookingDecision made, BookingService().book(m_world->context(), m_guest, request));
    return made.booking;
}

void TestBookingChanges::datesMoveWithClaimAndPrice()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const auto changed =
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-10"_s, u"2026-07-15"_s));
    EXPECT_OK(changed);
    QCOMPARE(changed->after.totalMinor, std::optional<qint64>(500'000));
    QCOMPARE(changed->after.revision, 2);
    const QJsonObject json = changed->toJson();
    QCOMPARE(json.value("difference"_L1)["amount_minor"_L1].toInteger(), 200'000);
    QCOMPARE(json.value("previous_total"_L1)["amount_minor"_L1].toInteger(), 300'000);
    QCOMPARE(claims(), u"Unit 1 2026-07-10 2026-07-15 booked"_s);
    QCOMPARE(m_world
                 ->look(u"SELECT check_in || ' ' || check_out || ' ' || total_minor || ' ' || revision || ' ' || "
                        "(quote->'total'->>'amount_minor') FROM booking"_s)
                 ->toString(),
             u"2026-07-10 2026-07-15 500000 2 500000"_s);
    const auto shorter =
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-10"_s, u"2026-07-11"_s));
    EXPECT_OK(shorter);
    QCOMPARE(shorter->toJson().value("difference"_L1)["amount_minor"_L1].toInteger(), -400'000);
}

void TestBookingChanges::previewChangesNothing()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const auto version = m_world->look(u"SELECT version FROM sync_scope"_s)->toLongLong();
    const auto preview =
        m_changes.previewAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-10"_s, u"2026-07-15"_s));
    EXPECT_OK(preview);
    QCOMPARE(preview->toJson().value("difference"_L1)["amount_minor"_L1].toInteger(), 200'000);
    QCOMPARE(claims(), u"Unit 1 2026-07-01 2026-07-04 booked"_s);
    QCOMPARE(m_world->look(u"SELECT revision FROM booking"_s)->toInt(), 1);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM audit_entry"_s)->toInt(),
             m_world->look(u"SELECT count(*) FROM audit_entry WHERE action <> 'booking.change'"_s)->toInt());
    QCOMPARE(m_world->look(u"SELECT version FROM sync_scope"_s)->toLongLong(), version);
    const auto changed =
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-10"_s, u"2026-07-15"_s));
    EXPECT_OK(changed);
    QJsonObject promised = preview->toJson();
    QJsonObject got = changed->toJson();
    QCOMPARE(got.value("total"_L1), promised.value("total"_L1));
    QCOMPARE(got.value("items"_L1), promised.value("items"_L1));
}

void TestBookingChanges::takenDatesLeaveEverythingAsItWas()
{
    const auto other = book({2026, 7, 10}, {2026, 7, 12});
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(other);
    EXPECT_OK(booking);
    const QString before = claims();
    EXPECT_ERROR(
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-09"_s, u"2026-07-11"_s)),
        DatesTaken);
    QCOMPARE(claims(), before);
    QCOMPARE(m_world->look(u"SELECT max(revision) FROM booking"_s)->toInt(), 1);
}

void TestBookingChanges::ownNightsAreNotInTheWay()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-02"_s, u"2026-07-06"_s)));
    QCOMPARE(claims(), u"Unit 1 2026-07-02 2026-07-06 booked"_s);
}

void TestBookingChanges::stayKeepsItsUnitIfItCan()
{
    m_home = *m_world->addHome(m_host, {}, 3);
    const auto first = book({2026, 7, 1}, {2026, 7, 4});
    const auto second = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(first);
    EXPECT_OK(second);
    QVERIFY(first->unit != second->unit);
    // Unit 1 would fit as well, as the first one.
    auto moved =
        m_changes.changeAsGuest(m_world->context(), m_guest, second->id, dates(u"2026-08-01"_s, u"2026-08-03"_s));
    EXPECT_OK(moved);
    QCOMPARE(moved->after.unit, second->unit);
    // Here it can't stay.
    EXPECT_OK(m_changes.changeAsGuest(m_world->context(), m_guest, first->id, dates(u"2026-09-01"_s, u"2026-09-03"_s)));
    BookingChange toUnit = dates(u"2026-09-01"_s, u"2026-09-04"_s);
    moved = m_changes.changeAsGuest(m_world->context(), m_guest, second->id, toUnit);
    EXPECT_OK(moved);
    QCOMPARE(moved->after.unit, second->unit);
    moved = m_changes.changeAsHost(m_world->context(), m_host, second->id, [&] {
        BookingChange change;
        change.wish = {{u"unit_id"_s, m_home.units[2].toString()}};
        return change;
    }());
    EXPECT_OK(moved);
    QCOMPARE(moved->after.unit, m_home.units[2]);
}

void TestBookingChanges::movingToAnotherUnitKeepsThePrice()
{
    m_home = *m_world->addHome(m_host, {}, 2);
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE listing SET base_price_minor = 200000"_s));
    BookingChange change;
    change.wish = {{u"unit_id"_s, m_home.units[1].toString()}};
    const auto moved = m_changes.changeAsHost(m_world->context(), m_host, booking->id, change);
    EXPECT_OK(moved);
    QCOMPARE(moved->after.totalMinor, std::optional<qint64>(300'000));
    QCOMPARE(claims(), u"Unit 2 2026-07-01 2026-07-04 booked"_s);
}

void TestBookingChanges::guestChangesInstantBookingsUntilTheyBegin()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const BookingChange change = dates(u"2026-07-01"_s, u"2026-07-05"_s);
    const auto stranger = m_world->addGuest(u"Mia"_s);
    EXPECT_ERROR(m_changes.changeAsGuest(m_world->context(), *stranger, booking->id, change), NotFound);
    m_world->clock().set(QDateTime({2026, 7, 2}, {12, 0}, Qt::UTC));
    EXPECT_ERROR(m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, change), InvalidTransition);
    m_world->clock().set(QDateTime({2026, 6, 2}, {12, 0}, Qt::UTC));
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE listing SET instant_book = false"_s));
    EXPECT_ERROR(m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, change), Forbidden);
    EXPECT_OK(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change));
}

void TestBookingChanges::requestIsChangedByItsGuestAlone()
{
    m_home = *m_world->addHome(m_host, {{u"instant_book"_s, false}});
    const auto request = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(request);
    const BookingChange change = dates(u"2026-07-01"_s, u"2026-07-05"_s);
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, request->id, change), InvalidTransition);
    const auto changed = m_changes.changeAsGuest(m_world->context(), m_guest, request->id, change);
    EXPECT_OK(changed);
    QCOMPARE(changed->after.status, BookingStatus::Pending);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM claim"_s)->toInt(), 0);
    const auto accepted = BookingService().accept(m_world->context(), m_host, request->id, 2);
    EXPECT_OK(accepted);
    QCOMPARE(claims(), u"Unit 1 2026-07-01 2026-07-05 booked"_s);
}

void TestBookingChanges::heldRequestMovesItsHold()
{
    m_home = *m_world->addHome(m_host, {{u"instant_book"_s, false}, {u"hold_pending"_s, true}});
    const auto request = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(request);
    EXPECT_OK(
        m_changes.changeAsGuest(m_world->context(), m_guest, request->id, dates(u"2026-07-02"_s, u"2026-07-05"_s)));
    QCOMPARE(claims(), u"Unit 1 2026-07-02 2026-07-05 held"_s);
}

void TestBookingChanges::hostExtendsAStayThatHasBegun()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    m_world->clock().set(QDateTime({2026, 7, 2}, {12, 0}, Qt::UTC));
    BookingChange change;
    change.wish = {{u"check_out"_s, u"2026-07-06"_s}};
    EXPECT_OK(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change));
    QCOMPARE(claims(), u"Unit 1 2026-07-01 2026-07-06 booked"_s);
    m_world->clock().set(QDateTime({2026, 7, 8}, {12, 0}, Qt::UTC));
    EXPECT_ERROR(
        m_changes.changeAsHost(m_world->context(), m_host, booking->id, dates(u"2026-07-01"_s, u"2026-07-09"_s)),
        InvalidTransition);
}

void TestBookingChanges::hostIsHeldToTheRulesUnlessTheyAreWaived()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE listing SET min_nights = 3"_s));
    BookingChange change = dates(u"2026-07-01"_s, u"2026-07-03"_s);
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change), StayRuleBroken);
    change.overridesRules = true;
    // Not for the guest to waive.
    EXPECT_ERROR(m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, change), StayRuleBroken);
    EXPECT_OK(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change));
    const auto other = book({2026, 7, 10}, {2026, 7, 13});
    EXPECT_OK(other);
    change = dates(u"2026-07-09"_s, u"2026-07-12"_s);
    change.overridesRules = true;
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change), DatesTaken);
}

void TestBookingChanges::agreedTotalIsKept()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    BookingChange change = dates(u"2026-07-01"_s, u"2026-07-05"_s);
    change.agreedTotalMinor = 350'000;
    const auto changed = m_changes.changeAsHost(m_world->context(), m_host, booking->id, change);
    EXPECT_OK(changed);
    QCOMPARE(changed->after.totalMinor, std::optional<qint64>(350'000));
    change.agreedTotalMinor = -1;
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, booking->id, change), Validation);
}

void TestBookingChanges::deadlinesFollowTheStoredPolicy()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const QJsonObject policy{{u"preset"_s, u"non_refundable"_s}};
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"cancellation_policy"_s, policy}}));
    const auto changed =
        m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, dates(u"2026-07-10"_s, u"2026-07-15"_s));
    EXPECT_OK(changed);
    QCOMPARE(changed->after.policy, booking->policy);
    const QJsonArray steps = changed->after.quote.value("cancellation"_L1).toArray();
    QVERIFY(!steps.isEmpty());
    // Flexible, as it was when the guest booked.
    QCOMPARE(steps.first()["refund"_L1]["amount_minor"_L1].toInteger(), 500'000);
}

void TestBookingChanges::lostRaceIsTold()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    BookingChange change = dates(u"2026-07-01"_s, u"2026-07-05"_s);
    change.expectedRevision = 1;
    EXPECT_OK(m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, change));
    const auto late = m_changes.changeAsHost(m_world->context(), m_host, booking->id, change);
    EXPECT_ERROR(late, BookingChanged);
    QCOMPARE(late.error().details.value("revision"_L1).toInt(), 2);
    EXPECT_ERROR(BookingService().cancel(m_world->context(), m_host, booking->id, 1), BookingChanged);
}

void TestBookingChanges::nothingToChangeIsRefused()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, booking->id, {}), Validation);
    EXPECT_ERROR(
        m_changes.changeAsHost(m_world->context(), m_host, booking->id, dates(u"2026-07-01"_s, u"2026-07-04"_s)),
        Validation);
    BookingChange kind;
    kind.wish = {{u"starts_at"_s, u"2026-07-01T10:00:00Z"_s}};
    EXPECT_ERROR(m_changes.changeAsHost(m_world->context(), m_host, booking->id, kind), Validation);
    EXPECT_ERROR(
        m_changes.changeAsHost(m_world->context(), m_host, booking->id, dates(u"2026-07-04"_s, u"2026-07-01"_s)),
        Validation);
}

void TestBookingChanges::endedBookingsStay()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, booking->id));
    const auto refused =
        m_changes.changeAsHost(m_world->context(), m_host, booking->id, dates(u"2026-07-01"_s, u"2026-07-05"_s));
    EXPECT_ERROR(refused, InvalidTransition);
    QCOMPARE(refused.error().details.value("status"_L1).toString(), u"cancelled"_s);
}

void TestBookingChanges::changeIsInTheHistory()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    BookingChange change = dates(u"2026-07-01"_s, u"2026-07-05"_s);
    change.reason = u"One night more"_s;
    EXPECT_OK(m_changes.changeAsGuest(m_world->context(), m_guest, booking->id, change));
    QCOMPARE(m_world
                 ->look(u"SELECT concat_ws(' ', from_state, to_state, detail->>'actor', detail->>'reason', "
                        "detail->>'difference_minor', detail->'before'->>'check_out', "
                        "detail->'quote_before'->'total'->>'amount_minor') FROM audit_entry "
                        "WHERE action = 'booking.change'"_s)
                 ->toString(),
             u"confirmed confirmed guest One night more 100000 2026-07-04 300000"_s);
}

QTEST_GUILESS_MAIN(TestBookingChanges)
#include "TestBookingChanges.moc"
