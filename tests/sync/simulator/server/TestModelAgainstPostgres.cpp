// The model of the server against the real services: what several clients, guests and operators do at random must be
// answered alike, and must leave the same rows with the same versions.
#include "ModelServer.h"
#include "PostgresServer.h"
#include "TraceClient.h"
#include "Twin.h"

#include "support/Expect.h"

#include <QTest>

#include <deque>

using namespace roost;
using namespace roost::sim;
using namespace roost::sync;
using namespace Qt::StringLiterals;

namespace {

constexpr int kUsers = 3;
constexpr int kTenants = 2;
constexpr int kSteps = 45;

// One trace: random steps, the same on both.
class Trace
{
public:
    Trace(Twin &twin, quint32 seed)
        : m_twin(twin)
        , m_random(seed)
        , m_now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC)
    {
        m_twin.setNow(m_now);
        m_twin.build(
            {kUsers,
             kTenants,
             {{0, 0, u"owner"_s}, {1, 0, u"manager"_s}, {2, 0, u"staff"_s}, {1, 1, u"owner"_s}, {2, 1, u"manager"_s}},
             4,
             2,
             m_now.date()});
        m_twin.setPageRows(3 + below(20));
        m_twin.compare(kUsers);
        for (int user : {0, 1, 1, 2})
            m_clients.emplace_back(user, ClientId::create(), m_random);
        for (TraceClient &client : m_clients) {
            m_twin.hello(client.user(), {client.id(), kProtocolVersion, kSchemaVersion, 0, {}});
            look(client);
        }
    }

    // The step at which they first differed; -1: never.
    int run()
    {
        for (int step = 0; step < kSteps; ++step) {
            m_done = step;
            act(below(100));
            m_twin.compare(kUsers);
            if (!m_twin.differences().isEmpty())
                return step;
        }
        return -1;
    }
    const QStringList &log() const { return m_log; }

private:
    int below(int most) { return static_cast<int>(m_random.bounded(most)); }
    QString scopeOf(int tenant) { return u"t:"_s + m_twin.first().tenantId(tenant); }
    QString someScope() { return scopeOf(below(kTenants)); }
    TraceClient &someClient() { return m_clients[below(static_cast<int>(m_clients.size()))]; }
    QJsonObject someRow(int tenant, const QString &table)
    {
        const auto rows = m_twin.first().rows(scopeOf(tenant)).value(table).values();
        return rows.isEmpty() ? QJsonObject() : rows.at(below(static_cast<int>(rows.size())));
    }
    QString someId(int tenant, const QString &table) { return someRow(tenant, table).value("id"_L1).toString(); }
    void look(TraceClient &client)
    {
        for (int tenant = 0; tenant < kTenants; ++tenant)
            client.see(scopeOf(tenant), m_twin.first().rows(scopeOf(tenant)));
    }

    void act(int dice)
    {
        if (dice < 40)
            push(someClient());
        else if (dice < 52)
            pull(someClient());
        else if (dice < 58)
            hello(someClient());
        else if (dice < 61)
            snapshot(someClient());
        else if (dice < 64)
            repeat(someClient());
        else if (dice < 85)
            guest(below(kTenants));
        else if (dice < 93)
            web(below(kUsers), below(kTenants));
        else
            operate();
    }

    void push(TraceClient &client)
    {
        const QString scope = someScope();
        if (below(2) == 0)
            look(client);
        const PushRequest request = client.nextPush(scope, m_now.date());
        m_log << u"push of user %1"_s.arg(client.user());
        for (const Mutation &mutation : request.mutations)
            m_log << u"  "_s + QString::fromUtf8(QJsonDocument(mutation.toJson()).toJson(QJsonDocument::Compact));
        if (const auto reply = m_twin.push(client.user(), request))
            client.answered(*reply);
        else if (reply.error().code == ErrorCode::ClientForked)
            client.fork();
    }

    void repeat(TraceClient &client)
    {
        m_log << u"repeats of user %1"_s.arg(client.user());
        if (client.lastPush().mutations.isEmpty())
            return;
        PushRequest request = client.lastPush();
        if (below(3) == 0)
            request = *client.changedRepetition();
        else if (below(3) == 0)
            request.mutations.last().mid += 1;
        else if (below(3) == 0)
            request.client = ClientId::create(); // a copy of the replica goes on under a new id
        (void)m_twin.push(client.user(), request);
    }

    ScopePosition positionOf(const TraceClient &client, const QString &scope)
    {
        return client.positions.value(scope, {scope, m_twin.first().epoch(), 0, 0});
    }

    void pull(TraceClient &client)
    {
        const QString scope = someScope();
        const ScopePosition at = positionOf(client, scope);
        m_log << u"pull of user %1 from %2"_s.arg(client.user()).arg(at.cursor);
        const auto reply =
            m_twin.pull(client.user(), {client.id(), scope, at.epoch, at.cursor, client.acked, {}}, [this] {
                if (below(2) == 0)
                    guest(below(kTenants));
            });
        if (reply) {
            client.positions.insert(scope, {scope, reply->epoch, reply->cursor, 0});
            client.acked = reply->lastMid;
        } else if (reply.error().code != ErrorCode::ScopeGone) {
            client.positions.remove(scope);
        }
    }

    void hello(TraceClient &client)
    {
        m_log << u"hello of user %1"_s.arg(client.user());
        HelloRequest request{client.id(), kProtocolVersion, kSchemaVersion, 0, {}};
        request.lastAckedMid = below(10) == 0 ? client.nextMid() + 3 : below(static_cast<int>(client.nextMid()));
        for (int tenant = 0; tenant < kTenants; ++tenant) {
            ScopePosition at = positionOf(client, scopeOf(tenant));
            at.cursor += below(12) == 0 ? 1000 : 0;
            if (below(12) == 0)
                at.epoch = uuidText(newUuid());
            if (below(6) > 0)
                request.scopes << at;
        }
        m_twin.hello(below(20) == 0 ? (client.user() + 1) % kUsers : client.user(), request);
    }

    void snapshot(TraceClient &client)
    {
        m_log << u"snapshot of user %1"_s.arg(client.user());
        m_twin.snapshot(client.user(), client.id(), someScope(), [this] { guest(below(kTenants)); });
    }

    void guest(int tenant)
    {
        const int dice = below(10);
        if (dice < 6) {
            const QJsonObject unit = someRow(tenant, u"unit"_s);
            const QDate in = m_now.date().addDays(below(12) - 1);
            GuestStay stay{unit.value("listing_id"_L1).toString(), {}, in, in.addDays(1 + below(4)), 1 + below(5)};
            if (below(3) == 0)
                stay.unitId = unit.value("id"_L1).toString();
            m_log << u"guest books %1 %2"_s.arg(stay.listingId, in.toString(Qt::ISODate));
            m_twin.guestBooks(tenant, stay);
        } else if (const QString booking = someId(tenant, u"booking"_s); !booking.isEmpty()) {
            const bool hasGuest = someRow(tenant, u"booking"_s).value("source"_L1) == u"direct"_s;
            m_log << u"guest cancels or reviews %1"_s.arg(booking);
            if (dice < 8 && isGuests(tenant, booking))
                m_twin.guestCancels(tenant, booking);
            else
                m_twin.guestReviews(tenant, booking, 1 + below(5), hasGuest ? u"Nice"_s : u""_s);
        }
    }

    bool isGuests(int tenant, const QString &booking)
    {
        const auto bookings = m_twin.first().rows(scopeOf(tenant)).value(u"booking"_s);
        return bookings.value(booking).value("source"_L1) == u"direct"_s;
    }

    void web(int user, int tenant)
    {
        const QDate from = m_now.date().addDays(below(10));
        m_log << u"web of user %1 in tenant %2"_s.arg(user).arg(tenant);
        switch (below(3)) {
        case 0:
            m_twin.webEditsListing(user, tenant, someId(tenant, u"listing"_s),
                                   {{u"title"_s, u"Web %1"_s.arg(below(3))}, {u"min_nights"_s, 1 + below(2)}});
            break;
        case 1:
            m_twin.webBlocks(user, tenant, someId(tenant, u"unit"_s), from, from.addDays(1 + below(3)));
            break;
        default:
            if (const QString block = someId(tenant, u"block"_s); !block.isEmpty())
                m_twin.webUnblocks(user, tenant, block);
        }
    }

    void operate()
    {
        const int dice = below(10);
        m_log << u"operator %1"_s.arg(dice);
        if (dice < 2) {
            m_twin.revoke(below(kUsers), below(kTenants));
        } else if (dice < 4) {
            m_twin.grant(below(kUsers), below(kTenants), below(3) == 0 ? u"staff"_s : u"manager"_s);
        } else if (dice < 5) {
            m_twin.savePoint();
            ++m_savePoints;
        } else if (dice < 6 && m_savePoints > 0) {
            m_twin.restoreTo(below(m_savePoints), below(2) == 0);
        } else if (dice < 7) {
            m_twin.expireHistory(someScope());
        } else if (dice < 8) {
            m_twin.expireClients(m_now.addSecs(-7200));
        } else {
            m_now = m_now.addSecs(3600LL * (1 + below(20)));
            m_twin.setNow(m_now);
        }
    }

    Twin &m_twin;
    QRandomGenerator m_random;
    QDateTime m_now;
    std::deque<TraceClient> m_clients;
    QStringList m_log;
    int m_done = 0;
    int m_savePoints = 0;
};

} // namespace

class TestModelAgainstPostgres : public QObject
{
    Q_OBJECT

private:
    test::PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }

    void tracesAreAnsweredAlike_data()
    {
        QTest::addColumn<quint32>("seed");
        const quint32 first = qEnvironmentVariable("ROOST_TRACE_SEED", u"1"_s).toUInt();
        const quint32 count = qEnvironmentVariable("ROOST_TRACES", u"8"_s).toUInt();
        for (quint32 seed = first; seed < first + count; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void tracesAreAnsweredAlike()
    {
        QFETCH(const quint32, seed);
        ModelServer model;
        auto postgres = PostgresServer::create(m_postgres);
        EXPECT_OK(postgres);
        Twin twin(model, **postgres);
        Trace trace(twin, seed);
        const int step = trace.run();
        if (step >= 0) {
            QFAIL(qPrintable(u"step %1:\n%2\nafter\n%3"_s.arg(step).arg(
                twin.differences().mid(0, 8).join(u'\n'), trace.log().mid(trace.log().size() - 12).join(u'\n'))));
        }
    }
};

QTEST_GUILESS_MAIN(TestModelAgainstPostgres)
#include "TestModelAgainstPostgres.moc"
