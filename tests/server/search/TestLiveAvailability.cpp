// Live availability over real sockets: the state at first, then what is held, freed, booked and what ends by itself,
// done by this server or by another one.
#include "server/search/LiveAvailability.h"
#include "server/search/LiveWatcher.h"

#include "server/reservations/HoldService.h"
#include "server/sync/LiveHub.h"
#include "server/sync/ScopeFeed.h"
#include "support/Expect.h"
#include "support/HostWorld.h"
#include "support/StayRequest.h"

#include "common/Json.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

// What one server process has for live connections.
struct Process
{
    Process(const QUrl &database, const Clock &clock)
        : live([database] { return Database::openPostgres(database); }, clock)
        , feed(
              hub, [database] { return Database::openPostgres(database); }, &live)
    {
        feed.start();
        live.start();
    }

    LiveHub hub;
    LiveAvailability live;
    ScopeFeed feed;
};

} // namespace

class TestLiveAvailability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void nightsOfAStay();
    void seatsOfASession();
    void aHoldEndsByItself();
    void newsOfAnotherProcess();
    void aSlowReaderGetsTheWhole();
    void whatIsNotPublishedIsNotShown();

private:
    // A socket that watches, seen from the peer, and its messages.
    struct Peer
    {
        std::unique_ptr<QWebSocket> socket;
        std::unique_ptr<QSignalSpy> messages;

        // The message with this index, once it has come.
        QJsonObject message(int index) const
        {
            while (messages->size() <= index) {
                if (!messages->wait(10'000))
                    return {{u"type"_s, u"none came"_s}};
            }
            return parseJsonObject(messages->at(index).first().toString().toUtf8()).value_or(QJsonObject());
        }
    };
    Peer watch(const LiveTopic &topic);
    LiveTopic topicOf(LiveTopic::Kind kind, const QUuid &id);
    Result<NewHold> hold(const QJsonObject &wish);
    static QString text(const QJsonValue &value)
    {
        return QString::fromUtf8(
            QJsonDocument(value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject()))
                .toJson(QJsonDocument::Compact));
    }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    std::unique_ptr<Process> m_process;
    std::unique_ptr<ServerContext> m_context; // of a request in this process
    QWebSocketServer m_server{u"test"_s, QWebSocketServer::NonSecureMode};
    Caller m_host;
    Caller m_guest;
};

void TestLiveAvailability::initTestCase()
{
    EXPECT_OK(m_postgres.start());
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestLiveAvailability::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_process = std::make_unique<Process>(m_world->database().appUrl, m_world->clock());
    m_context = std::make_unique<ServerContext>(
        ServerContext{m_world->context().database, m_world->clock(), &m_process->feed, QByteArrayLiteral("secret")});
}

void TestLiveAvailability::cleanup()
{
    qDeleteAll(findChildren<QWebSocket *>(QString(), Qt::FindDirectChildrenOnly));
    m_context.reset();
    m_process.reset();
}

LiveTopic TestLiveAvailability::topicOf(LiveTopic::Kind kind, const QUuid &id)
{
    return m_process->live.admit(*m_context, kind, id).value_or(LiveTopic());
}

TestLiveAvailability::Peer TestLiveAvailability::watch(const LiveTopic &topic)
{
    Peer peer{std::make_unique<QWebSocket>(), nullptr};
    peer.messages = std::make_unique<QSignalSpy>(peer.socket.get(), &QWebSocket::textMessageReceived);
    QSignalSpy accepted(&m_server, &QWebSocketServer::newConnection);
    peer.socket->open(m_server.serverUrl());
    if (accepted.isEmpty())
        accepted.wait();
    QWebSocket *socket = m_server.nextPendingConnection();
    socket->setParent(this);
    m_process->live.addConnection(socket, topic);
    return peer;
}

Result<NewHold> TestLiveAvailability::hold(const QJsonObject &json)
{
    ROOST_ASSIGN(const Wish wish, Wish::fromJson(json));
    return HoldService().hold(*m_context, Holder::ofUser(m_guest.user), wish);
}

void TestLiveAvailability::nightsOfAStay()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const LiveTopic topic = topicOf(LiveTopic::Kind::Listing, home->listing.uuid());
    const Peer peer = watch(topic);
    const QJsonObject first = peer.message(0);
    QCOMPARE(first.value(u"type").toString(), u"state"_s);
    QCOMPARE(first.value(u"listing_id").toString(), home->listing.toString());
    QVERIFY(first.value(u"taken").toArray().isEmpty());

    const auto held = hold({{u"listing_id"_s, home->listing.toString()},
                            {u"check_in"_s, u"2026-07-02"_s},
                            {u"check_out"_s, u"2026-07-05"_s}});
    EXPECT_OK(held);
    const QJsonObject taken = peer.message(1);
    QCOMPARE(taken.value(u"type").toString(), u"change"_s);
    QCOMPARE(text(taken.value(u"taken")), u"[{\"from\":\"2026-07-02\",\"to\":\"2026-07-05\"}]"_s);
    EXPECT_OK(HoldService().confirm(*m_context, Holder::ofUser(m_guest.user), held->hold.id, held->token, {}));
    EXPECT_OK(BookingService().book(*m_context, m_guest, stayRequest(home->listing, {{2026, 7, 9}, {2026, 7, 10}})));
    // Confirming changed nothing that a guest may know.
    QCOMPARE(text(peer.message(2).value(u"taken")), u"[{\"from\":\"2026-07-09\",\"to\":\"2026-07-10\"}]"_s);
    // Who comes later gets it all at once.
    QCOMPARE(text(watch(topic).message(0).value(u"taken")),
             u"[{\"from\":\"2026-07-02\",\"to\":\"2026-07-05\"},{\"from\":\"2026-07-09\",\"to\":\"2026-07-10\"}]"_s);
    QVERIFY(!peer.messages->last().first().toString().contains(m_guest.user.toString()));
}

void TestLiveAvailability::seatsOfASession()
{
    const auto barn = m_world->addExperience(m_host);
    EXPECT_OK(barn);
    const auto show = m_world->addSession(m_host, *barn, u"2026-07-02T19:00"_s, {{u"places"_s, 3}});
    EXPECT_OK(show);
    const Peer peer = watch(topicOf(LiveTopic::Kind::Session, show->session.uuid()));
    QCOMPARE(peer.message(0).value(u"free").toInt(), 3);
    QCOMPARE(peer.message(0).value(u"seats").toArray().size(), 3);
    const QJsonObject wish{{u"session_id"_s, show->session.toString()},
                           {u"seats"_s, QJsonArray{show->seats.first().toString()}}};
    const auto held = hold(wish);
    EXPECT_OK(held);
    const QString seat = show->seats.first().toString();
    QCOMPARE(text(peer.message(1).value(u"seats")), u"[{\"id\":\"%1\",\"state\":\"held\"}]"_s.arg(seat));
    EXPECT_OK(HoldService().release(*m_context, Holder::ofUser(m_guest.user), held->hold.id, held->token));
    QCOMPARE(text(peer.message(2).value(u"seats")), u"[{\"id\":\"%1\",\"state\":\"free\"}]"_s.arg(seat));
    const auto again = hold(wish);
    EXPECT_OK(again);
    QCOMPARE(peer.message(3).value(u"held").toInt(), 1);
    EXPECT_OK(HoldService().confirm(*m_context, Holder::ofUser(m_guest.user), again->hold.id, again->token, {}));
    QCOMPARE(text(peer.message(4).value(u"seats")), u"[{\"id\":\"%1\",\"state\":\"taken\"}]"_s.arg(seat));
    QCOMPARE(peer.message(4).value(u"sequence").toInt(), 5);
}

void TestLiveAvailability::aHoldEndsByItself()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    EXPECT_OK(hold({{u"listing_id"_s, home->listing.toString()},
                    {u"check_in"_s, u"2026-07-02"_s},
                    {u"check_out"_s, u"2026-07-03"_s}}));
    const Peer peer = watch(topicOf(LiveTopic::Kind::Listing, home->listing.uuid()));
    QCOMPARE(peer.message(0).value(u"taken").toArray().size(), 1);
    // Nobody does anything; the time passes.
    m_world->clock().advanceMs(HoldService::kDefaultSeconds * 1000);
    QCOMPARE(text(peer.message(1).value(u"freed")), u"[{\"from\":\"2026-07-02\",\"to\":\"2026-07-03\"}]"_s);
}

void TestLiveAvailability::newsOfAnotherProcess()
{
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(home);
    const Peer peer = watch(topicOf(LiveTopic::Kind::Listing, home->listing.uuid()));
    QCOMPARE(peer.message(0).value(u"type").toString(), u"state"_s);
    Process other(m_world->database().appUrl, m_world->clock());
    m_context->notifier = &other.feed;
    // Both feeds connect in threads of their own, so the first news may come before anybody listens: hold again and
    // again.
    for (int day = 2; peer.messages->size() < 2 && day < 28; ++day) {
        auto held = hold({{u"listing_id"_s, home->listing.toString()},
                          {u"check_in"_s, QDate(2026, 7, day).toString(Qt::ISODate)},
                          {u"check_out"_s, QDate(2026, 7, day + 1).toString(Qt::ISODate)}});
        EXPECT_OK(held);
        if (peer.messages->wait(500))
            break;
        EXPECT_OK(HoldService().release(*m_context, Holder::ofUser(m_guest.user), held->hold.id, held->token));
    }
    QCOMPARE(peer.message(1).value(u"type").toString(), u"change"_s);
    m_context->notifier = &m_process->feed;
}

void TestLiveAvailability::aSlowReaderGetsTheWhole()
{
    LiveTopic topic{LiveTopic::Kind::Session, QUuid::createUuid(), {}};
    const auto state = [&topic](quint64 sequence) {
        auto made = std::make_shared<LiveState>();
        LiveContent content;
        content.seats.insert(u"seat"_s, sequence % 2 ? u"free"_s : u"held"_s);
        made->sequence = sequence;
        made->whole = LiveState::wholeOf(topic, content, sequence);
        made->change = QByteArrayLiteral("{\"type\":\"change\"}");
        return made;
    };
    LiveAvailability hub([] { return Result<std::unique_ptr<Database>>(fail(ErrorCode::Unavailable, {})); },
                         m_world->clock());
    QWebSocket peer;
    QSignalSpy messages(&peer, &QWebSocket::textMessageReceived);
    QSignalSpy accepted(&m_server, &QWebSocketServer::newConnection);
    peer.open(m_server.serverUrl());
    QVERIFY(!accepted.isEmpty() || accepted.wait());
    QWebSocket *socket = m_server.nextPendingConnection();
    socket->setParent(this);
    auto *watcher = new LiveWatcher(hub, socket, topic);
    watcher->offer(state(1));
    // So much is under way that the watcher waits, and of what it is offered meanwhile only the newest goes out.
    socket->sendTextMessage(QString(1'000'000, u'x'));
    for (quint64 sequence = 2; sequence <= 50; ++sequence)
        watcher->offer(state(sequence));
    QTRY_COMPARE(messages.size(), 3);
    QCOMPARE(messages.last().first().toString().toUtf8(), state(50)->whole);
    watcher->offer(state(51));
    QTRY_COMPARE(messages.size(), 4);
    QCOMPARE(messages.last().first().toString(), u"{\"type\":\"change\"}"_s);
    watcher->offer(state(49));
    delete socket;
}

void TestLiveAvailability::whatIsNotPublishedIsNotShown()
{
    const auto hidden = m_world->addHome(m_host, {{u"status"_s, u"unpublished"_s}});
    const auto home = m_world->addHome(m_host);
    EXPECT_OK(hidden);
    EXPECT_OK(home);
    const LiveAvailability &live = m_process->live;
    EXPECT_ERROR(live.admit(*m_context, LiveTopic::Kind::Listing, hidden->listing.uuid()), NotFound);
    EXPECT_ERROR(live.admit(*m_context, LiveTopic::Kind::Listing, QUuid::createUuid()), NotFound);
    EXPECT_ERROR(live.admit(*m_context, LiveTopic::Kind::Session, home->listing.uuid()), NotFound);
    // And what is watched goes when it isn't offered any more.
    const Peer peer = watch(topicOf(LiveTopic::Kind::Listing, home->listing.uuid()));
    QCOMPARE(peer.message(0).value(u"type").toString(), u"state"_s);
    QSignalSpy closed(peer.socket.get(), &QWebSocket::disconnected);
    EXPECT_OK(ListingService().edit(*m_context, m_host, home->listing, {{u"status"_s, u"unpublished"_s}}));
    QVERIFY(!closed.isEmpty() || closed.wait());
}

QTEST_GUILESS_MAIN(TestLiveAvailability)
#include "TestLiveAvailability.moc"
