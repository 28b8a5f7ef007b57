// What guests and members of staff see of bookings, as rows of their own: whatever is done to a booking, a trip is what
// the booking is; nobody else reads it; transactions that write the rows of the same people never wait for each other
// in a ring.
#include "e2e/support/Invariants.h"
#include "server/identity/TenantService.h"
#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/HostEntries.h"
#include "server/schedules/StaffService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include <QJsonArray>
#include <QTest>
#include <QThread>
#include <QUrl>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestUserRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup();

    void tripFollowsAStay();
    void tripFollowsARequest();
    void seatsAndEntriesOfTheHost();
    void namesFollowUntilItIsOver();
    void staffSeesTheirAppointments();
    void whoLeavesTheTeamLosesTheAssignments();
    void onlyMembersGiveAppointments();
    void oneTransactionAdvancesAScopeOnce();
    void onlyTheGuestReadsATrip();
    void crossingTransactionsNeverDeadlock();

private:
    Result<Booking> book(const Caller &guest, const ListingId &listing, const QDate &from, const QDate &to);
    Result<Booking> bookSlot(const Caller &guest, const ListingId &service, const QString &startsAt);
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }
    QString tripOf(const Booking &booking)
    {
        return text(
            u"SELECT status || ' ' || check_in || ' ' || check_out || ' ' || title FROM trip WHERE id = '%1'"_s.arg(
                booking.id.toString()));
    }
    QString assignments()
    {
        return text(u"SELECT string_agg(code || ' ' || status, ',' ORDER BY code) FROM assignment"_s);
    }
    qint64 version(const Caller &user)
    {
        return m_world->look(u"SELECT version FROM sync_scope WHERE scope = 'u:%1'"_s.arg(user.user.toString()))
            ->toLongLong();
    }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
};

void TestUserRows::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host);
}

// After each test, all that is stored is looked at from outside.
void TestUserRows::cleanup()
{
    auto admin = Database::openPostgres(m_world->database().adminUrl);
    EXPECT_OK(admin);
    const auto broken = brokenInvariants(**admin);
    EXPECT_OK(broken);
    QVERIFY2(broken->isEmpty(), qPrintable(broken->join(u'\n')));
}

Result<Booking> TestUserRows::book(const Caller &guest, const ListingId &listing, const QDate &from, const QDate &to)
{
    ROOST_ASSIGN(const auto made, BookingService().book(m_world->context(), guest, stayRequest(listing, {from, to})));
    return made.booking;
}

Result<Booking> TestUserRows::bookSlot(const Caller &guest, const ListingId &service, const QString &startsAt)
{
    BookingRequest request;
    ROOST_ASSIGN(request.wish, Wish::fromJson({{u"listing_id"_s, service.toString()}, {u"starts_at"_s, startsAt}}));
    ROOST_ASSIGN(const auto made, BookingService().book(m_world->context(), guest, request));
    return made.booking;
}

void TestUserRows::tripFollowsAStay()
{
    const auto booking = book(m_guest, m_home.listing, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    QCOMPARE(tripOf(*booking), u"confirmed 2026-07-01 2026-07-04 Cabin by the fjord"_s);
    QCOMPARE(text(u"SELECT user_id FROM trip"_s), m_guest.user.toString());
    QCOMPARE(version(m_guest), 1);

    BookingChange longer;
    longer.wish = {{u"check_out"_s, u"2026-07-05"_s}};
    EXPECT_OK(BookingChanges().changeAsHost(m_world->context(), m_host, booking->id, longer));
    QCOMPARE(tripOf(*booking), u"confirmed 2026-07-01 2026-07-05 Cabin by the fjord"_s);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, booking->id));
    QCOMPARE(tripOf(*booking), u"cancelled 2026-07-01 2026-07-05 Cabin by the fjord"_s);
    QCOMPARE(text(u"SELECT ended_by || ' ' || (refund IS NOT NULL) FROM trip"_s), u"guest true"_s);
    QCOMPARE(version(m_guest), 3);

    const auto past = book(m_guest, m_home.listing, {2026, 3, 2}, {2026, 3, 4});
    EXPECT_OK(past);
    m_world->clock().set(QDateTime::fromString(u"2026-03-10T12:00:00Z"_s, Qt::ISODate));
    QCOMPARE(*BookingService().completePastStays(m_world->context()), 1);
    QCOMPARE(tripOf(*past), u"completed 2026-03-02 2026-03-04 Cabin by the fjord"_s);
}

void TestUserRows::tripFollowsARequest()
{
    const auto onRequest = m_world->addHome(m_host, {{u"instant_book"_s, false}});
    EXPECT_OK(onRequest);
    const auto rival = m_world->addGuest(u"Rosa"_s);
    EXPECT_OK(rival);
    const auto wanted = book(m_guest, onRequest->listing, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(wanted);
    const auto other = book(*rival, onRequest->listing, {2026, 7, 2}, {2026, 7, 5});
    EXPECT_OK(other);
    QVERIFY(tripOf(*wanted).startsWith(u"pending "_s));
    // Both in one transaction: the one is accepted, its rival declined.
    EXPECT_OK(BookingService().accept(m_world->context(), m_host, wanted->id));
    QVERIFY(tripOf(*wanted).startsWith(u"confirmed "_s));
    QVERIFY(tripOf(*other).startsWith(u"declined "_s));

    const auto withdrawn = book(*rival, onRequest->listing, {2026, 8, 1}, {2026, 8, 3});
    EXPECT_OK(withdrawn);
    EXPECT_OK(BookingService().withdraw(m_world->context(), *rival, withdrawn->id));
    QVERIFY(tripOf(*withdrawn).startsWith(u"withdrawn "_s));
    const auto forgotten = book(*rival, onRequest->listing, {2026, 9, 1}, {2026, 9, 3});
    EXPECT_OK(forgotten);
    m_world->clock().set(m_world->clock().nowUtc().addDays(2));
    QCOMPARE(*BookingService().expireDueRequests(m_world->context()), 1);
    QVERIFY(tripOf(*forgotten).startsWith(u"expired "_s));
}

void TestUserRows::seatsAndEntriesOfTheHost()
{
    const auto concert = m_world->addExperience(m_host);
    EXPECT_OK(concert);
    const auto show = m_world->addSession(m_host, *concert, u"2026-07-02T19:00"_s);
    EXPECT_OK(show);
    BookingRequest request;
    const auto wish = Wish::fromJson({{u"session_id"_s, show->session.toString()},
                                      {u"seats"_s, QJsonArray{show->seats[0].toString(), show->seats[1].toString()}}});
    EXPECT_OK(wish);
    request.wish = *wish;
    EXPECT_OK(BookingService().book(m_world->context(), m_guest, request));
    QCOMPARE(text(u"SELECT kind || ' ' || jsonb_array_length(items) || ' ' || time_zone FROM trip"_s),
             u"experience 2 Europe/Oslo"_s);

    // Nobody's account, nobody's trip.
    HostEntry entry;
    entry.wish = Wish{StayWish{m_home.listing, {QDate(2026, 8, 1), QDate(2026, 8, 3)}, 1, 0, 1, {}}, {}, {}};
    entry.name = u"On the phone"_s;
    EXPECT_OK(HostEntries().enter(m_world->context(), m_host, entry));
    QCOMPARE(text(u"SELECT count(*) FROM trip"_s), u"1"_s);
}

void TestUserRows::namesFollowUntilItIsOver()
{
    const auto soon = book(m_guest, m_home.listing, {2026, 7, 1}, {2026, 7, 4});
    const auto over = book(m_guest, m_home.listing, {2026, 8, 1}, {2026, 8, 4});
    EXPECT_OK(soon);
    EXPECT_OK(over);
    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, over->id));
    const qint64 before = version(m_guest);
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"title"_s, u"Boat house"_s}}));
    QCOMPARE(tripOf(*soon), u"confirmed 2026-07-01 2026-07-04 Boat house"_s);
    QCOMPARE(tripOf(*over), u"cancelled 2026-08-01 2026-08-04 Cabin by the fjord"_s);
    QCOMPARE(version(m_guest), before + 1);
    // What a guest doesn't see moves nobody.
    EXPECT_OK(ListingService().edit(m_world->context(), m_host, m_home.listing, {{u"base_price_minor"_s, 5}}));
    QCOMPARE(version(m_guest), before + 1);
}

void TestUserRows::staffSeesTheirAppointments()
{
    const auto service = m_world->addService(m_host);
    const auto lena = m_world->addMember(m_host, u"Lena"_s, Role::Staff);
    EXPECT_OK(service);
    EXPECT_OK(lena);
    const auto chair = m_world->addStaff(m_host, u"Lena"_s);
    EXPECT_OK(chair);
    const auto early = bookSlot(m_guest, *service, u"2026-03-03T09:00:00Z"_s);
    EXPECT_OK(early);
    QCOMPARE(assignments(), QString());
    // Who is given an account later has what was booked before.
    const QJsonObject link{{u"user_id"_s, lena->user.toString()}};
    EXPECT_OK(StaffService().edit(m_world->context(), m_host, *chair, link));
    QCOMPARE(assignments(), early->code + u" confirmed"_s);
    QCOMPARE(text(u"SELECT user_id || guest_name || guest_phone FROM assignment"_s), lena->user.toString() + u"Ravi"_s);
    EXPECT_OK(m_world->change(
        u"BEGIN; SELECT set_config('roost.tenant', '%1', true), roost_advance_scope(); "
        "UPDATE contact SET name = 'Ravi Rao', phone = '+47 1'; COMMIT"_s.arg(m_host.tenant.toString())));
    QCOMPARE(text(u"SELECT guest_name || guest_phone FROM assignment"_s), u"Ravi+47 1"_s);

    EXPECT_OK(BookingService().cancelAsGuest(m_world->context(), m_guest, early->id));
    QCOMPARE(assignments(), early->code + u" cancelled"_s);
    QCOMPARE(text(u"SELECT guest_phone FROM assignment"_s), QString());

    EXPECT_OK(StaffService().edit(m_world->context(), m_host, *chair, {{u"user_id"_s, QJsonValue::Null}}));
    QCOMPARE(assignments(), QString());
    QCOMPARE(text(u"SELECT count(*) FROM user_tombstone WHERE table_name = 'assignment' AND user_id = '%1'"_s.arg(
                 lena->user.toString())),
             u"1"_s);
}

void TestUserRows::whoLeavesTheTeamLosesTheAssignments()
{
    const auto service = m_world->addService(m_host);
    const auto lena = m_world->addMember(m_host, u"Lena"_s, Role::Staff);
    EXPECT_OK(lena);
    EXPECT_OK(m_world->addStaff(m_host, u"Lena"_s, {{u"user_id"_s, lena->user.toString()}}));
    EXPECT_OK(bookSlot(m_guest, *service, u"2026-03-03T09:00:00Z"_s));
    QCOMPARE(text(u"SELECT count(*) FROM assignment"_s), u"1"_s);
    const MemberId member =
        MemberId::fromString(text(u"SELECT id FROM member WHERE user_id = '%1'"_s.arg(lena->user.toString())));
    EXPECT_OK(TenantService().removeMember(m_world->context(), m_host, member));
    QCOMPARE(text(u"SELECT count(*) FROM assignment"_s), u"0"_s);
    QCOMPARE(text(u"SELECT count(*) FROM staff_member WHERE user_id IS NULL"_s), u"1"_s);
}

void TestUserRows::onlyMembersGiveAppointments()
{
    EXPECT_ERROR(m_world->addStaff(m_host, u"Ravi"_s, {{u"user_id"_s, m_guest.user.toString()}}), NotFound);
    EXPECT_ERROR(m_world->addStaff(m_host, u"Ravi"_s, {{u"user_id"_s, u"somebody"_s}}), Validation);
    QCOMPARE(text(u"SELECT count(*) FROM staff_member"_s), u"0"_s);
}

void TestUserRows::oneTransactionAdvancesAScopeOnce()
{
    const auto first = book(m_guest, m_home.listing, {2026, 7, 1}, {2026, 7, 4});
    const auto second = book(m_guest, m_home.listing, {2026, 8, 1}, {2026, 8, 4});
    EXPECT_OK(first);
    EXPECT_OK(second);
    {
        auto write = TenantTransaction::beginWrite(m_world->context(), m_host.tenant, m_host.user);
        EXPECT_OK(write);
        EXPECT_OK(BookingService().cancel(m_world->context(), m_host, first->id));
        EXPECT_OK(BookingService().cancel(m_world->context(), m_host, second->id));
        EXPECT_OK(write->commit());
    }
    QCOMPARE(version(m_guest), 3);
    QCOMPARE(text(u"SELECT count(*) FROM trip WHERE status = 'cancelled' AND version = 3"_s), u"2"_s);
}

void TestUserRows::onlyTheGuestReadsATrip()
{
    EXPECT_OK(book(m_guest, m_home.listing, {2026, 7, 1}, {2026, 7, 4}));
    Database &app = m_world->context().database;
    const auto seenBy = [&](const Caller &caller) -> Result<qint64> {
        ROOST_ASSIGN(auto read, TenantTransaction::beginRead(m_world->context(), caller.tenant, caller.user));
        ROOST_ASSIGN(Statement count, app.prepare(u"SELECT count(*) FROM trip"_s));
        ROOST_TRY(count.exec());
        return count.next() ? count.integer(0) : -1;
    };
    QCOMPARE(*seenBy(m_guest), 1);
    QCOMPARE(*seenBy(m_host), 0);
    // Not even the guest writes there.
    for (const QString &sql : {u"UPDATE trip SET title = 'Mine'"_s, u"DELETE FROM trip"_s,
                               u"DELETE FROM user_tombstone"_s, u"UPDATE assignment SET title = 'Mine'"_s}) {
        auto write = TenantTransaction::beginForUser(m_world->context(), m_guest.user);
        EXPECT_OK(write);
        EXPECT_ERROR(app.execute(sql), Forbidden);
    }
}

namespace {

// On a thread of its own: transactions of one tenant that write the bookings of the same two guests in the given order.
class Crossing : public QThread
{
public:
    Crossing(QUrl appUrl, Caller host, QStringList bookings)
        : m_appUrl(std::move(appUrl))
        , m_host(std::move(host))
        , m_bookings(std::move(bookings))
    {
    }
    static constexpr int kTimes = 150;
    QString failure;

protected:
    void run() override
    {
        auto database = Database::openPostgres(m_appUrl);
        MockClock clock;
        for (int i = 0; database && i < kTimes && failure.isEmpty(); ++i) {
            ServerContext context{**database, clock};
            if (const auto written = writeOnce(context); !written)
                failure = written.error().detail;
        }
        if (!database)
            failure = database.error().detail;
    }

private:
    Result<void> writeOnce(ServerContext &context)
    {
        ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(context, m_host.tenant, m_host.user));
        for (const QString &booking : m_bookings)
            ROOST_TRY(
                context.database.execute(u"UPDATE booking SET updated_at = now() WHERE id = '%1'"_s.arg(booking)));
        return write.commit();
    }

    QUrl m_appUrl;
    Caller m_host;
    QStringList m_bookings;
};

} // namespace

// The guests are the same, the hosts several, the order another for each: with locks in the order of writing this ends
// in a deadlock at once.
void TestUserRows::crossingTransactionsNeverDeadlock()
{
    QList<Caller> guests{m_guest};
    for (const QString &name : {u"Rosa"_s, u"Sami"_s})
        guests << *m_world->addGuest(name);
    std::vector<std::unique_ptr<Crossing>> threads;
    for (int i = 0; i < 4; ++i) {
        const auto host = m_world->addHost(u"Host %1"_s.arg(i));
        EXPECT_OK(host);
        const auto home = m_world->addHome(*host);
        EXPECT_OK(home);
        QStringList bookings;
        for (int j = 0; j < guests.size(); ++j) {
            const auto booking = book(guests[j], home->listing, {2026, 7, 1 + 3 * j}, {2026, 7, 3 + 3 * j});
            EXPECT_OK(booking);
            bookings << booking->id.toString();
        }
        std::rotate(bookings.begin(), bookings.begin() + i % 3, bookings.end());
        if (i % 2)
            std::reverse(bookings.begin(), bookings.end());
        threads.push_back(std::make_unique<Crossing>(m_world->database().appUrl, *host, bookings));
    }
    for (const auto &thread : threads)
        thread->start();
    for (const auto &thread : threads) {
        QVERIFY(thread->wait(120'000));
        QCOMPARE(thread->failure, QString());
    }
    // Each commit moved each guest by one, and nothing was lost.
    for (const Caller &guest : std::as_const(guests))
        QCOMPARE(version(guest), 4 + 4 * Crossing::kTimes);
}

QTEST_GUILESS_MAIN(TestUserRows)
#include "TestUserRows.moc"
