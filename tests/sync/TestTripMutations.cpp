// A guest's own scope over the wire: what hello says of it, its rows, and what the guest does with their bookings.
#include "server/sync/Epoch.h"
#include "server/sync/HelloService.h"
#include "server/sync/PullService.h"
#include "server/sync/PushService.h"

#include "server/reservations/BookingService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/SyncTables.h"

#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestTripMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void helloTellsOfAnEmptyScope();
    void olderClientsAreNotToldOfIt();
    void tripsArePulledFromTheStart();
    void scopesAreApart();
    void cancelsOnce();
    void cancelsOnlyWhatTheGuestSaw();
    void refusesWhatIsNotTheirs_data();
    void refusesWhatIsNotTheirs();
    void oneRunMayNameBookingsOfSeveralHosts();

private:
    Result<Booking> book(const Caller &host, const QJsonObject &fields, const QDate &from, const QDate &to);
    Result<ScopeState> hello(const QList<ScopePosition> &scopes = {}, int schema = kSchemaVersion);
    Result<PullReply> pullTrips(qint64 cursor);
    Mutation cancelling(qint64 mid, const Booking &booking, const QString &seen)
    {
        return {mid,
                MutationId::create(),
                userScope(m_guest.user),
                u"trip.cancel"_s,
                kSchemaVersion,
                {{u"booking_id"_s, booking.id.toString()}, {u"reason"_s, u"Plans changed"_s}},
                {{u"status"_s, seen}}};
    }
    Result<PushReply> send(const QList<Mutation> &mutations)
    {
        return push(m_world->context(), m_guest, {m_client, mutations});
    }
    QString statusOf(const Booking &booking)
    {
        return m_world->look(u"SELECT status FROM booking WHERE id = '%1'"_s.arg(booking.id.toString()))->toString();
    }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    ClientId m_client;
};

void TestTripMutations::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    EXPECT_OK(ensureEpoch(m_world->context().database));
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_client = ClientId::create();
}

Result<Booking> TestTripMutations::book(const Caller &host, const QJsonObject &fields, const QDate &from,
                                        const QDate &to)
{
    ROOST_ASSIGN(const auto home, m_world->addHome(host, fields));
    ROOST_ASSIGN(const auto made,
                 BookingService().book(m_world->context(), m_guest, stayRequest(home.listing, {from, to})));
    return made.booking;
}

// What is said of the guest's own scope, which is the only one.
Result<ScopeState> TestTripMutations::hello(const QList<ScopePosition> &scopes, int schema)
{
    ROOST_ASSIGN(const HelloReply reply,
                 sayHello(m_world->context(), m_guest, {m_client, kProtocolVersion, schema, 0, scopes}));
    return reply.scopes.value(0);
}

Result<PullReply> TestTripMutations::pullTrips(qint64 cursor)
{
    ROOST_ASSIGN(const ScopeState state, hello());
    ROOST_ASSIGN(const QByteArray bytes,
                 pull(m_world->context(), m_guest, {m_client, state.scope, state.epoch, cursor, 0, {}}));
    return decodePullReply(bytes);
}

void TestTripMutations::helloTellsOfAnEmptyScope()
{
    const auto fresh = hello();
    EXPECT_OK(fresh);
    QCOMPARE(fresh->scope, userScope(m_guest.user));
    QCOMPARE(fresh->verdict, ScopeVerdict::Resync);
    QCOMPARE(fresh->version, 0);
    QCOMPARE(hello({{fresh->scope, fresh->epoch, 0}})->verdict, ScopeVerdict::Ok);
    EXPECT_OK(book(m_host, {}, {2026, 7, 1}, {2026, 7, 4}));
    const auto moved = hello({{fresh->scope, fresh->epoch, 0}});
    EXPECT_OK(moved);
    QCOMPARE(moved->verdict, ScopeVerdict::Ok);
    QCOMPARE(moved->version, 1);
    QCOMPARE(*followedScopes(m_world->context(), m_guest), QStringList{fresh->scope});
    // Tombstones that expired are nothing to a replica that has no rows.
    EXPECT_OK(m_world->change(u"UPDATE sync_scope SET floor = version"_s));
    QCOMPARE(hello({{fresh->scope, fresh->epoch, 0}})->verdict, ScopeVerdict::Ok);
    // Ahead of the server: its data went back in time.
    QCOMPARE(hello({{fresh->scope, fresh->epoch, 2}})->verdict, ScopeVerdict::EpochChanged);
}

void TestTripMutations::olderClientsAreNotToldOfIt()
{
    EXPECT_OK(book(m_host, {}, {2026, 7, 1}, {2026, 7, 4}));
    QCOMPARE(hello({}, kUserScopesSince - 1)->scope, QString());
}

void TestTripMutations::tripsArePulledFromTheStart()
{
    const auto booking = book(m_host, {{u"city"_s, u"Oslo"_s}}, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const auto all = pullTrips(0);
    EXPECT_OK(all);
    QVERIFY(all->complete);
    QCOMPARE(all->cursor, 1);
    QCOMPARE(all->tables.size(), 1);
    const TableRows &trips = all->tables.first();
    QCOMPARE(trips.table, u"trip"_s);
    QCOMPARE(trips.columns, findSyncTable(u"trip"_s)->columns);
    const QJsonArray row = trips.rows.first().toArray();
    QCOMPARE(row.size(), trips.columns.size());
    const auto cell = [&](const QString &column) { return row.at(trips.columns.indexOf(column)); };
    QCOMPARE(cell(u"id"_s).toString(), booking->id.toString());
    QCOMPARE(cell(u"host_name"_s).toString(), u"Solveig"_s);
    QCOMPARE(cell(u"city"_s).toString(), u"Oslo"_s);
    QCOMPARE(cell(u"check_in_time"_s).toString(), u"15:00"_s);
    QCOMPARE(cell(u"status"_s).toString(), u"confirmed"_s);
    QCOMPARE(cell(u"total_minor"_s).toInteger(), 300'000);
    QCOMPARE(pullTrips(1)->tables.size(), 0);

    const auto bytes = readSnapshot(m_world->context(), m_guest, {userScope(m_guest.user), u"trip"_s, {}, m_client});
    EXPECT_OK(bytes);
    const auto chunk = decodeSnapshotChunk(*bytes);
    EXPECT_OK(chunk);
    QCOMPARE(chunk->rows.rows, trips.rows);
    QCOMPARE(chunk->totalRows, 1);
}

void TestTripMutations::scopesAreApart()
{
    EXPECT_OK(book(m_host, {}, {2026, 7, 1}, {2026, 7, 4}));
    EXPECT_OK(hello());
    const QString own = userScope(m_guest.user);
    ServerContext &context = m_world->context();
    EXPECT_ERROR(readSnapshot(context, m_guest, {own, u"booking"_s, {}, m_client}), Validation);
    EXPECT_ERROR(readSnapshot(context, m_host, {tenantScope(m_host.tenant), u"trip"_s, {}, m_client}), Validation);
    EXPECT_ERROR(readSnapshot(context, m_host, {own, u"trip"_s, {}, m_client}), ScopeGone);
    EXPECT_ERROR(pull(context, m_host, {m_client, own, {}, 0, 0, {}}), ScopeGone);
    EXPECT_ERROR(pull(context, m_guest, {m_client, u"u:"_s, {}, 0, 0, {}}), ScopeGone);
}

void TestTripMutations::cancelsOnce()
{
    const auto booking = book(m_host, {}, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    const QList<Mutation> mutations{cancelling(1, *booking, u"confirmed"_s)};
    for (int time = 0; time < 2; ++time) {
        const auto reply = send(mutations);
        EXPECT_OK(reply);
        QCOMPARE(reply->outcomes.size(), 1);
        QCOMPARE(reply->outcomes.first().code, QString());
        QCOMPARE(reply->lastMid, 1);
    }
    QCOMPARE(statusOf(*booking), u"cancelled"_s);
    const auto pulled = pullTrips(1);
    EXPECT_OK(pulled);
    QCOMPARE(pulled->tables.size(), 1);
    QCOMPARE(pulled->lastMid, 1);
    QCOMPARE(pulled->outcomes.size(), 1);
    // Twice from two devices: what was wanted is so.
    QCOMPARE(send({cancelling(2, *booking, u"confirmed"_s)})->outcomes.first().code, QString());
}

void TestTripMutations::cancelsOnlyWhatTheGuestSaw()
{
    const auto booking = book(m_host, {{u"instant_book"_s, false}}, {2026, 7, 1}, {2026, 7, 4});
    EXPECT_OK(booking);
    EXPECT_OK(BookingService().accept(m_world->context(), m_host, booking->id));
    // To withdraw a request costs nothing, to cancel what was accepted meanwhile may.
    const auto reply = send({cancelling(1, *booking, u"pending"_s)});
    EXPECT_OK(reply);
    QCOMPARE(reply->outcomes.first().kind, OutcomeKind::Rejected);
    QCOMPARE(reply->outcomes.first().code, u"BOOKING_CHANGED"_s);
    QCOMPARE(reply->outcomes.first().theirs.value(u"status").toString(), u"confirmed"_s);
    QCOMPARE(statusOf(*booking), u"confirmed"_s);

    const auto request = book(m_host, {{u"instant_book"_s, false}}, {2026, 8, 1}, {2026, 8, 4});
    EXPECT_OK(request);
    QCOMPARE(send({cancelling(2, *request, u"pending"_s)})->outcomes.first().code, QString());
    QCOMPARE(statusOf(*request), u"withdrawn"_s);
}

void TestTripMutations::refusesWhatIsNotTheirs_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::newRow("another's booking") << u"own"_s << u"trip.cancel"_s << u"NOT_FOUND"_s;
    QTest::newRow("another's scope") << u"other"_s << u"trip.cancel"_s << u"SCOPE_GONE"_s;
    QTest::newRow("a host's edit") << u"own"_s << u"booking.cancel"_s << u"UNKNOWN_MUTATION"_s;
    QTest::newRow("a trip in a tenant") << u"tenant"_s << u"trip.cancel"_s << u"SCOPE_GONE"_s;
}

void TestTripMutations::refusesWhatIsNotTheirs()
{
    QFETCH(QString, scope);
    QFETCH(QString, name);
    QFETCH(QString, code);
    const auto home = m_world->addHome(m_host);
    const auto other = m_world->addGuest(u"Rosa"_s);
    EXPECT_OK(other);
    const auto made = BookingService().book(m_world->context(), *other,
                                            stayRequest(home->listing, {QDate(2026, 7, 1), QDate(2026, 7, 4)}));
    EXPECT_OK(made);
    Mutation mutation = cancelling(1, made->booking, u"confirmed"_s);
    mutation.name = name;
    if (scope == u"other")
        mutation.scope = userScope(other->user);
    else if (scope == u"tenant")
        mutation.scope = tenantScope(m_host.tenant);
    const auto reply = send({mutation});
    EXPECT_OK(reply);
    QCOMPARE(reply->outcomes.first().code, code);
    QCOMPARE(statusOf(made->booking), u"confirmed"_s);
}

void TestTripMutations::oneRunMayNameBookingsOfSeveralHosts()
{
    const auto second = m_world->addHost(u"Bjarne"_s);
    EXPECT_OK(second);
    const auto here = book(m_host, {}, {2026, 7, 1}, {2026, 7, 4});
    const auto there = book(*second, {}, {2026, 8, 1}, {2026, 8, 4});
    EXPECT_OK(here);
    EXPECT_OK(there);
    const auto reply = send(
        {cancelling(1, *there, u"confirmed"_s), cancelling(2, *here, u"confirmed"_s), cancelling(3, *there, u"x"_s)});
    EXPECT_OK(reply);
    QCOMPARE(reply->outcomes.size(), 3);
    QCOMPARE(reply->lastMid, 3);
    QCOMPARE(statusOf(*here), u"cancelled"_s);
    QCOMPARE(statusOf(*there), u"cancelled"_s);
    QCOMPARE(pullTrips(0)->cursor, 4);
}

QTEST_GUILESS_MAIN(TestTripMutations)
#include "TestTripMutations.moc"
