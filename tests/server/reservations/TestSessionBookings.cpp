// Bookings of seats and appointments after they were made: changes, rivals, cancelling, no-show, completion.
#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/Cancellations.h"
#include "server/reservations/HostEntries.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestSessionBookings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void seatsAreChanged();
    void bookingMovesToAnotherSession();
    void takenSeatsLeaveEverythingAsItWas();
    void anotherExperienceIsRefused();
    void appointmentMovesAndKeepsItsStaff();
    void lastSeatDeclinesTheRivals();
    void appointmentDeclinesItsRivals();
    void refundCountsFromTheStart();
    void noShowFromTheStartOn();
    void sessionsAreCompletedByTime();
    void hostEntersSeats();

private:
    Result<Booking> book(const Caller &guest, const QJsonObject &wish);
    QJsonObject seats(const HostWorld::Show &show, const QList<int> &numbers) const;
    Result<BookingChangeOutcome> change(const Booking &booking, const QJsonObject &wish)
    {
        BookingChange wanted;
        wanted.wish = wish;
        return BookingChanges().changeAsHost(m_world->context(), m_host, booking.id, wanted);
    }
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }
    int claims(const Booking &booking)
    {
        return m_world->look(u"SELECT count(*) FROM claim WHERE booking_id = '%1'"_s.arg(booking.id.toString()))
            ->toInt();
    }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    ListingId m_concert;
    HostWorld::Show m_show; // 2 July 2026, 19:00 to 20:30 in Oslo
};

void TestSessionBookings::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_concert = *m_world->addExperience(m_host);
    const auto show = m_world->addSession(m_host, m_concert, u"2026-07-02T19:00"_s);
    EXPECT_OK(show);
    m_show = *show;
}

Result<Booking> TestSessionBookings::book(const Caller &guest, const QJsonObject &wish)
{
    BookingRequest request;
    ROOST_ASSIGN(request.wish, Wish::fromJson(wish));
    ROOST_ASSIGN(const BookingDecision made, BookingService().book(m_world->context(), guest, request));
    return made.booking;
}

QJsonObject TestSessionBookings::seats(const HostWorld::Show &show, const QList<int> &numbers) const
{
    QJsonArray ids;
    for (const int number : numbers)
        ids << show.seats[number].toString();
    return {{u"session_id"_s, show.session.toString()}, {u"seats"_s, ids}};
}

void TestSessionBookings::seatsAreChanged()
{
    const auto booking = book(m_guest, seats(m_show, {0, 1}));
    EXPECT_OK(booking);
    const auto changed = change(*booking, {{u"seats"_s, seats(m_show, {1, 2, 3}).value(u"seats"_s)}});
    EXPECT_OK(changed);
    QCOMPARE(changed->after.items.size(), 3);
    QCOMPARE(changed->after.totalMinor, std::optional<qint64>(60'000));
    QCOMPARE(changed->toJson().value(u"difference"_s)[u"amount_minor"_s].toInteger(), 20'000);
    QCOMPARE(claims(*booking), 3);
}

void TestSessionBookings::bookingMovesToAnotherSession()
{
    const auto later = m_world->addSession(m_host, m_concert, u"2026-07-09T19:00"_s);
    EXPECT_OK(later);
    const auto booking = book(m_guest, seats(m_show, {0, 1}));
    EXPECT_OK(booking);
    const auto changed = change(*booking, {{u"session_id"_s, later->session.toString()}});
    EXPECT_OK(changed);
    QCOMPARE(changed->after.items.size(), 2);
    QCOMPARE(changed->after.dates.checkIn, QDate(2026, 7, 9));
    QCOMPARE(text(u"SELECT session_id || ' ' || check_in FROM booking"_s),
             later->session.toString() + u" 2026-07-09"_s);
    QCOMPARE(claims(*booking), 2);
    QCOMPARE(text(u"SELECT count(*) FROM claim JOIN unit ON unit.id = unit_id WHERE session_id = '%1'"_s.arg(
                 m_show.session.toString())),
             u"0"_s);
}

void TestSessionBookings::takenSeatsLeaveEverythingAsItWas()
{
    EXPECT_OK(book(m_guest, seats(m_show, {5})));
    const auto booking = book(m_guest, seats(m_show, {0, 1}));
    EXPECT_OK(booking);
    EXPECT_ERROR(change(*booking, {{u"seats"_s, seats(m_show, {1, 5}).value(u"seats"_s)}}), SeatsTaken);
    QCOMPARE(claims(*booking), 2);
    QCOMPARE(text(u"SELECT max(revision) FROM booking"_s), u"1"_s);
}

void TestSessionBookings::anotherExperienceIsRefused()
{
    const auto other = m_world->addExperience(m_host);
    EXPECT_OK(other);
    const auto show = m_world->addSession(m_host, *other, u"2026-07-09T19:00"_s);
    EXPECT_OK(show);
    const auto booking = book(m_guest, seats(m_show, {0}));
    EXPECT_OK(booking);
    EXPECT_ERROR(change(*booking, seats(*show, {0})), Validation);
    QCOMPARE(claims(*booking), 1);
}

void TestSessionBookings::appointmentMovesAndKeepsItsStaff()
{
    const auto massage = m_world->addService(m_host);
    EXPECT_OK(massage);
    const auto first = m_world->addStaff(m_host, u"Kari"_s);
    const auto second = m_world->addStaff(m_host, u"Nils"_s);
    EXPECT_OK(first);
    EXPECT_OK(second);
    const auto booking = book(m_guest, {{u"listing_id"_s, massage->toString()},
                                        {u"starts_at"_s, u"2026-07-02T08:00:00Z"_s},
                                        {u"staff_id"_s, second->toString()}});
    EXPECT_OK(booking);
    const auto moved = change(*booking, {{u"starts_at"_s, u"2026-07-03T08:00:00Z"_s}});
    EXPECT_OK(moved);
    QCOMPARE(moved->after.unit, *second);
    QCOMPARE(moved->after.startsAt, QDateTime({2026, 7, 3}, {8, 0}, Qt::UTC));
    QCOMPARE(moved->toJson().value(u"difference"_s)[u"amount_minor"_s].toInteger(-1), 0);
    // Another member of staff at the same time: the price stays what it was, whatever it is today.
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE listing SET base_price_minor = 1"_s));
    const auto handed = change(*booking, {{u"staff_id"_s, first->toString()}});
    EXPECT_OK(handed);
    QCOMPARE(handed->after.unit, *first);
    QCOMPARE(handed->after.totalMinor, std::optional<qint64>(90'000));
}

void TestSessionBookings::lastSeatDeclinesTheRivals()
{
    const auto tour = m_world->addExperience(m_host, {{u"instant_book"_s, false}});
    EXPECT_OK(tour);
    const auto show = m_world->addSession(m_host, *tour, u"2026-07-02T19:00"_s, {{u"places"_s, 3}});
    EXPECT_OK(show);
    const auto other = *m_world->addGuest(u"Mia"_s);
    const QString session = show->session.toString();
    const auto two = book(m_guest, {{u"session_id"_s, session}, {u"places"_s, 2}});
    const auto rival = book(other, {{u"session_id"_s, session}, {u"places"_s, 2}});
    const auto single = book(other, {{u"session_id"_s, session}, {u"places"_s, 1}});
    EXPECT_OK(two);
    EXPECT_OK(rival);
    EXPECT_OK(single);
    const auto accepted = BookingService().accept(m_world->context(), m_host, two->id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->declined, QList<BookingId>{rival->id});
    QCOMPARE(text(u"SELECT status || ' ' || ended_by FROM booking WHERE id = '%1'"_s.arg(rival->id.toString())),
             u"declined system"_s);
    EXPECT_OK(BookingService().accept(m_world->context(), m_host, single->id));
}

void TestSessionBookings::appointmentDeclinesItsRivals()
{
    const auto massage = m_world->addService(m_host, {}, {{u"instant_book"_s, false}});
    EXPECT_OK(massage);
    EXPECT_OK(m_world->addStaff(m_host, u"Kari"_s));
    const auto slot = [&](const QString &startsAt) {
        return book(m_guest, {{u"listing_id"_s, massage->toString()}, {u"starts_at"_s, startsAt}});
    };
    const auto first = slot(u"2026-07-02T08:00:00Z"_s);
    const auto overlapping = slot(u"2026-07-02T08:00:00Z"_s);
    const auto later = slot(u"2026-07-02T10:00:00Z"_s);
    EXPECT_OK(first);
    EXPECT_OK(overlapping);
    EXPECT_OK(later);
    const auto accepted = BookingService().accept(m_world->context(), m_host, first->id);
    EXPECT_OK(accepted);
    QCOMPARE(accepted->declined, QList<BookingId>{overlapping->id});
}

void TestSessionBookings::refundCountsFromTheStart()
{
    const auto booking = book(m_guest, seats(m_show, {0}));
    EXPECT_OK(booking);
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
    EXPECT_OK(m_world->change(u"UPDATE booking SET policy = '{\"steps\": [{\"hours\": 2, \"nights\": 100}]}'"_s));
    m_world->clock().set(QDateTime({2026, 7, 2}, {14, 59}, Qt::UTC));
    auto preview = Cancellations().previewAsGuest(m_world->context(), m_guest, booking->id);
    EXPECT_OK(preview);
    QCOMPARE(preview->value(u"refund"_s)[u"amount"_s][u"amount_minor"_s].toInteger(-1), 20'000);
    m_world->clock().set(QDateTime({2026, 7, 2}, {15, 1}, Qt::UTC));
    preview = Cancellations().previewAsGuest(m_world->context(), m_guest, booking->id);
    EXPECT_OK(preview);
    QCOMPARE(preview->value(u"refund"_s)[u"amount"_s][u"amount_minor"_s].toInteger(-1), 0);
}

void TestSessionBookings::noShowFromTheStartOn()
{
    const auto booking = book(m_guest, seats(m_show, {0}));
    EXPECT_OK(booking);
    m_world->clock().set(QDateTime({2026, 7, 2}, {16, 59}, Qt::UTC));
    EXPECT_ERROR(BookingService().markNoShow(m_world->context(), m_host, booking->id), InvalidTransition);
    m_world->clock().set(QDateTime({2026, 7, 2}, {17, 1}, Qt::UTC));
    EXPECT_OK(BookingService().markNoShow(m_world->context(), m_host, booking->id));
    QCOMPARE(claims(*booking), 0);
}

void TestSessionBookings::sessionsAreCompletedByTime()
{
    EXPECT_OK(book(m_guest, seats(m_show, {0, 1})));
    m_world->clock().set(QDateTime({2026, 7, 2}, {18, 29}, Qt::UTC));
    const auto early = BookingService().completePastStays(m_world->context());
    EXPECT_OK(early);
    QCOMPARE(*early, 0);
    m_world->clock().set(QDateTime({2026, 7, 2}, {18, 31}, Qt::UTC));
    const auto done = BookingService().completePastStays(m_world->context());
    EXPECT_OK(done);
    QCOMPARE(*done, 1);
    QCOMPARE(text(u"SELECT status FROM booking"_s), u"completed"_s);
}

void TestSessionBookings::hostEntersSeats()
{
    HostEntry entry;
    entry.wish = *Wish::fromJson(seats(m_show, {4, 5}));
    entry.name = u"Kari"_s;
    const auto made = HostEntries().enter(m_world->context(), m_host, entry);
    EXPECT_OK(made);
    QCOMPARE(claims(made->booking), 2);
    EXPECT_ERROR(HostEntries().enter(m_world->context(), m_host, entry), SeatsTaken);
}

QTEST_GUILESS_MAIN(TestSessionBookings)
#include "TestSessionBookings.moc"
