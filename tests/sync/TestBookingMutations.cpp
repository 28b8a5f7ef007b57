// What hosts do offline with bookings and prices, applied by the server: the same services as over REST.
#include "server/sync/MutationDispatcher.h"

#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestBookingMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void changeOverWhatTheHostSaw();
    void changeOverAnotherChangeIsRejected();
    void changeThatMeetsTheSameChangeIsDone();
    void changeOfTakenNightsNamesThem();
    void noShowIsNoted();
    void entryKeepsItsIdAndContact();
    void ratesChangeOnlyWhatTheyName();
    void wrongShapesAreRejected_data();
    void wrongShapesAreRejected();

private:
    Result<Booking> book(const QDate &from, const QDate &to);
    Outcome apply(const QString &name, const QJsonObject &args, const QJsonObject &base = {});
    Outcome change(const Booking &booking, const QString &checkOut, const QString &seen)
    {
        return apply(
            u"booking.change"_s,
            {{u"booking_id"_s, booking.id.toString()}, {u"changes"_s, QJsonObject{{u"check_out"_s, checkOut}}}},
            {{u"check_out"_s, seen}});
    }
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
};

void TestBookingMutations::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host);
}

Result<Booking> TestBookingMutations::book(const QDate &from, const QDate &to)
{
    BookingRequest request;
    request.wish.what = StayWish{m_home.listing, {from, to}, 1, 0, 1, {}};
    ROOST_ASSIGN(const BookingDecision made, BookingService().book(m_world->context(), m_guest, request));
    return made.booking;
}

Outcome TestBookingMutations::apply(const QString &name, const QJsonObject &args, const QJsonObject &base)
{
    auto write = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
    const Mutation mutation{1, MutationId::create(), tenantScope(m_host.tenant), name, 2, args, base};
    const auto outcome = applyMutation(m_world->context(), m_host, mutation);
    if (!write || !outcome || !write->commit()) {
        Outcome failed;
        failed.kind = OutcomeKind::Rejected;
        failed.code = outcome ? u"not committed"_s : QString::fromUtf8(describe(outcome));
        return failed;
    }
    return *outcome;
}

void TestBookingMutations::changeOverWhatTheHostSaw()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const Outcome outcome = change(*booking, u"2026-07-06"_s, u"2026-07-04"_s);
    QCOMPARE(outcome.code, QString());
    QVERIFY(outcome.kind == OutcomeKind::Applied);
    QCOMPARE(text(u"SELECT check_out || ' ' || total_minor FROM booking"_s), u"2026-07-06 500000"_s);
    QCOMPARE(text(u"SELECT (upper(during) AT TIME ZONE 'Europe/Oslo')::date FROM claim"_s), u"2026-07-06"_s);
}

void TestBookingMutations::changeOverAnotherChangeIsRejected()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    BookingChange first;
    first.wish = {{u"check_out"_s, u"2026-07-03"_s}};
    EXPECT_OK(BookingChanges().changeAsGuest(m_world->context(), m_guest, booking->id, first));
    const Outcome outcome = change(*booking, u"2026-07-06"_s, u"2026-07-04"_s);
    QCOMPARE(outcome.code, u"BOOKING_CHANGED"_s);
    QCOMPARE(outcome.theirs.value(u"check_out").toString(), u"2026-07-03"_s);
    QCOMPARE(text(u"SELECT check_out FROM booking"_s), u"2026-07-03"_s);
}

void TestBookingMutations::changeThatMeetsTheSameChangeIsDone()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    BookingChange first;
    first.wish = {{u"check_out"_s, u"2026-07-06"_s}};
    EXPECT_OK(BookingChanges().changeAsGuest(m_world->context(), m_guest, booking->id, first));
    // Somebody else has made the very same change: there is nothing to do, and nothing to decide.
    const Outcome outcome = change(*booking, u"2026-07-06"_s, u"2026-07-04"_s);
    QCOMPARE(outcome.code, QString());
    QCOMPARE(text(u"SELECT check_out || ' ' || revision FROM booking"_s), u"2026-07-06 2"_s);
}

void TestBookingMutations::changeOfTakenNightsNamesThem()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(book({2026, 7, 5}, {2026, 7, 8}));
    const Outcome outcome = change(*booking, u"2026-07-06"_s, u"2026-07-04"_s);
    QCOMPARE(outcome.code, u"DATES_TAKEN"_s);
    QCOMPARE(outcome.theirs.value(u"taken").toArray().size(), 1);
}

void TestBookingMutations::noShowIsNoted()
{
    const auto booking = book({2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const QJsonObject args{{u"booking_id"_s, booking->id.toString()}, {u"reason"_s, u"Nobody came"_s}};
    QCOMPARE(apply(u"booking.no_show"_s, args).code, u"INVALID_TRANSITION"_s);
    m_world->clock().set(QDateTime({2026, 7, 2}, {12, 0}, Qt::UTC));
    QCOMPARE(apply(u"booking.no_show"_s, args).code, QString());
    QCOMPARE(text(u"SELECT status FROM booking"_s), u"no_show"_s);
    QCOMPARE(text(u"SELECT detail->>'reason' FROM audit_entry WHERE action = 'booking.mark_no_show'"_s),
             u"Nobody came"_s);
}

void TestBookingMutations::entryKeepsItsIdAndContact()
{
    const QString id = BookingId::create().toString();
    const QString contact = ContactId::create().toString();
    QJsonObject args{
        {u"booking_id"_s, id},
        {u"listing_id"_s, m_home.listing.toString()},
        {u"unit_id"_s, m_home.units.first().toString()},
        {u"check_in"_s, u"2026-07-01"_s},
        {u"check_out"_s, u"2026-07-04"_s},
        {u"guests"_s, 2},
        {u"pets"_s, 0},
        {u"contact"_s,
         QJsonObject{{u"id"_s, contact}, {u"name"_s, u"Kari"_s}, {u"email"_s, u""_s}, {u"phone"_s, u""_s}}},
        {u"total_minor"_s, 123400},
        {u"message"_s, u"Phoned"_s}};
    QCOMPARE(apply(u"booking.create"_s, args).code, QString());
    QCOMPARE(text(u"SELECT concat_ws(' ', booking.id, status, total_minor, source, message, name) FROM booking "
                  "JOIN contact ON contact.id = contact_id"_s),
             id + u" confirmed 123400 manual Phoned Kari"_s);
    // What the host edits next finds the guest under the id that their computer made.
    QCOMPARE(text(u"SELECT contact_id FROM booking"_s), contact);
    args.insert(u"booking_id"_s, BookingId::create().toString());
    QCOMPARE(apply(u"booking.create"_s, args).code, u"DATES_TAKEN"_s);
}

void TestBookingMutations::ratesChangeOnlyWhatTheyName()
{
    QJsonObject args{{u"listing_id"_s, m_home.listing.toString()},
                     {u"from_date"_s, u"2026-07-01"_s},
                     {u"to_date"_s, u"2026-07-03"_s},
                     {u"rate"_s, QJsonObject{{u"price_minor"_s, 150000}, {u"min_nights"_s, 2}}}};
    QCOMPARE(apply(u"calendar.set_rates"_s, args).code, QString());
    args.insert(u"to_date"_s, u"2026-07-02"_s);
    args.insert(u"rate"_s, QJsonObject{{u"min_nights"_s, QJsonValue::Null}, {u"closed_to_arrival"_s, true}});
    QCOMPARE(apply(u"calendar.set_rates"_s, args).code, QString());
    QCOMPARE(text(u"SELECT string_agg(concat_ws(' ', date, price_minor, min_nights, closed_to_arrival), ', ' ORDER BY "
                  "date) FROM day_rate"_s),
             u"2026-07-01 150000 t, 2026-07-02 150000 2 f"_s);
}

void TestBookingMutations::wrongShapesAreRejected_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("args");
    const QString someone = BookingId::create().toString();
    QTest::newRow("change of nothing known")
        << u"booking.change"_s
        << QJsonObject{{u"booking_id"_s, someone}, {u"changes"_s, QJsonObject{{u"guests"_s, 2}}}};
    QTest::newRow("change without changes") << u"booking.change"_s << QJsonObject{{u"booking_id"_s, someone}};
    QTest::newRow("entry without an id") << u"booking.create"_s << QJsonObject{};
    QTest::newRow("entry without a wish")
        << u"booking.create"_s << QJsonObject{{u"booking_id"_s, someone}, {u"contact"_s, QJsonObject()}};
    QTest::newRow("rates without days") << u"calendar.set_rates"_s << QJsonObject{{u"listing_id"_s, someone}};
    QTest::newRow("rates of no listing") << u"calendar.set_rates"_s
                                         << QJsonObject{{u"listing_id"_s, someone},
                                                        {u"from_date"_s, u"2026-07-01"_s},
                                                        {u"to_date"_s, u"2026-07-02"_s},
                                                        {u"rate"_s, QJsonObject{{u"price_minor"_s, 1}}}};
}

void TestBookingMutations::wrongShapesAreRejected()
{
    QFETCH(QString, name);
    QFETCH(QJsonObject, args);
    const Outcome outcome = apply(name, args);
    QVERIFY(outcome.kind == OutcomeKind::Rejected);
    QVERIFY2(QStringList({u"VALIDATION_ERROR"_s, u"NOT_FOUND"_s, u"PROTOCOL_ERROR"_s}).contains(outcome.code),
             qPrintable(outcome.code));
}

QTEST_GUILESS_MAIN(TestBookingMutations)
#include "TestBookingMutations.moc"
