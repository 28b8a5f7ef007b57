// WebSockets: who is let in, what they may send, and that they end with the server.
#include "http/HttpTestServer.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kUpgrade = "GET /live?token=good HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// Text "hi" and a close, masked with zeros.
const QByteArray kMaskedHi = QByteArray::fromHex("8182000000006869");
const QByteArray kMaskedClose = QByteArray::fromHex("888000000000");

QUrl liveUrl(quint16 port, const QString &token)
{
    return QUrl(u"ws://127.0.0.1:%1/live?token=%2"_s.arg(port).arg(token));
}

} // namespace

class TestHttpWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<HttpTestServer>();
        m_test->router().addWebSocket(
            "/live",
            [gate = &m_test->gate()](const http::Request &request, http::WorkerContext &) {
                const QString token = request.query().queryItemValue(u"token"_s);
                if (token == u"slow"_s) {
                    gate->entered.release();
                    gate->open.acquire();
                }
                if (token == u"bad"_s)
                    return http::WebSocketDecision::refuse(http::Response::json(401, R"({"code":"UNAUTHENTICATED"})"));
                return http::WebSocketDecision::accept(token);
            },
            [](QWebSocket *socket, const http::Request &request, const QVariant &authorised) {
                QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                                 [socket](const QString &text) { socket->sendTextMessage(text); });
                socket->sendTextMessage(
                    u"welcome %1 of %2"_s.arg(authorised.toString(), QString::fromUtf8(request.path)));
            });
    }
    void cleanup() { m_test.reset(); }

    void echoes()
    {
        QVERIFY(m_test->start());
        QWebSocket client;
        QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
        client.open(liveUrl(m_test->port(), u"good"_s));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(messages.at(0).at(0).toString(), u"welcome good of /live"_s);
        for (int i = 0; i < 100; ++i)
            client.sendTextMessage(u"message %1"_s.arg(i));
        QTRY_COMPARE(messages.size(), 101);
        QCOMPARE(messages.last().at(0).toString(), u"message 99"_s);
        QCOMPARE(m_test->server().counters().webSockets, 1);
        client.close();
        QTRY_COMPARE(m_test->server().counters().webSockets, 0);
        QTRY_COMPARE(m_test->server().counters().connections, 0);
        QVERIFY(m_test->answers());
    }

    void speaksTheProtocolAsItIsWritten()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(kUpgrade));
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 101);
        QCOMPARE(reply->headers.value("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        QVERIFY(client.send(kMaskedHi + kMaskedClose));
        QVERIFY(client.waitForClose());
        QVERIFY(client.rest().contains("welcome good"));
        QVERIFY(client.rest().contains(QByteArray::fromHex("81026869")));
    }

    void refusesFramesBeforeTheAnswer()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(kUpgrade + kMaskedHi));
        QCOMPARE(client.read().value_or(RawReply{}).status, 400);
        QVERIFY(client.waitForClose());
    }

    void refusesTheUnauthorised()
    {
        QVERIFY(m_test->start());
        QWebSocket client;
        QSignalSpy failures(&client, &QWebSocket::disconnected);
        client.open(liveUrl(m_test->port(), u"bad"_s));
        QTRY_COMPARE(failures.size(), 1);
        QVERIFY(!client.isValid());

        RawHttpClient raw = m_test->connect();
        QVERIFY(raw.send(QByteArray(kUpgrade).replace("good", "bad")));
        const auto reply = raw.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 401);
        QCOMPARE(reply->body, R"({"code":"UNAUTHENTICATED"})");
        QVERIFY(raw.waitForClose());
    }

    void refusesBadHandshakes_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto without = [](QByteArray what, QByteArray with) { return QByteArray(kUpgrade).replace(what, with); };
        QTest::newRow("plain GET") << QByteArray("GET /live HTTP/1.1\r\nHost: a\r\n\r\n") << 426;
        QTest::newRow("HTTP/1.0") << without("HTTP/1.1", "HTTP/1.0") << 426;
        QTest::newRow("no Connection") << without("Connection: Upgrade\r\n", "") << 426;
        QTest::newRow("other protocol") << without("Upgrade: websocket", "Upgrade: h2c") << 426;
        QTest::newRow("old version") << without("Version: 13", "Version: 8") << 426;
        QTest::newRow("no key") << without("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "") << 400;
        QTest::newRow("short key") << without("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << 400;
        QTest::newRow("POST") << without("GET /live", "POST /live") << 405;
        QTest::newRow("with a body") << without("Host: a\r\n", "Host: a\r\nContent-Length: 5\r\n") << 413;
        QTest::newRow("upgrade elsewhere") << without("/live", "/hello") << 200;
    }

    void refusesBadHandshakes()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(request));
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, status);
        if (status == 426)
            QCOMPARE(reply->headers.value("upgrade"), "websocket");
        QCOMPARE(m_test->server().counters().webSockets, 0);
    }

    void cutsOversizedMessages()
    {
        m_test->config().limits.webSocketMessageBytes = 1000;
        QVERIFY(m_test->start());
        QWebSocket client;
        QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
        QSignalSpy ends(&client, &QWebSocket::disconnected);
        client.open(liveUrl(m_test->port(), u"good"_s));
        QTRY_COMPARE(messages.size(), 1);
        client.sendTextMessage(QString(900, u'x'));
        QTRY_COMPARE(messages.size(), 2);
        client.sendTextMessage(QString(1001, u'x'));
        QTRY_COMPARE(ends.size(), 1);
        QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
        QTRY_COMPARE(m_test->server().counters().connections, 0);
    }

    void dropsPeersThatDoNotAnswerPings()
    {
        m_test->config().limits.webSocketPingMs = 50;
        QVERIFY(m_test->start());
        QWebSocket answering; // Qt answers pings by itself
        QSignalSpy messages(&answering, &QWebSocket::textMessageReceived);
        answering.open(liveUrl(m_test->port(), u"good"_s));
        QTRY_COMPARE(messages.size(), 1);
        RawHttpClient dumb = m_test->connect();
        QVERIFY(dumb.send(kUpgrade));
        QCOMPARE(dumb.read().value_or(RawReply{}).status, 101);
        QTRY_COMPARE(m_test->server().counters().webSockets, 1);
        QVERIFY(dumb.waitForClose());
        answering.sendTextMessage(u"still here"_s);
        QTRY_COMPARE(messages.size(), 2);
    }

    void outlivesPeersThatLeave()
    {
        QVERIFY(m_test->start());
        RawHttpClient during = m_test->connect();
        QVERIFY(during.send(QByteArray(kUpgrade).replace("good", "slow")));
        QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
        during.reset();
        m_test->gate().open.release();
        for (int i = 0; i < 50; ++i) {
            RawHttpClient leaving = m_test->connect();
            QVERIFY(leaving.send(kUpgrade));
            leaving.reset();
        }
        QTRY_COMPARE(m_test->server().counters().connections, 0);
        QTRY_COMPARE(m_test->server().counters().webSockets, 0);
        QVERIFY(m_test->answers());
    }

    void saysGoodbyeWhenStopped()
    {
        QVERIFY(m_test->start());
        QWebSocket client;
        QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
        QSignalSpy ends(&client, &QWebSocket::disconnected);
        client.open(liveUrl(m_test->port(), u"good"_s));
        QTRY_COMPARE(messages.size(), 1);
        std::thread stopper([this] { m_test->server().stop(10s); });
        QTRY_COMPARE(ends.size(), 1);
        stopper.join();
        QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    }

private:
    std::unique_ptr<HttpTestServer> m_test;
};

QTEST_GUILESS_MAIN(TestHttpWebSocket)
#include "TestHttpWebSocket.moc"
