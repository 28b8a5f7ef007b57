// Pokes reach live sockets, of this process and of another one on the same database; ended sessions are closed out.
#include "server/sync/LiveHub.h"
#include "server/sync/ScopeFeed.h"
#include "support/Expect.h"
#include "support/PostgresFixture.h"
#include "sync/protocol/Codec.h"

#include "common/Json.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestLivePokes : public QObject
{
    Q_OBJECT

private:
    // A socket that the hub serves, seen from the peer.
    std::unique_ptr<QWebSocket> connectTo(const QStringList &scopes, qint64 version = 0)
    {
        auto peer = std::make_unique<QWebSocket>();
        QSignalSpy accepted(&m_server, &QWebSocketServer::newConnection);
        peer->open(m_server.serverUrl());
        if (accepted.isEmpty() && !accepted.wait())
            return nullptr;
        QWebSocket *socket = m_server.nextPendingConnection();
        socket->setParent(this);
        Caller caller;
        caller.user = UserId::create();
        caller.session = m_session;
        QHash<QString, qint64> versions;
        for (const QString &scope : scopes)
            versions.insert(scope, version);
        m_hub->addConnection(socket, caller, versions);
        return peer;
    }
    static sync::Poke pokeOf(const QSignalSpy &messages, qsizetype index)
    {
        const auto json = parseJsonObject(messages.at(index).first().toString().toUtf8());
        return json ? sync::decodePoke(*json).value_or(sync::Poke()) : sync::Poke();
    }

    void dropSockets() { qDeleteAll(findChildren<QWebSocket *>(QString(), Qt::FindDirectChildrenOnly)); }

    std::unique_ptr<LiveHub> m_hub;
    QWebSocketServer m_server{u"test"_s, QWebSocketServer::NonSecureMode};
    SessionId m_session = SessionId::create();
    PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        EXPECT_OK(m_postgres.start());
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
    }

    void init() { m_hub = std::make_unique<LiveHub>(); }

    void firstMessagesTellWhatThereIs()
    {
        // It moved on between the reading of the versions and the connection.
        m_hub->scopeAdvanced(u"t:1"_s, 8);
        const auto peer = connectTo({u"t:1"_s}, 7);
        QVERIFY(peer);
        QSignalSpy messages(peer.get(), &QWebSocket::textMessageReceived);
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(pokeOf(messages, 0).version, 8);
        const auto other = connectTo({u"t:2"_s}, 7);
        QSignalSpy others(other.get(), &QWebSocket::textMessageReceived);
        QTRY_COMPARE(others.size(), 1);
        QCOMPARE(pokeOf(others, 0).version, 7);
    }
    // Sockets go before the hub that they are known to.
    void cleanup() { dropSockets(); }

    void onlyFollowersArePoked()
    {
        auto follower = connectTo({u"t:a"_s});
        auto stranger = connectTo({u"t:b"_s});
        QVERIFY(follower && stranger);
        QSignalSpy messages(follower.get(), &QWebSocket::textMessageReceived);
        QSignalSpy others(stranger.get(), &QWebSocket::textMessageReceived);
        m_hub->scopeAdvanced(u"t:a"_s, 5);
        QVERIFY(messages.wait());
        QCOMPARE(pokeOf(messages, 0).scope, u"t:a"_s);
        QCOMPARE(pokeOf(messages, 0).version, 5);
        m_hub->scopeAdvanced(u"t:b"_s, 9);
        QVERIFY(others.wait());
        QCOMPARE(others.size(), 1);
        QCOMPARE(pokeOf(others, 0).version, 9);
        QCOMPARE(messages.size(), 1);
    }

    void aClosedSocketLeavesTheHub()
    {
        auto peer = connectTo({u"t:a"_s});
        QVERIFY(peer);
        QCOMPARE(m_hub->connectionCount(), 1);
        m_hub->closeSession(m_session);
        QSignalSpy closed(peer.get(), &QWebSocket::disconnected);
        QVERIFY(closed.wait());
        dropSockets();
        QCOMPARE(m_hub->connectionCount(), 0);
        m_hub->scopeAdvanced(u"t:a"_s, 1);
    }

    void newsTravelsBetweenProcesses()
    {
        auto database = m_postgres.createDatabase();
        EXPECT_OK(database);
        const auto open = [url = database->appUrl] { return Database::openPostgres(url); };
        LiveHub here;
        ScopeFeed hereFeed(here, open);
        ScopeFeed thereFeed(*m_hub, open);
        hereFeed.start();
        thereFeed.start();
        auto peer = connectTo({u"t:a"_s});
        QVERIFY(peer);
        QSignalSpy messages(peer.get(), &QWebSocket::textMessageReceived);
        // The feeds connect in threads of their own, so the first news may come before anybody listens.
        qint64 version = 0;
        QTRY_VERIFY((hereFeed.scopeAdvanced(u"t:a"_s, ++version), messages.wait(200)));
        QVERIFY(pokeOf(messages, 0).version >= 1);
    }
};

QTEST_GUILESS_MAIN(TestLivePokes)
#include "TestLivePokes.moc"
