// Holds against a real Postgres: kept, renewed, extended once, released, confirmed, taken over when they ran out.
#include "server/reservations/HoldService.h"

#include "server/reservations/BookingMaker.h"
#include "server/reservations/CalendarService.h"
#include "storage/Transaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestHolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void holdKeepsWhatWasPlanned();
    void onlyTheTokensHashIsKept();
    void loserIsToldWhenTheHoldEnds();
    void loserOfABookingIsToldNothing();
    void soonestEndOfSeveralUnitsIsTold();
    void sameHolderRenews();
    void renewalOfOtherDatesFreesTheRest();
    void failedRenewalLeavesTheHold();
    void otherHoldersDontExist();
    void wrongTokenIsRefused();
    void confirmMakesTheBooking();
    void confirmedOneIsUsed();
    void confirmKeepsThePriceOfTheHold();
    void confirmOnRequestWaitsForTheHost();
    void confirmWithAUsedIdChangesNothing();
    void extendsOnce();
    void extensionFollowsTheTenantsSetting();
    void releaseFreesAtOnce();
    void releasedOneHasEnded();
    void expiredOneCantBeUsed();
    void expiredOneIsTakenOverAtOnce();
    void takenOverHoldIsOverForSlowClocksToo();
    void takenOverRequestKeepsNothingForSlowClocksEither();
    void blockMayNotCutAHold();
    void severalUnitsAllOrNone();
    void seatsAllOrNone();
    void placesOfTwoHolders();
    void acceptedSeatsDeclineTheirRivals();
    void slotIsHeldWithItsStaff();
    void tooManyHoldsAreRefused();
    void appHoldsOfItsOwnTenantAlone();
    void tidyEndsExpiredAndForgetsOld();
    void failedHoldLeavesTheCallersTransactionAlive();
    void holdDoesntAdvanceTheScope();
    void badTokensAndIds();

private:
    Wish nights(const QDate &from, const QDate &to, int units = 1) const;
    Wish seats(const QList<int> &numbers) const;
    Holder guest() const { return Holder::ofUser(m_guest.user); }
    Holder other() const { return Holder::ofUser(m_other.user); }
    Result<NewHold> hold(const Holder &holder, const Wish &wish)
    {
        return m_holds.hold(m_world->context(), holder, wish);
    }
    Result<BookingDecision> confirm(const Holder &holder, const NewHold &held, const BookingId &id = {})
    {
        return m_holds.confirm(m_world->context(), holder, held.hold.id, held.token, {}, id);
    }
    Result<void> release(const Holder &holder, const NewHold &held)
    {
        return m_holds.release(m_world->context(), holder, held.hold.id, held.token);
    }
    void addHome(const QJsonObject &fields = {}, int units = 1);
    void pass(int seconds) { m_world->clock().advanceMs(1000LL * seconds); }
    qint64 count(const QString &table, const QString &where = u"true"_s);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    Caller m_other;
    HostWorld::Home m_home;
    HostWorld::Show m_show;
    HoldService m_holds;
};

void TestHolds::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_other = *m_world->addGuest(u"Mina"_s);
}

void TestHolds::addHome(const QJsonObject &fields, int units)
{
    const auto home = m_world->addHome(m_host, fields, units);
    EXPECT_OK(home);
    m_home = *home;
}

Wish TestHolds::nights(const QDate &from, const QDate &to, int units) const
{
    return Wish{StayWish{m_home.listing, {from, to}, 1, 0, units, {}}, {}, {}};
}

Wish TestHolds::seats(const QList<int> &numbers) const
{
    SeatWish wish{m_show.session, {}, 0, {}};
    for (const int number : numbers)
        wish.seats << m_show.seats.at(number);
    return Wish{wish, {}, {}};
}

qint64 TestHolds::count(const QString &table, const QString &where)
{
    const auto found = m_world->look(u"SELECT count(*) FROM "_s + table + u" WHERE "_s + where);
    return found ? found->toLongLong() : -1;
}

void TestHolds::holdKeepsWhatWasPlanned()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    QCOMPARE(held->hold.expiresAt, m_world->clock().nowUtc().addSecs(120));
    QCOMPARE(held->hold.agreement.quote.value("total"_L1)["amount_minor"_L1].toInteger(), 300'000);
    QCOMPARE(held->hold.agreement.items.size(), 1);
    QCOMPARE(m_world->look(u"SELECT state || ' ' || role || ' ' || during::text FROM claim"_s)->toString(),
             u"held unit [\"2026-07-01 13:00:00+00\",\"2026-07-04 09:00:00+00\")"_s);
    const auto read = m_holds.read(m_world->context(), guest(), held->hold.id);
    EXPECT_OK(read);
    QCOMPARE(read->toJson(m_world->clock().nowUtc()), held->hold.toJson(m_world->clock().nowUtc()));
    QCOMPARE(read->toJson(m_world->clock().nowUtc()).value("expires_in"_L1).toInt(), 120);
}

void TestHolds::onlyTheTokensHashIsKept()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    QCOMPARE(QByteArray::fromBase64(held->token.toLatin1(), QByteArray::Base64UrlEncoding).size(), 32);
    QCOMPARE(count(u"hold"_s, u"to_jsonb(hold)::text LIKE '%"_s + held->token + u"%'"_s), 0);
    QCOMPARE(count(u"hold"_s, u"token_hash = sha256('"_s + held->token + u"'::bytea)"_s), 1);
}

void TestHolds::loserIsToldWhenTheHoldEnds()
{
    addHome();
    EXPECT_OK(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4})));
    pass(33);
    const auto refused = hold(other(), nights({2026, 7, 3}, {2026, 7, 5}));
    EXPECT_ERROR(refused, DatesTaken);
    const QJsonObject expected{{u"hold_ends_at"_s, m_world->clock().nowUtc().addSecs(87).toString(Qt::ISODateWithMs)},
                               {u"retry_after"_s, 87}};
    QCOMPARE(refused.error().details, expected);
}

void TestHolds::loserOfABookingIsToldNothing()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(confirm(guest(), *held));
    const auto refused = hold(other(), nights({2026, 7, 3}, {2026, 7, 5}));
    EXPECT_ERROR(refused, DatesTaken);
    QVERIFY(refused.error().details.isEmpty());
}

void TestHolds::soonestEndOfSeveralUnitsIsTold()
{
    addHome({}, 3);
    const auto first = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(first);
    EXPECT_OK(confirm(guest(), *first));
    EXPECT_OK(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4})));
    pass(10);
    EXPECT_OK(hold(Holder::ofUser(m_host.user), nights({2026, 7, 1}, {2026, 7, 4})));
    const auto one = hold(other(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_ERROR(one, DatesTaken);
    QCOMPARE(one.error().details.value("retry_after"_L1).toInt(), 110);
    const auto two = hold(other(), nights({2026, 7, 1}, {2026, 7, 4}, 2));
    EXPECT_ERROR(two, DatesTaken);
    QCOMPARE(two.error().details.value("retry_after"_L1).toInt(), 120);
    const auto three = hold(other(), nights({2026, 7, 1}, {2026, 7, 4}, 3));
    EXPECT_ERROR(three, DatesTaken);
    QVERIFY(three.error().details.isEmpty());
}

void TestHolds::sameHolderRenews()
{
    addHome();
    const auto first = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(first);
    pass(60);
    const auto second = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(second);
    QVERIFY(second->token != first->token);
    QCOMPARE(second->hold.expiresAt, first->hold.expiresAt.addSecs(60));
    QCOMPARE(count(u"claim"_s), 1);
    EXPECT_ERROR(confirm(guest(), *first), HoldExpired);
    EXPECT_OK(confirm(guest(), *second));
}

void TestHolds::renewalOfOtherDatesFreesTheRest()
{
    addHome();
    EXPECT_OK(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4})));
    EXPECT_OK(hold(guest(), nights({2026, 7, 3}, {2026, 7, 6})));
    EXPECT_OK(hold(other(), nights({2026, 7, 1}, {2026, 7, 3})));
    // Other nights of the same listing are another thing.
    EXPECT_OK(hold(guest(), nights({2026, 8, 1}, {2026, 8, 3})));
    QCOMPARE(count(u"hold"_s, u"ended_at IS NULL"_s), 3);
}

void TestHolds::failedRenewalLeavesTheHold()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(hold(other(), nights({2026, 7, 4}, {2026, 7, 6})));
    EXPECT_ERROR(hold(guest(), nights({2026, 7, 1}, {2026, 7, 5})), DatesTaken);
    EXPECT_OK(confirm(guest(), *held));
}

void TestHolds::otherHoldersDontExist()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_ERROR(m_holds.read(m_world->context(), other(), held->hold.id), NotFound);
    EXPECT_ERROR(m_holds.extend(m_world->context(), other(), held->hold.id, held->token), NotFound);
    EXPECT_ERROR(release(other(), *held), NotFound);
    EXPECT_ERROR(confirm(other(), *held), NotFound);
    EXPECT_ERROR(confirm(Holder::ofUser(UserId()), *held), NotFound);
    EXPECT_ERROR(hold(Holder::ofUser(UserId()), nights({2026, 8, 1}, {2026, 8, 4})), Unauthenticated);
    QCOMPARE(count(u"booking"_s), 0);
}

void TestHolds::wrongTokenIsRefused()
{
    addHome({}, 2);
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    const auto elsewhere = hold(other(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(elsewhere);
    NewHold mixed = *held;
    mixed.token = elsewhere->token;
    EXPECT_ERROR(confirm(guest(), mixed), NotFound);
    EXPECT_ERROR(release(guest(), mixed), NotFound);
    EXPECT_ERROR(m_holds.extend(m_world->context(), guest(), mixed.hold.id, mixed.token), NotFound);
    QCOMPARE(count(u"claim"_s, u"state = 'held'"_s), 2);
}

void TestHolds::confirmMakesTheBooking()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    BookingParty party;
    party.message = u"Late arrival"_s;
    const auto made = m_holds.confirm(m_world->context(), guest(), held->hold.id, held->token, party);
    EXPECT_OK(made);
    QCOMPARE(made->booking.status, BookingStatus::Confirmed);
    QCOMPARE(made->booking.unit, m_home.units.first());
    QCOMPARE(count(u"claim"_s, u"state = 'booked' AND hold_id IS NULL AND expires_at IS NULL AND booking_id = '"_s +
                                   made->booking.id.toString() + u"'"_s),
             1);
    QCOMPARE(count(u"booking"_s,
                   u"message = 'Late arrival' AND policy->>'preset' = 'flexible' AND wish->>'check_in' = '2026-07-01' "
                   "AND items->0->>'role' = 'unit' AND contact_id IS NOT NULL AND total_minor = 300000"_s),
             1);
    QCOMPARE(count(u"audit_entry"_s, u"action = 'booking.request' AND to_state = 'confirmed'"_s), 1);
    QCOMPARE(count(u"hold"_s, u"end_reason = 'confirmed' AND booking_id IS NOT NULL"_s), 1);
}

void TestHolds::confirmedOneIsUsed()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    const auto made = confirm(guest(), *held);
    EXPECT_OK(made);
    const auto again = confirm(guest(), *held);
    EXPECT_ERROR(again, HoldUsed);
    QCOMPARE(again.error().details.value("booking_id"_L1).toString(), made->booking.id.toString());
    EXPECT_ERROR(release(guest(), *held), HoldUsed);
    EXPECT_ERROR(m_holds.extend(m_world->context(), guest(), held->hold.id, held->token), HoldUsed);
    QCOMPARE(count(u"booking"_s), 1);
}

void TestHolds::confirmKeepsThePriceOfTheHold()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"base_price_minor"_s, 999'900}}));
    const auto made = confirm(guest(), *held);
    EXPECT_OK(made);
    QCOMPARE(made->booking.totalMinor, std::optional<qint64>(300'000));
}

void TestHolds::confirmOnRequestWaitsForTheHost()
{
    addHome({{u"instant_book"_s, false}});
    const auto loose = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(loose);
    const auto pending = confirm(guest(), *loose);
    EXPECT_OK(pending);
    QCOMPARE(pending->booking.status, BookingStatus::Pending);
    QCOMPARE(count(u"claim"_s), 0);

    addHome({{u"instant_book"_s, false}, {u"hold_pending"_s, true}});
    const auto kept = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(kept);
    const auto waiting = confirm(guest(), *kept);
    EXPECT_OK(waiting);
    QCOMPARE(waiting->booking.status, BookingStatus::Pending);
    QCOMPARE(count(u"claim"_s, u"state = 'held' AND hold_id IS NULL AND booking_id IS NOT NULL"_s), 1);
    EXPECT_OK(BookingService().accept(m_world->context(), m_host, waiting->booking.id));
    QCOMPARE(count(u"claim"_s, u"state = 'booked'"_s), 1);
}

void TestHolds::confirmWithAUsedIdChangesNothing()
{
    addHome();
    const auto first = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(first);
    const BookingId id = BookingId::create();
    EXPECT_OK(confirm(guest(), *first, id));
    const auto second = hold(guest(), nights({2026, 8, 1}, {2026, 8, 4}));
    EXPECT_OK(second);
    EXPECT_ERROR(confirm(guest(), *second, id), AlreadyExists);
    EXPECT_OK(confirm(guest(), *second));
}

void TestHolds::extendsOnce()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    pass(100);
    const auto extended = m_holds.extend(m_world->context(), guest(), held->hold.id, held->token);
    EXPECT_OK(extended);
    QCOMPARE(extended->expiresAt, m_world->clock().nowUtc().addSecs(120));
    QCOMPARE(extended->toJson(m_world->clock().nowUtc()).value("can_extend"_L1).toBool(), false);
    EXPECT_ERROR(m_holds.extend(m_world->context(), guest(), held->hold.id, held->token), HoldAlreadyExtended);
    pass(119);
    EXPECT_ERROR(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})), DatesTaken);
    EXPECT_OK(confirm(guest(), *held));
}

void TestHolds::extensionFollowsTheTenantsSetting()
{
    addHome();
    EXPECT_OK(m_world->change(u"SELECT set_config('roost.version', '9', false); "
                              "UPDATE tenant SET settings = '{\"hold_seconds\": 600}'"_s));
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    QCOMPARE(held->hold.expiresAt, m_world->clock().nowUtc().addSecs(600));
    EXPECT_OK(m_world->change(u"UPDATE tenant SET settings = '{\"hold_seconds\": 99999}'"_s));
    const auto longest = hold(guest(), nights({2026, 8, 1}, {2026, 8, 4}));
    EXPECT_OK(longest);
    QCOMPARE(longest->hold.expiresAt, m_world->clock().nowUtc().addSecs(1800));
    EXPECT_OK(m_world->change(u"UPDATE tenant SET settings = '{\"hold_seconds\": 1}'"_s));
    const auto shortest = hold(guest(), nights({2026, 9, 1}, {2026, 9, 4}));
    EXPECT_OK(shortest);
    QCOMPARE(shortest->hold.expiresAt, m_world->clock().nowUtc().addSecs(10));
}

void TestHolds::releaseFreesAtOnce()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(release(guest(), *held));
    QCOMPARE(count(u"claim"_s), 0);
    EXPECT_OK(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})));
}

void TestHolds::releasedOneHasEnded()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(release(guest(), *held));
    EXPECT_ERROR(release(guest(), *held), HoldExpired);
    EXPECT_ERROR(confirm(guest(), *held), HoldExpired);
    const auto read = m_holds.read(m_world->context(), guest(), held->hold.id);
    EXPECT_OK(read);
    QCOMPARE(read->status(m_world->clock().nowUtc()), u"released"_s);
}

void TestHolds::expiredOneCantBeUsed()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    pass(120);
    EXPECT_ERROR(confirm(guest(), *held), HoldExpired);
    EXPECT_ERROR(release(guest(), *held), HoldExpired);
    EXPECT_ERROR(m_holds.extend(m_world->context(), guest(), held->hold.id, held->token), HoldExpired);
    QCOMPARE(count(u"booking"_s), 0);
}

void TestHolds::expiredOneIsTakenOverAtOnce()
{
    addHome();
    EXPECT_OK(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4})));
    pass(119);
    EXPECT_ERROR(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})), DatesTaken);
    pass(1);
    const auto taken = hold(other(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(taken);
    QCOMPARE(count(u"claim"_s), 1);
    EXPECT_OK(confirm(other(), *taken));
}

void TestHolds::takenOverHoldIsOverForSlowClocksToo()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    pass(121);
    EXPECT_OK(hold(other(), nights({2026, 7, 3}, {2026, 7, 6})));
    pass(-60);
    EXPECT_ERROR(confirm(guest(), *held), HoldExpired);
    QCOMPARE(count(u"booking"_s), 0);
}

void TestHolds::takenOverRequestKeepsNothingForSlowClocksEither()
{
    addHome({{u"instant_book"_s, false}, {u"hold_pending"_s, true}}, 2);
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}, 2));
    EXPECT_OK(held);
    const auto request = confirm(guest(), *held);
    EXPECT_OK(request);
    pass(BookingMaker::kAnswerHours * 3600);
    // One of its two units is gone.
    EXPECT_OK(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})));
    pass(-60);
    EXPECT_ERROR(BookingService().accept(m_world->context(), m_host, request->booking.id), DatesTaken);
    QCOMPARE(count(u"claim"_s, u"state = 'booked'"_s), 0);
}

void TestHolds::blockMayNotCutAHold()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    const NewBlock block{{}, m_home.listing, {}, {{2026, 7, 2}, {2026, 7, 3}}, {}};
    const auto refused = CalendarService().block(m_world->context(), m_host, block);
    EXPECT_ERROR(refused, DatesTaken);
    QCOMPARE(refused.error().details["taken"_L1][0]["kind"_L1].toString(), u"hold"_s);
    pass(120);
    EXPECT_OK(CalendarService().block(m_world->context(), m_host, block));
}

void TestHolds::severalUnitsAllOrNone()
{
    addHome({}, 3);
    EXPECT_OK(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})));
    EXPECT_ERROR(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}, 3)), DatesTaken);
    QCOMPARE(count(u"claim"_s), 1);
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}, 2));
    EXPECT_OK(held);
    QCOMPARE(held->hold.agreement.items.size(), 2);
    const auto made = confirm(guest(), *held);
    EXPECT_OK(made);
    QCOMPARE(made->booking.items.size(), 2);
    QCOMPARE(made->booking.totalMinor, std::optional<qint64>(600'000));
    QCOMPARE(count(u"claim"_s, u"booking_id IS NOT NULL"_s), 2);
}

void TestHolds::seatsAllOrNone()
{
    const auto concert = m_world->addExperience(m_host);
    EXPECT_OK(concert);
    const auto show = m_world->addSession(m_host, *concert, u"2026-07-02T19:00"_s, {{u"places"_s, 8}});
    EXPECT_OK(show);
    m_show = *show;
    EXPECT_OK(hold(other(), seats({7})));
    const auto refused = hold(guest(), seats({0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_ERROR(refused, SeatsTaken);
    QCOMPARE(refused.error().details.value("retry_after"_L1).toInt(), 120);
    QCOMPARE(count(u"claim"_s), 1);
    const auto held = hold(guest(), seats({0, 1, 2, 3}));
    EXPECT_OK(held);
    // Another seat is another thing; one of those held is not.
    EXPECT_OK(hold(guest(), seats({5})));
    QCOMPARE(count(u"hold"_s, u"ended_at IS NULL"_s), 3);
    const auto made = confirm(guest(), *held);
    EXPECT_OK(made);
    QCOMPARE(made->booking.kind, u"experience"_s);
    QCOMPARE(count(u"claim"_s, u"state = 'booked'"_s), 4);
    QCOMPARE(
        count(u"booking"_s, u"session_id IS NOT NULL AND starts_at IS NOT NULL AND jsonb_array_length(items) = 4"_s),
        1);
}

void TestHolds::placesOfTwoHolders()
{
    const auto concert = m_world->addExperience(m_host);
    EXPECT_OK(concert);
    const auto show = m_world->addSession(m_host, *concert, u"2026-07-02T19:00"_s, {{u"places"_s, 3}});
    EXPECT_OK(show);
    const Wish two{SeatWish{show->session, {}, 2, {}}, {}, {}};
    EXPECT_OK(hold(guest(), two));
    EXPECT_ERROR(hold(other(), two), SeatsTaken);
    EXPECT_OK(hold(guest(), two));
    EXPECT_OK(hold(other(), Wish{SeatWish{show->session, {}, 1, {}}, {}, {}}));
    QCOMPARE(count(u"claim"_s), 3);
}

void TestHolds::acceptedSeatsDeclineTheirRivals()
{
    const auto concert = m_world->addExperience(m_host, {{u"instant_book"_s, false}});
    EXPECT_OK(concert);
    const auto show = m_world->addSession(m_host, *concert, u"2026-07-02T19:00"_s, {{u"places"_s, 3}});
    EXPECT_OK(show);
    m_show = *show;
    const auto ask = [this](const Caller &guest, const Wish &wish) {
        return BookingService().book(m_world->context(), guest, {{}, wish, {}});
    };
    const auto first = ask(m_guest, seats({0, 1}));
    EXPECT_OK(first);
    const auto same = ask(m_other, seats({1}));
    EXPECT_OK(same);
    const auto free = ask(m_other, seats({2}));
    EXPECT_OK(free);
    QCOMPARE(first->booking.status, BookingStatus::Pending);
    QCOMPARE(count(u"claim"_s), 0);
    const auto accepted = BookingService().accept(m_world->context(), m_host, first->booking.id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->declined, QList{same->booking.id});
    QCOMPARE(count(u"claim"_s, u"state = 'booked'"_s), 2);
    EXPECT_OK(BookingService().accept(m_world->context(), m_host, free->booking.id));
}

void TestHolds::slotIsHeldWithItsStaff()
{
    const auto massage = m_world->addService(m_host);
    EXPECT_OK(massage);
    EXPECT_OK(m_world->addStaff(m_host, u"Kari"_s));
    const Wish slot{SlotWish{*massage, QDateTime({2026, 7, 2}, {10, 0}, Qt::UTC), {}, 1}, {}, {}};
    const auto held = hold(guest(), slot);
    EXPECT_OK(held);
    const auto refused = hold(other(), slot);
    EXPECT_ERROR(refused, SlotTaken);
    QCOMPARE(refused.error().details.value("retry_after"_L1).toInt(), 120);
    const auto made = confirm(guest(), *held);
    EXPECT_OK(made);
    QCOMPARE(made->booking.kind, u"service"_s);
    QCOMPARE(count(u"claim"_s, u"state = 'booked' AND role = 'staff'"_s), 1);
    EXPECT_ERROR(hold(other(), slot), SlotTaken);
}

void TestHolds::tooManyHoldsAreRefused()
{
    addHome();
    for (int i = 0; i < HoldService::kMostHoldsOfHolder; ++i) {
        const QDate from = QDate(2026, 7, 1).addDays(2 * i);
        EXPECT_OK(hold(guest(), nights(from, from.addDays(1))));
    }
    EXPECT_ERROR(hold(guest(), nights({2026, 9, 1}, {2026, 9, 2})), TooManyRequests);
    // Renewing is no more than before.
    EXPECT_OK(hold(guest(), nights({2026, 7, 1}, {2026, 7, 2})));
    pass(121);
    EXPECT_OK(hold(guest(), nights({2026, 9, 1}, {2026, 9, 2})));
}

void TestHolds::appHoldsOfItsOwnTenantAlone()
{
    addHome();
    const auto stranger = m_world->addHost(u"Knut"_s);
    EXPECT_OK(stranger);
    EXPECT_ERROR(hold(Holder::ofApp(u"tickets"_s, stranger->tenant, u"r1"_s), nights({2026, 7, 1}, {2026, 7, 4})),
                 ListingUnavailable);
    const Holder app = Holder::ofApp(u"tickets"_s, m_host.tenant, u"r1"_s);
    const auto held = hold(app, nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    BookingParty party;
    party.contactName = u"Ola Nordmann"_s;
    party.contactEmail = u"ola@example.org"_s;
    party.source = u"app:tickets"_s;
    const auto made = m_holds.confirm(m_world->context(), app, held->hold.id, held->token, party);
    EXPECT_OK(made);
    QCOMPARE(count(u"booking JOIN contact ON contact.id = contact_id"_s,
                   u"booking.guest_user_id IS NULL AND booking.source = 'app:tickets' AND name = 'Ola Nordmann'"_s),
             1);
}

void TestHolds::tidyEndsExpiredAndForgetsOld()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    pass(121);
    const auto tidied = m_holds.tidy(m_world->context());
    EXPECT_OK(tidied);
    QCOMPARE(*tidied, 1);
    QCOMPARE(count(u"claim"_s), 0);
    QCOMPARE(count(u"hold"_s, u"end_reason = 'expired'"_s), 1);
    EXPECT_ERROR(confirm(guest(), *held), HoldExpired);
    QCOMPARE(*m_holds.tidy(m_world->context()), 0);
    pass(8 * 24 * 3600);
    QCOMPARE(*m_holds.tidy(m_world->context()), 1);
    EXPECT_ERROR(confirm(guest(), *held), NotFound);
}

void TestHolds::failedHoldLeavesTheCallersTransactionAlive()
{
    addHome();
    EXPECT_OK(hold(other(), nights({2026, 7, 1}, {2026, 7, 4})));
    auto outer = Transaction::begin(m_world->context().database);
    EXPECT_OK(outer);
    EXPECT_ERROR(hold(guest(), nights({2026, 7, 1}, {2026, 7, 4})), DatesTaken);
    EXPECT_OK(hold(guest(), nights({2026, 8, 1}, {2026, 8, 4})));
    EXPECT_OK(outer->commit());
    QCOMPARE(count(u"hold"_s), 2);
}

void TestHolds::holdDoesntAdvanceTheScope()
{
    addHome();
    const QString version = u"SELECT version FROM sync_scope"_s;
    const qint64 before = m_world->look(version)->toLongLong();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    EXPECT_OK(m_holds.extend(m_world->context(), guest(), held->hold.id, held->token));
    QCOMPARE(m_world->look(version)->toLongLong(), before);
    EXPECT_OK(confirm(guest(), *held));
    QCOMPARE(m_world->look(version)->toLongLong(), before + 1);
}

void TestHolds::badTokensAndIds()
{
    addHome();
    const auto held = hold(guest(), nights({2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(held);
    NewHold wrong = *held;
    for (const QString &token : {QString(), u"x"_s, held->token + u"x"_s, QString(100'000, u'a')}) {
        wrong.token = token;
        EXPECT_ERROR(confirm(guest(), wrong), NotFound);
    }
    wrong = *held;
    wrong.hold.id = HoldId::create();
    EXPECT_ERROR(confirm(guest(), wrong), NotFound);
    EXPECT_OK(confirm(guest(), *held));
}

QTEST_GUILESS_MAIN(TestHolds)
#include "TestHolds.moc"
