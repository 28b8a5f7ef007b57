// What comes back on cancelling, by whom, and what the history says of it.
#include "server/reservations/Cancellations.h"

#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingService.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestCancellations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void guestGetsWhatTheStoredPolicyGives();
    void hostGivesEverythingBack();
    void platformGivesEverythingBack();
    void previewIsWhatCancellingGives();
    void whatCantBeCancelledSaysWhy();
    void bookingWithoutPriceHasNoRefund();
    void stayIsOverWhenItsGuestHasLeft();
    void reasonIsKeptAndLimited();
    void historyNamesEachStep();

private:
    Result<Booking> book(const QJsonObject &policy);
    qint64 refundMinor(const BookingId &id);

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
    const QJsonObject m_half{{u"steps"_s, QJsonArray{QJsonObject{{u"days"_s, 30}, {u"nights"_s, 100}},
                                                     QJsonObject{{u"days"_s, 7}, {u"nights"_s, 50}}}}};
};

void TestCancellations::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host);
    // The superuser changes synced rows below.
    EXPECT_OK(m_world->look(u"SELECT set_config('roost.version', '1', false)"_s));
}

// Three nights from 1 July 2026 for 3,000.00 NOK, with this policy.
Result<Booking> TestCancellations::book(const QJsonObject &policy)
{
    ROOST_ASSIGN(const BookingDecision made,
                 BookingService().book(m_world->context(), m_guest,
                                       stayRequest(m_home.listing, {{2026, 7, 1}, {2026, 7, 4}}, 2)));
    ROOST_TRY(m_world->change(u"UPDATE booking SET policy = '%1' WHERE id = '%2'"_s.arg(
        QString::fromUtf8(QJsonDocument(policy).toJson(QJsonDocument::Compact)), made.booking.id.toString())));
    return made.booking;
}

qint64 TestCancellations::refundMinor(const BookingId &id)
{
    const auto found =
        m_world->look(u"SELECT refund->'amount'->>'amount_minor' FROM booking WHERE id = '%1'"_s.arg(id.toString()));
    return found && !found->isNull() ? found->toLongLong() : -1;
}

void TestCancellations::guestGetsWhatTheStoredPolicyGives()
{
    const auto early = book(m_half);
    EXPECT_OK(early);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, early->id));
    QCOMPARE(refundMinor(early->id), 300'000);
    const auto later = book(m_half);
    EXPECT_OK(later);
    m_world->clock().set(QDateTime({2026, 6, 20}, {12, 0}, Qt::UTC));
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, later->id));
    QCOMPARE(refundMinor(later->id), 150'000);
    const auto last = book(m_half);
    EXPECT_OK(last);
    m_world->clock().set(QDateTime({2026, 6, 30}, {12, 0}, Qt::UTC));
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, last->id));
    QCOMPARE(refundMinor(last->id), 0);
    QCOMPARE(m_world->look(u"SELECT string_agg(DISTINCT ended_by, ',') FROM booking"_s)->toString(), u"guest"_s);
}

void TestCancellations::hostGivesEverythingBack()
{
    const auto booking = book({{u"preset"_s, u"non_refundable"_s}});
    EXPECT_OK(booking);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, booking->id));
    QCOMPARE(refundMinor(booking->id), 300'000);
    QCOMPARE(m_world->look(u"SELECT ended_by FROM booking"_s)->toString(), u"host"_s);
}

void TestCancellations::platformGivesEverythingBack()
{
    const auto booking = book({{u"preset"_s, u"non_refundable"_s}});
    EXPECT_OK(booking);
    EXPECT_ERROR(BookingService().cancelAsPlatform(m_world->context(), u"BK-20260101-AAAAAA"_s, {}), NotFound);
    EXPECT_OK(BookingService().cancelAsPlatform(m_world->context(), booking->code.toLower(), u"Fraud"_s));
    QCOMPARE(refundMinor(booking->id), 300'000);
    QCOMPARE(m_world
                 ->look(u"SELECT ended_by || ' ' || (detail->>'actor') || ' ' || (detail->>'reason') FROM booking "
                        "JOIN audit_entry ON entity_id = booking.id WHERE action = 'booking.cancel'"_s)
                 ->toString(),
             u"platform platform Fraud"_s);
    EXPECT_ERROR(BookingService().cancelAsPlatform(m_world->context(), booking->code, {}), InvalidTransition);
}

void TestCancellations::previewIsWhatCancellingGives()
{
    const auto booking = book(m_half);
    EXPECT_OK(booking);
    m_world->clock().set(QDateTime({2026, 6, 20}, {12, 0}, Qt::UTC));
    const auto asHost = Cancellations().previewAsHost(m_world->context(), m_host, booking->id);
    EXPECT_OK(asHost);
    QCOMPARE(asHost->value("refund"_L1)["amount"_L1]["amount_minor"_L1].toInteger(), 300'000);
    const auto preview = Cancellations().previewAsGuest(m_world->context(), m_guest, booking->id);
    EXPECT_OK(preview);
    QVERIFY(preview->value("is_possible"_L1).toBool());
    QCOMPARE(preview->value("steps"_L1).toArray().size(), 2);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, booking->id));
    const auto stored = m_world->look(u"SELECT refund::text FROM booking"_s);
    QCOMPARE(QJsonDocument::fromJson(stored->toString().toUtf8()).object(), preview->value("refund"_L1).toObject());
    const auto stranger = m_world->addGuest(u"Mia"_s);
    EXPECT_ERROR(Cancellations().previewAsGuest(m_world->context(), *stranger, booking->id), NotFound);
    const auto named =
        BookingService().book(m_world->context(), m_guest, stayRequest(m_home.listing, {{2026, 8, 1}, {2026, 8, 4}}));
    EXPECT_OK(named);
    const auto withSteps = Cancellations().previewAsGuest(m_world->context(), m_guest, named->booking.id);
    EXPECT_OK(withSteps);
    QCOMPARE(withSteps->value("policy"_L1).toObject(), named->booking.policy);
}

void TestCancellations::whatCantBeCancelledSaysWhy()
{
    const auto booking = book(m_half);
    EXPECT_OK(booking);
    m_world->clock().set(QDateTime({2026, 7, 5}, {12, 0}, Qt::UTC));
    const auto preview = Cancellations().previewAsGuest(m_world->context(), m_guest, booking->id);
    EXPECT_OK(preview);
    QVERIFY(!preview->value("is_possible"_L1).toBool());
    QVERIFY(preview->value("refund"_L1).isNull());
    const auto refused = BookingService().cancelAsGuest(m_world->context(), m_guest, booking->id);
    EXPECT_ERROR(refused, InvalidTransition);
    QCOMPARE(preview->value("refusal"_L1).toString(), refused.error().userText);
}

void TestCancellations::bookingWithoutPriceHasNoRefund()
{
    const auto booking = book({});
    EXPECT_OK(booking);
    EXPECT_OK(m_world->change(u"UPDATE booking SET total_minor = NULL, quote = NULL, policy = NULL"_s));
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, booking->id));
    QCOMPARE(refundMinor(booking->id), -1);
}

void TestCancellations::stayIsOverWhenItsGuestHasLeft()
{
    m_home = *m_world->addHome(m_host, {{u"preparation_days"_s, 3}});
    const auto booking = book(m_half);
    EXPECT_OK(booking);
    // Noon in Oslo, an hour behind the check-out; the home is prepared for three days more.
    m_world->clock().set(QDateTime({2026, 7, 4}, {10, 0}, Qt::UTC));
    const BookingService bookings;
    EXPECT_ERROR(bookings.cancelAsGuest(m_world->context(), m_guest, booking->id), InvalidTransition);
    BookingChange longer;
    longer.wish = {{u"check_out"_s, u"2026-07-06"_s}};
    EXPECT_ERROR(BookingChanges().changeAsHost(m_world->context(), m_host, booking->id, longer), InvalidTransition);
    m_world->clock().set(QDateTime({2026, 7, 4}, {8, 0}, Qt::UTC));
    EXPECT_OK(BookingChanges().changeAsHost(m_world->context(), m_host, booking->id, longer));
}

void TestCancellations::reasonIsKeptAndLimited()
{
    const auto booking = book({});
    EXPECT_OK(booking);
    EXPECT_ERROR(BookingService().cancel(m_world->context(), m_host, booking->id, std::nullopt, QString(501, u'x')),
                 Validation);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, booking->id, 1, u"The boiler is broken"_s));
    QCOMPARE(m_world->look(u"SELECT detail->>'reason' FROM audit_entry WHERE action = 'booking.cancel'"_s)->toString(),
             u"The boiler is broken"_s);
}

void TestCancellations::historyNamesEachStep()
{
    const auto booking = book({});
    EXPECT_OK(booking);
    EXPECT_OK(BookingService().cancel(m_world->context(), m_host, booking->id, 1, u"The boiler is broken"_s));
    const auto history = BookingQueries().history(m_world->context(), m_host, booking->id);
    EXPECT_OK(history);
    QVERIFY(history->has_value());
    const QJsonArray items = QJsonDocument::fromJson(**history).object().value("items"_L1).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0]["action"_L1].toString(), u"request"_s);
    QCOMPARE(items[0]["actor"_L1].toString(), u"guest"_s);
    QCOMPARE(items[0]["user_id"_L1].toString(), m_guest.user.toString());
    QCOMPARE(items[1]["actor"_L1].toString(), u"host"_s);
    QCOMPARE(items[1]["from_state"_L1].toString(), u"confirmed"_s);
    QCOMPARE(items[1]["to_state"_L1].toString(), u"cancelled"_s);
    QCOMPARE(items[1]["reason"_L1].toString(), u"The boiler is broken"_s);
    EXPECT_ERROR(BookingQueries().history(m_world->context(), m_guest, booking->id), Forbidden);
}

QTEST_GUILESS_MAIN(TestCancellations)
#include "TestCancellations.moc"
