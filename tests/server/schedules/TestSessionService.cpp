// Sessions and series against a real Postgres: made, moved, cancelled, removed, found.
#include "server/schedules/SessionService.h"

#include "server/reservations/BookingService.h"
#include "server/reservations/HoldService.h"
#include "server/reservations/SessionEnd.h"
#include "server/schedules/SessionQueries.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestSessionService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void makesASessionWithItsSeats();
    void makesASeriesOnTheClock();
    void exceptionsOfASeries();
    void refuses_data();
    void refuses();
    void refusesWhatIsTooMuch();
    void addsAndLeavesOut();
    void movesWhileNobodyHasSeats();
    void cancelsWithItsReservations();
    void cancelIsAllOrNothing();
    void removesWhatNobodyBooked();
    void onlyOwnersAndManagersChange();
    void otherTenantsSessionsDontExist();
    void findsFreePlaces();
    void findsByWeekdayHourAndTier();
    void pagesThroughSessions();
    void showsSeatsWithoutAHintOfWho();

private:
    Result<CreatedSessions> create(const NewSession &session);
    static NewSession concert(const QString &startsLocal);
    static NewSession series(const QString &startsLocal, const NewRecurrence &recurrence);
    Result<BookingId> book(const ExperienceSessionId &session, int places);
    // The beginnings of all sessions that aren't cancelled, on the clock.
    QString times();
    QString exceptions(const SeriesId &series);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    ListingId m_listing;
    SessionService m_sessions;
};

void TestSessionService::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    const auto listing = m_world->addExperience(m_host);
    EXPECT_OK(listing);
    m_listing = *listing;
}

NewSession TestSessionService::concert(const QString &startsLocal)
{
    NewSession session;
    session.startsLocal = startsLocal;
    session.durationMinutes = 90;
    session.seatPlan = {{u"places"_s, 4}};
    return session;
}

NewSession TestSessionService::series(const QString &startsLocal, const NewRecurrence &recurrence)
{
    NewSession session = concert(startsLocal);
    session.recurrence = recurrence;
    return session;
}

Result<CreatedSessions> TestSessionService::create(const NewSession &session)
{
    return m_sessions.create(m_world->context(), m_host, m_listing, session);
}

Result<BookingId> TestSessionService::book(const ExperienceSessionId &session, int places)
{
    BookingRequest request;
    request.wish.what = SeatWish{session, {}, places, {}};
    ROOST_ASSIGN(const BookingDecision decision, BookingService().book(m_world->context(), m_guest, request));
    return decision.booking.id;
}

QString TestSessionService::times()
{
    const auto found =
        m_world->look(u"SELECT string_agg(to_char(starts_at AT TIME ZONE time_zone, 'MMDD-HH24MI'), ' ' ORDER BY "
                      "starts_at) FROM experience_session WHERE status = 'scheduled'"_s);
    return found ? found->toString() : QString();
}

QString TestSessionService::exceptions(const SeriesId &series)
{
    const auto found = m_world->look(
        u"SELECT exdates::text || ' ' || rdates::text FROM session_series WHERE id = '%1'"_s.arg(series.toString()));
    return found ? found->toString() : QString();
}

void TestSessionService::makesASessionWithItsSeats()
{
    NewSession session = concert(u"2026-07-02T19:00"_s);
    session.id = ExperienceSessionId::create();
    session.seatPlan = {{u"rows"_s, QJsonArray{QJsonObject{{u"label"_s, u"A"_s},
                                                           {u"seats"_s, 3},
                                                           {u"tier"_s, u"stalls"_s},
                                                           {u"missing"_s, QJsonArray{2}},
                                                           {u"accessible"_s, QJsonArray{3}}}}}};
    session.prices = {{u"stalls"_s, 15'000}};
    const auto made = create(session);
    EXPECT_OK(made);
    QCOMPARE(made->sessions, QList{session.id});
    QVERIFY(made->series.isNull());
    const auto found = SessionQueries().read(m_world->context(), session.id);
    EXPECT_OK(found);
    QVERIFY(*found);
    QCOMPARE((*found)->startsAt, QDateTime(QDate(2026, 7, 2), QTime(17, 0), Qt::UTC));
    QCOMPARE((*found)->endsAt, QDateTime(QDate(2026, 7, 2), QTime(18, 30), Qt::UTC));
    QCOMPARE((*found)->timeZone, u"Europe/Oslo"_s);
    QCOMPARE((*found)->places, 2);
    QCOMPARE((*found)->free, 2);
    QCOMPARE((*found)->tiers,
             (QJsonArray{
                 QJsonObject{{u"tier"_s, u"stalls"_s}, {u"places"_s, 2}, {u"free"_s, 2}, {u"accessible_free"_s, 1}}}));
    const auto seats = SessionQueries().seats(m_world->context(), session.id);
    EXPECT_OK(seats);
    QCOMPARE(seats->size(), 2);
    QCOMPARE(seats->last().name, u"A-3"_s);
    QCOMPARE(seats->last().row, u"A"_s);
    QCOMPARE(seats->last().number, 3);
    QCOMPARE(seats->last().position, 2);
    QVERIFY(seats->last().accessible);
    QCOMPARE(seats->last().state, u"free"_s);
    // Again with the same id: refused, nothing is there twice.
    EXPECT_ERROR(create(session), AlreadyExists);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM unit WHERE kind = 'seat'"_s)->toInt(), 2);
}

void TestSessionService::makesASeriesOnTheClock()
{
    // Winter, and summer from 29 March on: always at 19:00; at 02:30 the one that is skipped begins at 03:00.
    const auto made = create(series(u"2026-03-28T19:00"_s, {u"FREQ=DAILY;COUNT=3"_s, {}, {}}));
    EXPECT_OK(made);
    QCOMPARE(made->sessions.size(), 3);
    QVERIFY(!made->series.isNull());
    QCOMPARE(times(), u"0328-1900 0329-1900 0330-1900"_s);
    const auto hours =
        m_world->look(u"SELECT string_agg(to_char(starts_at AT TIME ZONE 'utc', 'HH24'), ' ' ORDER BY starts_at) "
                      "FROM experience_session"_s);
    QCOMPARE(hours->toString(), u"18 17 17"_s);
}

void TestSessionService::exceptionsOfASeries()
{
    EXPECT_OK(create(
        series(u"2026-07-03T19:00"_s, {u"FREQ=WEEKLY;COUNT=3"_s, {u"2026-07-10T19:00"_s}, {u"2026-07-11T15:00"_s}})));
    QCOMPARE(times(), u"0703-1900 0711-1500 0717-1900"_s);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM unit WHERE kind = 'seat'"_s)->toInt(), 12);
    const auto wrong = create(series(u"2026-08-03T19:00"_s, {u"FREQ=WEEKLY;COUNT=3"_s, {u"2026-08-04T19:00"_s}, {}}));
    EXPECT_ERROR(wrong, Validation);
    QCOMPARE(wrong.error().details.value(u"field").toString(), u"recurrence.exdates[0]"_s);
    const auto twice = create(series(u"2026-08-03T19:00"_s, {u"FREQ=WEEKLY;COUNT=3"_s, {}, {u"2026-08-10T19:00"_s}}));
    EXPECT_ERROR(twice, Validation);
    QCOMPARE(twice.error().details.value(u"field").toString(), u"recurrence.rdates[0]"_s);
}

void TestSessionService::refuses_data()
{
    QTest::addColumn<QString>("starts");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<QJsonObject>("seats");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("field");
    const QJsonObject four{{u"places"_s, 4}};
    const QString evening = u"2026-07-02T19:00"_s;
    QTest::newRow("no time") << QString() << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("an instant") << u"2026-07-02T19:00:00Z"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("30 February") << u"2027-02-30T19:00"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("past") << u"2026-03-01T12:59"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("far ahead") << u"2036-07-02T19:00"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("skipped hour") << u"2026-03-29T02:30"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("hour shown twice") << u"2026-10-25T02:30"_s << 90 << four << QString() << u"starts_local"_s;
    QTest::newRow("no duration") << evening << 0 << four << QString() << u"duration_minutes"_s;
    QTest::newRow("a month") << evening << 50'000 << four << QString() << u"duration_minutes"_s;
    QTest::newRow("no seats") << evening << 90 << QJsonObject() << QString() << u"seat_plan"_s;
    QTest::newRow("a million seats") << evening << 90 << QJsonObject{{u"places"_s, 1'000'000}} << QString()
                                     << u"seat_plan.places"_s;
    QTest::newRow("endless") << evening << 90 << four << u"FREQ=WEEKLY"_s << u"recurrence.rrule"_s;
    QTest::newRow("malformed") << evening << 90 << four << u"every week"_s << u"recurrence.rrule"_s;
    QTest::newRow("not its first") << evening << 90 << four << u"FREQ=WEEKLY;BYDAY=SU;COUNT=2"_s << u"starts_local"_s;
    QTest::newRow("a series in the past")
        << u"2026-02-01T19:00"_s << 90 << four << u"FREQ=WEEKLY;COUNT=20"_s << u"starts_local"_s;
    QTest::newRow("too many seats in all")
        << evening << 90 << QJsonObject{{u"places"_s, 5000}} << u"FREQ=DAILY;COUNT=21"_s << u"seat_plan"_s;
    QTest::newRow("into the far") << evening << 90 << four << u"FREQ=YEARLY;COUNT=20"_s << u"recurrence.rrule"_s;
}

void TestSessionService::refuses()
{
    QFETCH(QString, starts);
    QFETCH(int, minutes);
    QFETCH(QJsonObject, seats);
    QFETCH(QString, rule);
    QFETCH(QString, field);
    NewSession session;
    session.startsLocal = starts;
    session.durationMinutes = minutes;
    session.seatPlan = seats;
    if (!rule.isEmpty())
        session.recurrence = NewRecurrence{rule, {}, {}};
    const auto made = create(session);
    EXPECT_ERROR(made, Validation);
    QCOMPARE(made.error().details.value(u"field").toString(), field);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM experience_session"_s)->toInt(), 0);
    QCOMPARE(m_world->look(u"SELECT count(*) FROM session_series"_s)->toInt(), 0);
}

void TestSessionService::refusesWhatIsTooMuch()
{
    NewSession session = concert(u"2026-07-02T19:00"_s);
    session.prices = {{u"boxes"_s, 100}};
    EXPECT_ERROR(create(session), Validation);
    session.prices = {{u""_s, -1}};
    EXPECT_ERROR(create(session), Validation);
    const auto home = m_world->addHome(m_host);
    EXPECT_ERROR(m_sessions.create(m_world->context(), m_host, home->listing, concert(u"2026-07-02T19:00"_s)),
                 ListingUnavailable);
    EXPECT_ERROR(m_sessions.create(m_world->context(), m_host, ListingId::create(), concert(u"2026-07-02T19:00"_s)),
                 NotFound);
    NewSession more = concert(u"2026-07-02T19:00"_s);
    more.series = SeriesId::create();
    EXPECT_ERROR(create(more), NotFound);
}

void TestSessionService::addsAndLeavesOut()
{
    const auto made = create(series(u"2026-07-03T19:00"_s, {u"FREQ=WEEKLY;COUNT=3"_s, {}, {}}));
    EXPECT_OK(made);
    NewSession more;
    more.series = made->series;
    more.startsLocal = u"2026-07-04T15:00"_s;
    const auto added = create(more);
    EXPECT_OK(added);
    QCOMPARE(added->series, made->series);
    QCOMPARE(times(), u"0703-1900 0704-1500 0710-1900 0717-1900"_s);
    EXPECT_ERROR(create(more), Validation);
    EXPECT_OK(m_sessions.remove(m_world->context(), m_host, made->sessions[1]));
    EXPECT_OK(m_sessions.remove(m_world->context(), m_host, added->sessions[0]));
    QCOMPARE(times(), u"0703-1900 0717-1900"_s);
    QCOMPARE(exceptions(made->series), u"[\"2026-07-10T19:00\"] []"_s);
    // What was left out comes back.
    more.startsLocal = u"2026-07-10T19:00"_s;
    EXPECT_OK(create(more));
    QCOMPARE(exceptions(made->series), u"[] []"_s);
    QCOMPARE(times(), u"0703-1900 0710-1900 0717-1900"_s);
}

void TestSessionService::movesWhileNobodyHasSeats()
{
    const auto made = create(series(u"2026-07-03T19:00"_s, {u"FREQ=WEEKLY;COUNT=2"_s, {}, {}}));
    EXPECT_OK(made);
    const ExperienceSessionId session = made->sessions.first();
    const SessionChange later{u"2026-07-03T20:30"_s, 60, std::nullopt};
    EXPECT_OK(m_sessions.change(m_world->context(), m_host, session, later));
    QCOMPARE(times(), u"0703-2030 0710-1900"_s);
    QCOMPARE(exceptions(made->series), u"[\"2026-07-03T19:00\"] [\"2026-07-03T20:30\"]"_s);
    // Only longer: the place in the series stays.
    EXPECT_OK(m_sessions.change(m_world->context(), m_host, session, {std::nullopt, 120, std::nullopt}));
    QCOMPARE((*SessionQueries().read(m_world->context(), session))->endsAt,
             QDateTime(QDate(2026, 7, 3), QTime(20, 30), Qt::UTC));

    const auto hold = HoldService().hold(m_world->context(), Holder::ofUser(m_guest.user),
                                         Wish{SeatWish{session, {}, 1, {}}, {}, {}});
    EXPECT_OK(hold);
    const SessionChange again{u"2026-07-03T21:00"_s, std::nullopt, std::nullopt};
    auto moved = m_sessions.change(m_world->context(), m_host, session, again);
    EXPECT_ERROR(moved, SeatsTaken);
    QVERIFY(moved.error().details.value(u"retry_after").toInt() > 0);
    m_world->clock().advanceMs(121'000);
    const auto booking = book(session, 1);
    EXPECT_OK(booking);
    moved = m_sessions.change(m_world->context(), m_host, session, again);
    EXPECT_ERROR(moved, SeatsTaken);
    QCOMPARE(moved.error().details.value(u"bookings").toInt(), 1);
    QVERIFY(!moved.error().details.contains(u"retry_after"));
    // Prices can change; what was agreed is kept with the booking.
    EXPECT_OK(
        m_sessions.change(m_world->context(), m_host, session, {std::nullopt, std::nullopt, QJsonObject{{u""_s, 1}}}));
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, *booking));
    EXPECT_OK(m_sessions.change(m_world->context(), m_host, session, again));
    m_world->clock().set(QDateTime(QDate(2026, 7, 3), QTime(19, 0), Qt::UTC));
    EXPECT_ERROR(m_sessions.change(m_world->context(), m_host, session, later), InvalidTransition);
    EXPECT_ERROR(m_sessions.change(m_world->context(), m_host, ExperienceSessionId::create(), later), NotFound);
}

void TestSessionService::cancelsWithItsReservations()
{
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s, {{u"places"_s, 4}});
    EXPECT_OK(show);
    const auto booking = book(show->session, 2);
    EXPECT_OK(booking);
    const auto hold = HoldService().hold(m_world->context(), Holder::ofUser(m_guest.user),
                                         Wish{SeatWish{show->session, {}, 1, {}}, {}, {}});
    EXPECT_OK(hold);
    EXPECT_OK(
        m_sessions.cancel(m_world->context(), m_host, show->session, u"Rain"_s, endReservationsOfSession(u"Rain"_s)));
    QCOMPARE(m_world->look(u"SELECT status FROM booking"_s)->toString(), u"cancelled"_s);
    // All of it comes back.
    const auto refund = m_world->look(u"SELECT refund::text FROM booking"_s);
    QVERIFY2(refund->toString().contains(u"\"amount_minor\": 40000"_s), qPrintable(refund->toString()));
    QCOMPARE(m_world->look(u"SELECT count(*) FROM claim"_s)->toInt(), 0);
    EXPECT_ERROR(
        HoldService().confirm(m_world->context(), Holder::ofUser(m_guest.user), hold->hold.id, hold->token, {}),
        HoldExpired);
    // Nobody finds it or books it any more; its tenant still sees it.
    QVERIFY(!*SessionQueries().read(m_world->context(), show->session));
    QVERIFY(*SessionQueries().read(m_world->context(), show->session, m_host.tenant));
    QVERIFY(!book(show->session, 1));
    EXPECT_ERROR(
        m_sessions.cancel(m_world->context(), m_host, show->session, u"Rain"_s, endReservationsOfSession(u"Rain"_s)),
        InvalidTransition);
}

void TestSessionService::cancelIsAllOrNothing()
{
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s, {{u"places"_s, 4}});
    EXPECT_OK(book(show->session, 2));
    const EndReservations forgets = [](ServerContext &, const Caller &, const QList<BookingId> &,
                                       const QList<HoldId> &) { return Result<void>(); };
    EXPECT_ERROR(m_sessions.cancel(m_world->context(), m_host, show->session, u"Rain"_s, forgets), SeatsTaken);
    QCOMPARE(m_world->look(u"SELECT status FROM experience_session"_s)->toString(), u"scheduled"_s);
    QCOMPARE(m_world->look(u"SELECT status FROM booking"_s)->toString(), u"confirmed"_s);
}

void TestSessionService::removesWhatNobodyBooked()
{
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s, {{u"places"_s, 4}});
    const auto booking = book(show->session, 1);
    EXPECT_OK(booking);
    EXPECT_ERROR(m_sessions.remove(m_world->context(), m_host, show->session), ListingUnavailable);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, *booking));
    // The books keep it.
    EXPECT_ERROR(m_sessions.remove(m_world->context(), m_host, show->session), ListingUnavailable);
    const auto other = m_world->addSession(m_host, m_listing, u"2026-07-04T19:00"_s, {{u"places"_s, 4}});
    EXPECT_OK(m_sessions.remove(m_world->context(), m_host, other->session));
    QCOMPARE(
        m_world->look(u"SELECT count(*) FROM unit WHERE session_id = '%1'"_s.arg(other->session.toString()))->toInt(),
        0);
}

void TestSessionService::onlyOwnersAndManagersChange()
{
    const auto staff = m_world->addMember(m_host, u"Per"_s, Role::Staff);
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s);
    EXPECT_ERROR(m_sessions.create(m_world->context(), *staff, m_listing, concert(u"2026-07-02T19:00"_s)), Forbidden);
    EXPECT_ERROR(m_sessions.change(m_world->context(), *staff, show->session, {}), Forbidden);
    EXPECT_ERROR(m_sessions.remove(m_world->context(), *staff, show->session), Forbidden);
    EXPECT_ERROR(m_sessions.cancel(m_world->context(), *staff, show->session, {}, endReservationsOfSession({})),
                 Forbidden);
}

void TestSessionService::otherTenantsSessionsDontExist()
{
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s);
    const auto other = m_world->addHost(u"Mallory"_s);
    EXPECT_ERROR(m_sessions.change(m_world->context(), *other, show->session, {}), NotFound);
    EXPECT_ERROR(m_sessions.remove(m_world->context(), *other, show->session), NotFound);
    EXPECT_ERROR(m_sessions.create(m_world->context(), *other, m_listing, concert(u"2026-07-02T19:00"_s)), NotFound);
    QVERIFY(!*SessionQueries().read(m_world->context(), show->session, other->tenant));
    SessionSearch theirs;
    theirs.tenant = other->tenant;
    QVERIFY(SessionQueries().find(m_world->context(), theirs)->isEmpty());
}

void TestSessionService::findsFreePlaces()
{
    const auto first = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s, {{u"places"_s, 4}});
    const auto second = m_world->addSession(m_host, m_listing, u"2026-07-04T19:00"_s, {{u"places"_s, 4}});
    EXPECT_OK(second);
    EXPECT_OK(book(first->session, 3));
    SessionSearch search;
    search.listings = {m_listing};
    auto found = SessionQueries().find(m_world->context(), search);
    EXPECT_OK(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->first().free, 1);
    search.places = 2;
    found = SessionQueries().find(m_world->context(), search);
    QCOMPARE(found->size(), 1);
    QCOMPARE(found->first().id, second->session);
    search.places = 0;
    search.fromDay = QDate(2026, 7, 3);
    search.toDay = QDate(2026, 7, 4);
    QCOMPARE(SessionQueries().find(m_world->context(), search)->size(), 1);
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_listing, {{u"status"_s, u"unpublished"_s}}));
    QVERIFY(SessionQueries().find(m_world->context(), search)->isEmpty());
    search.tenant = m_host.tenant;
    QCOMPARE(SessionQueries().find(m_world->context(), search)->size(), 1);
}

void TestSessionService::findsByWeekdayHourAndTier()
{
    NewSession session = concert(u"2026-07-02T19:00"_s);
    session.seatPlan = {{u"places"_s, 4}, {u"tier"_s, u"deck"_s}};
    session.recurrence = NewRecurrence{u"FREQ=DAILY;BYHOUR=10,19;COUNT=14"_s, {}, {}};
    session.startsLocal = u"2026-07-02T10:00"_s;
    EXPECT_OK(create(session));
    SessionSearch search;
    search.weekday = 4;
    search.after = QTime(17, 0);
    auto found = SessionQueries().find(m_world->context(), search);
    EXPECT_OK(found);
    QCOMPARE(found->size(), 1);
    QCOMPARE(found->first().startsAt, QDateTime(QDate(2026, 7, 2), QTime(17, 0), Qt::UTC));
    search.tier = u"deck"_s;
    search.places = 4;
    QCOMPARE(SessionQueries().find(m_world->context(), search)->size(), 1);
    search.tier = u"cabin"_s;
    QVERIFY(SessionQueries().find(m_world->context(), search)->isEmpty());
    QList<FoundSession> priced = *found;
    EXPECT_OK(SessionQueries().addPrices(m_world->context(), {}, {}, priced));
    QCOMPARE(priced.first().tiers.first().toObject().value(u"price"),
             (QJsonObject{{u"amount_minor"_s, 20'000}, {u"currency"_s, u"NOK"_s}}));
}

void TestSessionService::pagesThroughSessions()
{
    EXPECT_OK(create(series(u"2026-07-03T19:00"_s, {u"FREQ=DAILY;COUNT=7"_s, {}, {}})));
    SessionSearch search;
    search.limit = 3;
    QList<ExperienceSessionId> seen;
    for (;;) {
        const auto page = SessionQueries().find(m_world->context(), search);
        EXPECT_OK(page);
        if (page->isEmpty())
            break;
        for (const FoundSession &session : *page)
            seen << session.id;
        search.behind = page->last().startsAt;
        search.behindSession = page->last().id;
    }
    QCOMPARE(seen.size(), 7);
    QCOMPARE(QSet<ExperienceSessionId>(seen.begin(), seen.end()).size(), 7);
}

void TestSessionService::showsSeatsWithoutAHintOfWho()
{
    const auto show = m_world->addSession(m_host, m_listing, u"2026-07-03T19:00"_s, {{u"places"_s, 3}});
    EXPECT_OK(book(show->session, 1));
    EXPECT_OK(HoldService().hold(m_world->context(), Holder::ofUser(m_guest.user),
                                 Wish{SeatWish{show->session, {}, 1, {}}, {}, {}}));
    const auto seats = SessionQueries().seats(m_world->context(), show->session);
    EXPECT_OK(seats);
    QStringList states;
    for (const SessionSeat &seat : *seats)
        states << seat.state;
    QCOMPARE(states, (QStringList{u"taken"_s, u"held"_s, u"free"_s}));
}

QTEST_GUILESS_MAIN(TestSessionService)
#include "TestSessionService.moc"
