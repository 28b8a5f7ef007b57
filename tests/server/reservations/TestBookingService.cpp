// Bookings against a real Postgres: request, rivals, decisions, expiry, joined transactions.
#include "server/reservations/BookingService.h"

#include "server/reservations/BookingQueries.h"
#include "server/reservations/CalendarService.h"
#include "server/reservations/ReservationPlanner.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestBookingService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void instantBookingIsConfirmedWithItsClaimAndPrice();
    void requestHoldsNothingUnlessTheListingSaysSo();
    void heldRequestTakesItsNights();
    void takenNightsAreRefusedWithoutAHintOfWho();
    void adjoiningStaysFollowOneAnother();
    void stayRulesAreChecked();
    void nearestDatesCanBeBookedInOneUnit();
    void pastIsThePropertysPast();
    void unpublishedListingCantBeBooked();
    void visitorMustLogIn();
    void contactIsMadeOnceAndReused();
    void sameIdTwiceIsRefused();

    void acceptingDeclinesTheRivalsWhoseNightsItTakes();
    void rivalsWithAnotherUnitFreeStay();
    void acceptingTakenNightsNamesWhatStandsThere();
    void acceptingAHeldRequestKeepsItsUnit();
    void lateAnswerIsRefused();
    void secondDecisionFindsTheBookingChanged();
    void decliningFreesTheHold();
    void cancellingFreesTheNights();
    void stayThatIsOverCantBeCancelled();
    void guestWithdrawsAndCancelsOnlyTheirOwn();
    void staffCantDecide();
    void noShowFreesTheRestOnceTheStayHasBegun();

    void sweepExpiresRequestsAndFreesTheirHolds();
    void expiredHoldMakesRoomBeforeTheSweep();
    void sweepCompletesPastStaysOfAllTenants();

    void bestUnitLeavesTheFewestGaps();
    void failedDecisionLeavesTheCallersTransactionAlive();
    void everyTransitionIsInTheAuditTrail();
    void otherTenantsBookingsDontExist();
    void lists();

private:
    Result<BookingDecision> book(const HostWorld::Home &home, const QDate &from, const QDate &to);
    Result<BookingDecision> book(const Caller &guest, const HostWorld::Home &home, const QDate &from, const QDate &to);
    qint64 count(const QString &table, const QString &where = u"true"_s);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    BookingService m_bookings;
    const QJsonObject m_onRequest{{u"instant_book"_s, false}};
    const QJsonObject m_held{{u"instant_book"_s, false}, {u"hold_pending"_s, true}};
};

void TestBookingService::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    const auto host = m_world->addHost(u"Solveig"_s);
    EXPECT_OK(host);
    m_host = *host;
    const auto guest = m_world->addGuest(u"Ravi"_s);
    EXPECT_OK(guest);
    m_guest = *guest;
}

Result<BookingDecision> TestBookingService::book(const HostWorld::Home &home, const QDate &from, const QDate &to)
{
    return book(m_guest, home, from, to);
}

Result<BookingDecision> TestBookingService::book(const Caller &guest, const HostWorld::Home &home, const QDate &from,
                                                 const QDate &to)
{
    return m_bookings.book(m_world->context(), guest,
                           stayRequest(home.listing, {from, to}, 2, u"Hello"_s, BookingId::create()));
}

qint64 TestBookingService::count(const QString &table, const QString &where)
{
    const auto found = m_world->look(u"SELECT count(*) FROM "_s + table + u" WHERE "_s + where);
    return found ? found->toLongLong() : -1;
}

void TestBookingService::instantBookingIsConfirmedWithItsClaimAndPrice()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(made);
    QCOMPARE(made->booking.status, BookingStatus::Confirmed);
    QCOMPARE(made->booking.totalMinor, std::optional<qint64>(300'000));
    QCOMPARE(made->booking.unit, home->units.first());
    QVERIFY(made->booking.code.startsWith(u"BK-20260301-"_s));
    const QString claim = u"SELECT state || ' ' || during::text FROM claim WHERE booking_id = '%1'"_s;
    QCOMPARE(m_world->look(claim.arg(made->booking.id.toString()))->toString(),
             u"booked [\"2026-07-01 13:00:00+00\",\"2026-07-04 09:00:00+00\")"_s);
    QCOMPARE(m_world->look(u"SELECT quote->'total'->>'amount_minor' FROM booking"_s)->toString(), u"300000"_s);
}

void TestBookingService::requestHoldsNothingUnlessTheListingSaysSo()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto first = book(*home, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(first);
    QCOMPARE(first->booking.status, BookingStatus::Pending);
    QVERIFY(first->booking.unit.isNull());
    QCOMPARE(first->booking.expiresAt, m_world->clock().nowUtc().addSecs(24 * 3600));
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 4}));
}

void TestBookingService::heldRequestTakesItsNights()
{
    const auto home = m_world->addHome(m_host, m_held);
    EXPECT_OK(home);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 4}));
    QCOMPARE(count(u"claim"_s, u"state = 'held' AND expires_at IS NOT NULL AND booking_id IS NOT NULL"_s), 1);
    EXPECT_ERROR(book(*home, {2026, 7, 3}, {2026, 7, 5}), DatesTaken);
}

void TestBookingService::takenNightsAreRefusedWithoutAHintOfWho()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 4}));
    const auto refused = book(*home, {2026, 7, 3}, {2026, 7, 5});
    EXPECT_ERROR(refused, DatesTaken);
    QVERIFY(refused.error().details.isEmpty());
    QCOMPARE(count(u"booking"_s), 1);
    QCOMPARE(count(u"claim"_s), 1);
}

void TestBookingService::adjoiningStaysFollowOneAnother()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(book(*home, {2026, 3, 28}, {2026, 3, 29})); // the night on which the clocks go forward
    EXPECT_OK(book(*home, {2026, 3, 29}, {2026, 3, 30}));
    EXPECT_OK(book(*home, {2026, 3, 27}, {2026, 3, 28}));
    EXPECT_ERROR(book(*home, {2026, 3, 28}, {2026, 3, 30}), DatesTaken);
}

void TestBookingService::stayRulesAreChecked()
{
    const auto home = m_world->addHome(m_host, {{u"min_nights"_s, 2}, {u"max_nights"_s, 5}, {u"max_guests"_s, 2}});
    EXPECT_OK(home);
    const auto tooShort = book(*home, {2026, 7, 1}, {2026, 7, 2});
    EXPECT_ERROR(tooShort, StayRuleBroken);
    QCOMPARE(tooShort.error().details.value(u"rule").toString(), u"min_nights"_s);
    EXPECT_ERROR(book(*home, {2026, 7, 1}, {2026, 7, 9}), StayRuleBroken);
    EXPECT_ERROR(
        m_bookings.book(m_world->context(), m_guest, stayRequest(home->listing, {{2026, 7, 1}, {2026, 7, 4}}, 3)),
        StayRuleBroken);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 6}));
}

void TestBookingService::nearestDatesCanBeBookedInOneUnit()
{
    const auto home = m_world->addHome(m_host, {{u"min_nights"_s, 2}}, 2);
    EXPECT_OK(home);
    // Each night from 30 June to 4 July is free in one of the two, and no two of them in the same one.
    const CalendarService calendar;
    for (int day = 0; day < 5; ++day) {
        const QDate night = QDate(2026, 6, 30).addDays(day);
        EXPECT_OK(calendar.block(m_world->context(), m_host,
                                 {{}, home->listing, home->units[day % 2], {night, night.addDays(1)}, {}}));
    }
    const auto refused = book(*home, {2026, 7, 2}, {2026, 7, 3});
    EXPECT_ERROR(refused, StayRuleBroken);
    const QJsonArray nearest = refused.error().details.value("nearest"_L1).toArray();
    QCOMPARE(nearest.size(), 3);
    auto read = TenantTransaction::beginRead(m_world->context(), m_host.tenant, m_guest.user);
    EXPECT_OK(read);
    for (const QJsonValue &dates : nearest) {
        const auto stay = StayDates::parse(dates["check_in"_L1].toString(), dates["check_out"_L1].toString());
        EXPECT_OK(stay);
        const Caller guest{m_guest.user, {}, m_host.tenant, std::nullopt};
        EXPECT_OK(ReservationPlanner().plan(m_world->context(), guest, stayRequest(home->listing, *stay).wish));
    }
}

void TestBookingService::pastIsThePropertysPast()
{
    const auto far = m_world->addHost(u"Tama"_s, u"Pacific/Kiritimati"_s);
    EXPECT_OK(far);
    const auto home = m_world->addHome(*far);
    EXPECT_OK(home);
    // 11:00 UTC on 1 March is already 2 March there.
    m_world->clock().set(QDateTime({2026, 3, 1}, {11, 0}, Qt::UTC));
    EXPECT_ERROR(book(*home, {2026, 3, 1}, {2026, 3, 3}), StayRuleBroken);
    EXPECT_OK(book(*home, {2026, 3, 2}, {2026, 3, 3}));
}

void TestBookingService::unpublishedListingCantBeBooked()
{
    const auto home = m_world->addHome(m_host, {{u"status"_s, u"unpublished"_s}});
    EXPECT_OK(home);
    EXPECT_ERROR(book(*home, {2026, 7, 1}, {2026, 7, 4}), ListingUnavailable);
    EXPECT_ERROR(book({ListingId::create(), {}}, {2026, 7, 1}, {2026, 7, 4}), ListingUnavailable);
}

void TestBookingService::visitorMustLogIn()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_ERROR(book(Caller(), *home, {2026, 7, 1}, {2026, 7, 4}), Unauthenticated);
}

void TestBookingService::contactIsMadeOnceAndReused()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(book(*home, {2026, 8, 1}, {2026, 8, 4}));
    QCOMPARE(count(u"contact"_s, u"name = 'Ravi' AND user_id = '%1'"_s.arg(m_guest.user.toString())), 1);
    QCOMPARE(m_world->look(u"SELECT count(DISTINCT contact_id) FROM booking"_s)->toInt(), 1);
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(other);
    const auto elsewhere = m_world->addHome(*other);
    EXPECT_OK(elsewhere);
    EXPECT_OK(book(*elsewhere, {2026, 7, 1}, {2026, 7, 4}));
    QCOMPARE(count(u"contact"_s), 2);
}

void TestBookingService::sameIdTwiceIsRefused()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const BookingRequest request = stayRequest(home->listing, {{2026, 7, 1}, {2026, 7, 4}}, 1, {}, BookingId::create());
    EXPECT_OK(m_bookings.book(m_world->context(), m_guest, request));
    BookingRequest later = request;
    std::get<StayWish>(later.wish.what).dates = {{2026, 8, 1}, {2026, 8, 4}};
    EXPECT_ERROR(m_bookings.book(m_world->context(), m_guest, later), AlreadyExists);
    QCOMPARE(count(u"claim"_s), 1);
}

void TestBookingService::acceptingDeclinesTheRivalsWhoseNightsItTakes()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto wanted = book(*home, {2026, 7, 1}, {2026, 7, 5});
    const auto overlapping = book(*home, {2026, 7, 4}, {2026, 7, 8});
    const auto adjoining = book(*home, {2026, 7, 5}, {2026, 7, 8});
    EXPECT_OK(wanted);
    EXPECT_OK(overlapping);
    EXPECT_OK(adjoining);
    const auto accepted = m_bookings.accept(m_world->context(), m_host, wanted->booking.id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->booking.status, BookingStatus::Confirmed);
    QCOMPARE(accepted->booking.revision, 2);
    QCOMPARE(accepted->declined, QList{overlapping->booking.id});
    QCOMPARE(count(u"booking"_s, u"status = 'declined'"_s), 1);
    QCOMPARE(count(u"booking"_s, u"status = 'pending' AND id = '%1'"_s.arg(adjoining->booking.id.toString())), 1);
    QCOMPARE(count(u"claim"_s), 1);
}

void TestBookingService::rivalsWithAnotherUnitFreeStay()
{
    const auto home = m_world->addHome(m_host, m_onRequest, 2);
    EXPECT_OK(home);
    QList<BookingId> requests;
    for (int i = 0; i < 3; ++i) {
        const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
        EXPECT_OK(made);
        requests << made->booking.id;
    }
    const auto first = m_bookings.accept(m_world->context(), m_host, requests[0]);
    EXPECT_OK(first);
    QVERIFY(first->declined.isEmpty());
    const auto second = m_bookings.accept(m_world->context(), m_host, requests[1]);
    EXPECT_OK(second);
    QCOMPARE(second->declined, QList{requests[2]});
    QVERIFY(first->booking.unit != second->booking.unit);
}

void TestBookingService::acceptingTakenNightsNamesWhatStandsThere()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto wanted = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(wanted);
    EXPECT_OK(CalendarService().block(m_world->context(), m_host,
                                      {BlockId(), home->listing, UnitId(), {{2026, 7, 3}, {2026, 7, 10}}, {}}));
    const auto refused = m_bookings.accept(m_world->context(), m_host, wanted->booking.id);
    EXPECT_ERROR(refused, DatesTaken);
    const QJsonArray taken = refused.error().details.value(u"taken").toArray();
    QCOMPARE(taken,
             (QJsonArray{QJsonObject{
                 {u"check_in"_s, u"2026-07-03"_s}, {u"check_out"_s, u"2026-07-10"_s}, {u"kind"_s, u"block"_s}}}));
    QCOMPARE(count(u"booking"_s, u"status = 'pending' AND revision = 1"_s), 1);
}

void TestBookingService::acceptingAHeldRequestKeepsItsUnit()
{
    const auto home = m_world->addHome(m_host, m_held, 3);
    EXPECT_OK(home);
    const auto held = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(held);
    const auto accepted = m_bookings.accept(m_world->context(), m_host, held->booking.id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->booking.unit, held->booking.unit);
    QCOMPARE(count(u"claim"_s, u"state = 'booked' AND expires_at IS NULL"_s), 1);
    QCOMPARE(count(u"claim"_s), 1);
}

void TestBookingService::lateAnswerIsRefused()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    m_world->clock().advanceMs(24 * 3600 * 1000);
    EXPECT_ERROR(m_bookings.accept(m_world->context(), m_host, made->booking.id), HoldExpired);
    QCOMPARE(count(u"claim"_s), 0);
}

void TestBookingService::secondDecisionFindsTheBookingChanged()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_OK(m_bookings.accept(m_world->context(), m_host, made->booking.id, 1));
    const auto second = m_bookings.decline(m_world->context(), m_host, made->booking.id, 1);
    EXPECT_ERROR(second, BookingChanged);
    QCOMPARE(second.error().details.value(u"status").toString(), u"confirmed"_s);
    QCOMPARE(second.error().details.value(u"revision").toInt(), 2);
    EXPECT_ERROR(m_bookings.decline(m_world->context(), m_host, made->booking.id), InvalidTransition);
}

void TestBookingService::decliningFreesTheHold()
{
    const auto home = m_world->addHome(m_host, m_held);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_OK(m_bookings.decline(m_world->context(), m_host, made->booking.id));
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 5}));
}

void TestBookingService::cancellingFreesTheNights()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    const auto cancelled = m_bookings.cancel(m_world->context(), m_host, made->booking.id);
    EXPECT_OK(cancelled);
    QCOMPARE(cancelled->booking.status, BookingStatus::Cancelled);
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 5}));
}

void TestBookingService::stayThatIsOverCantBeCancelled()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    m_world->clock().set(QDateTime({2026, 7, 5}, {9, 0}, Qt::UTC)); // 11:00 in Oslo
    EXPECT_ERROR(m_bookings.cancelAsGuest(m_world->context(), m_guest, made->booking.id), InvalidTransition);
    m_world->clock().set(QDateTime({2026, 7, 5}, {8, 59}, Qt::UTC));
    EXPECT_OK(m_bookings.cancelAsGuest(m_world->context(), m_guest, made->booking.id));
}

void TestBookingService::guestWithdrawsAndCancelsOnlyTheirOwn()
{
    const auto onRequest = m_world->addHome(m_host, m_onRequest);
    const auto instant = m_world->addHome(m_host);
    const auto stranger = m_world->addGuest(u"Mallory"_s);
    EXPECT_OK(onRequest);
    EXPECT_OK(instant);
    EXPECT_OK(stranger);
    const auto request = book(*onRequest, {2026, 7, 1}, {2026, 7, 5});
    const auto stay = book(*instant, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(request);
    EXPECT_OK(stay);
    EXPECT_ERROR(m_bookings.withdraw(m_world->context(), *stranger, request->booking.id), NotFound);
    EXPECT_ERROR(m_bookings.cancelAsGuest(m_world->context(), *stranger, stay->booking.id), NotFound);
    EXPECT_ERROR(m_bookings.cancelAsGuest(m_world->context(), m_guest, request->booking.id), InvalidTransition);
    EXPECT_ERROR(m_bookings.accept(m_world->context(), m_guest, request->booking.id), Forbidden);
    EXPECT_OK(m_bookings.withdraw(m_world->context(), m_guest, request->booking.id));
    EXPECT_OK(m_bookings.cancelAsGuest(m_world->context(), m_guest, stay->booking.id));
    QCOMPARE(count(u"booking"_s, u"status IN ('withdrawn', 'cancelled')"_s), 2);
}

void TestBookingService::staffCantDecide()
{
    const auto staff = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(staff);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_ERROR(m_bookings.accept(m_world->context(), *staff, made->booking.id), Forbidden);
    const auto manager = m_world->addMember(m_host, u"Kari"_s, Role::Manager);
    EXPECT_OK(manager);
    EXPECT_OK(m_bookings.accept(m_world->context(), *manager, made->booking.id));
}

void TestBookingService::noShowFreesTheRestOnceTheStayHasBegun()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_ERROR(m_bookings.markNoShow(m_world->context(), m_host, made->booking.id), InvalidTransition);
    m_world->clock().set(QDateTime({2026, 7, 2}, {10, 0}, Qt::UTC));
    EXPECT_OK(m_bookings.markNoShow(m_world->context(), m_host, made->booking.id));
    QCOMPARE(count(u"claim"_s), 0);
}

void TestBookingService::sweepExpiresRequestsAndFreesTheirHolds()
{
    const auto held = m_world->addHome(m_host, m_held);
    EXPECT_OK(held);
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(other);
    const auto loose = m_world->addHome(*other, m_onRequest);
    EXPECT_OK(loose);
    EXPECT_OK(book(*held, {2026, 7, 1}, {2026, 7, 5}));
    EXPECT_OK(book(*loose, {2026, 7, 1}, {2026, 7, 5}));
    QCOMPARE(*m_bookings.expireDueRequests(m_world->context()), 0);
    m_world->clock().advanceMs(12 * 3600 * 1000);
    EXPECT_OK(book(*loose, {2026, 8, 1}, {2026, 8, 5}));
    m_world->clock().advanceMs(12 * 3600 * 1000);
    const auto expired = m_bookings.expireDueRequests(m_world->context());
    EXPECT_OK(expired);
    QCOMPARE(*expired, 2);
    QCOMPARE(count(u"booking"_s, u"status = 'expired'"_s), 2);
    QCOMPARE(count(u"booking"_s, u"status = 'pending'"_s), 1);
    QCOMPARE(count(u"claim"_s), 0);
    QCOMPARE(count(u"audit_entry"_s, u"action = 'booking.expire'"_s), 2);
    QCOMPARE(*m_bookings.expireDueRequests(m_world->context()), 0);
}

void TestBookingService::expiredHoldMakesRoomBeforeTheSweep()
{
    const auto home = m_world->addHome(m_host, m_held);
    EXPECT_OK(home);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 5}));
    m_world->clock().advanceMs(24 * 3600 * 1000);
    const auto next = book(*home, {2026, 7, 4}, {2026, 7, 6});
    EXPECT_OK(next);
    QCOMPARE(count(u"claim"_s), 1);
    QCOMPARE(count(u"claim"_s, u"booking_id = '%1'"_s.arg(next->booking.id.toString())), 1);
}

void TestBookingService::sweepCompletesPastStaysOfAllTenants()
{
    const auto home = m_world->addHome(m_host, {{u"preparation_days"_s, 1}});
    const auto other = m_world->addHost(u"Amina"_s, u"America/Los_Angeles"_s);
    EXPECT_OK(home);
    EXPECT_OK(other);
    const auto far = m_world->addHome(*other);
    EXPECT_OK(far);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 5}));
    EXPECT_OK(book(*far, {2026, 7, 1}, {2026, 7, 5}));
    EXPECT_OK(book(*far, {2026, 7, 6}, {2026, 7, 8}));
    m_world->clock().set(QDateTime({2026, 7, 5}, {17, 59}, Qt::UTC)); // 10:59 in Los Angeles
    QCOMPARE(*m_bookings.completePastStays(m_world->context()), 0);
    m_world->clock().set(QDateTime({2026, 7, 5}, {18, 0}, Qt::UTC));
    QCOMPARE(*m_bookings.completePastStays(m_world->context()), 1);
    m_world->clock().set(QDateTime({2026, 7, 6}, {9, 0}, Qt::UTC)); // 11:00 in Oslo, a day of preparation later
    QCOMPARE(*m_bookings.completePastStays(m_world->context()), 1);
    QCOMPARE(count(u"booking"_s, u"status = 'completed'"_s), 2);
    QCOMPARE(count(u"claim"_s, u"upper(during) > '2026-07-06T09:00:00Z'"_s), 1);
}

void TestBookingService::bestUnitLeavesTheFewestGaps()
{
    const auto home = m_world->addHome(m_host, {{u"min_nights"_s, 2}}, 2);
    EXPECT_OK(home);
    const auto block = [&](int unit, const QDate &from, const QDate &to) {
        return CalendarService().block(m_world->context(), m_host,
                                       {BlockId(), home->listing, home->units[unit], {from, to}, {}});
    };
    EXPECT_OK(block(0, {2026, 7, 1}, {2026, 7, 9}));  // would leave one night that nobody can book
    EXPECT_OK(block(1, {2026, 7, 1}, {2026, 7, 10})); // fits without a gap
    const auto made = book(*home, {2026, 7, 10}, {2026, 7, 14});
    EXPECT_OK(made);
    QCOMPARE(made->booking.unit, home->units[1]);
}

void TestBookingService::failedDecisionLeavesTheCallersTransactionAlive()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto one = book(*home, {2026, 7, 1}, {2026, 7, 5});
    const auto two = book(*home, {2026, 8, 1}, {2026, 8, 5});
    EXPECT_OK(one);
    EXPECT_OK(two);
    {
        auto outer = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
        EXPECT_OK(outer);
        EXPECT_OK(CalendarService().block(m_world->context(), m_host,
                                          {BlockId(), home->listing, UnitId(), {{2026, 7, 1}, {2026, 7, 3}}, {}}));
        EXPECT_ERROR(m_bookings.accept(m_world->context(), m_host, one->booking.id), DatesTaken);
        EXPECT_ERROR(CalendarService().block(m_world->context(), m_host,
                                             {BlockId(), home->listing, UnitId(), {{2026, 7, 2}, {2026, 7, 4}}, {}}),
                     DatesTaken);
        EXPECT_OK(m_bookings.accept(m_world->context(), m_host, two->booking.id));
        EXPECT_OK(outer->commit());
    }
    QCOMPARE(count(u"claim"_s), 2);
    QCOMPARE(count(u"block"_s), 1);
    QCOMPARE(m_world
                 ->look(u"SELECT count(DISTINCT version) FROM (SELECT version FROM block UNION ALL SELECT version "
                        "FROM booking WHERE status = 'confirmed') AS written"_s)
                 ->toInt(),
             1);
}

void TestBookingService::everyTransitionIsInTheAuditTrail()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_OK(book(*home, {2026, 7, 1}, {2026, 7, 5}));
    EXPECT_OK(m_bookings.accept(m_world->context(), m_host, made->booking.id));
    EXPECT_OK(m_bookings.cancel(m_world->context(), m_host, made->booking.id));
    QCOMPARE(
        m_world
            ->look(u"SELECT string_agg(action || ':' || coalesce(from_state, '') || '>' || to_state, ' ' ORDER BY id) "
                   "FROM audit_entry WHERE entity = 'booking'"_s)
            ->toString(),
        u"booking.request:>pending booking.request:>pending booking.accept:pending>confirmed "
        "booking.decline:pending>declined booking.cancel:confirmed>cancelled"_s);
}

void TestBookingService::otherTenantsBookingsDontExist()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    const auto other = m_world->addHost(u"Amina"_s);
    EXPECT_OK(home);
    EXPECT_OK(other);
    const auto made = book(*home, {2026, 7, 1}, {2026, 7, 5});
    EXPECT_OK(made);
    EXPECT_ERROR(m_bookings.accept(m_world->context(), *other, made->booking.id), NotFound);
    EXPECT_ERROR(m_bookings.decline(m_world->context(), *other, made->booking.id), NotFound);
    const auto read = BookingQueries().readForTenant(m_world->context(), *other, made->booking.id);
    EXPECT_OK(read);
    QVERIFY(!*read);
    QCOMPARE(BookingQueries().listForTenant(m_world->context(), *other, {}, {})->size(), 0);
}

void TestBookingService::lists()
{
    const auto home = m_world->addHome(m_host, m_onRequest);
    EXPECT_OK(home);
    QList<BookingId> ids;
    for (int month = 4; month <= 8; ++month) {
        const auto made = book(*home, {2026, month, 1}, {2026, month, 5});
        EXPECT_OK(made);
        ids << made->booking.id;
    }
    EXPECT_OK(m_bookings.decline(m_world->context(), m_host, ids[1]));
    const BookingQueries queries;
    const auto first = queries.listForTenant(m_world->context(), m_host, {}, {2, {}});
    EXPECT_OK(first);
    QCOMPARE(first->size(), 2);
    QCOMPARE(first->last().key, (QStringList{u"2026-05-01"_s, ids[1].toString()}));
    const auto rest = queries.listForTenant(m_world->context(), m_host, {}, {10, first->last().key});
    EXPECT_OK(rest);
    QCOMPARE(rest->size(), 3);
    const auto declined = queries.listForTenant(m_world->context(), m_host, {BookingStatus::Declined, {}, {}, {}}, {});
    QCOMPARE(declined->size(), 1);
    const auto may = queries.listForTenant(m_world->context(), m_host, {{}, {}, {2026, 5, 4}, {2026, 6, 1}}, {});
    QCOMPARE(may->size(), 1);
    const auto none = queries.listForTenant(m_world->context(), m_host, {{}, {}, {2026, 5, 5}, {2026, 6, 1}}, {});
    QCOMPARE(none->size(), 0);
    const auto own = queries.listForGuest(m_world->context(), m_guest, {2, {}});
    EXPECT_OK(own);
    QCOMPARE(own->first().key.last(), ids.last().toString());
    QCOMPARE(queries.listForGuest(m_world->context(), m_guest, {10, own->last().key})->size(), 3);
    const auto one = queries.readForGuest(m_world->context(), m_guest, ids[0]);
    QVERIFY(*one && (*one)->contains("\"amount_minor\""));
    QVERIFY(!(*one)->contains("contact"));
}

QTEST_GUILESS_MAIN(TestBookingService)
#include "TestBookingService.moc"
