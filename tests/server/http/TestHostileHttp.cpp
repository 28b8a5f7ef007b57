// HttpServer among peers that are broken, slow, greedy or malicious: each is dealt with, and others are answered
// throughout. Limits are made small, so that reaching them takes little time.
#include "http/HostileCases.h"
#include "http/HttpTestServer.h"

#include <QRandomGenerator>
#include <QTest>

#include <thread>

using namespace roost;
using namespace roost::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kMegabyte = 1024 * 1024;

QByteArray post(const QByteArray &path, const QByteArray &fields)
{
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

// Asks again and again from its own thread while the test does its worst.
class Bystander
{
public:
    explicit Bystander(const HttpTestServer &test)
        : m_thread([this, &test] {
            while (!m_isDone) {
                ++(test.answers() ? m_answered : m_failed);
                std::this_thread::yield();
            }
        })
    {
    }
    ~Bystander()
    {
        m_isDone = true;
        m_thread.join();
    }

    bool wasAlwaysAnswered() const { return m_failed == 0 && m_answered > 0; }

private:
    std::atomic<bool> m_isDone{false};
    std::atomic<int> m_answered{0};
    std::atomic<int> m_failed{0};
    std::thread m_thread;
};

} // namespace

class TestHostileHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<HttpTestServer>();
        m_test->config().workers = 2;
    }

    void cleanup()
    {
        if (m_bystander) {
            QTRY_VERIFY(m_bystander->wasAlwaysAnswered());
            m_bystander.reset();
        }
        m_test.reset();
    }

    void refusesAndCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        for (const HostileCase &hostile : hostileCases("/fast", "/echo"))
            QTest::newRow(hostile.name) << hostile.bytes << hostile.status;
        QTest::newRow("more than the route takes") << post("/large", "Content-Length: 8388609\r\n") << 413;
    }

    void refusesAndCloses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(bytes));
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, status);
        QCOMPARE(reply->headers.value("connection"), "close");
        QVERIFY(client.waitForClose());
        QVERIFY(client.rest().isEmpty());
        QVERIFY(m_test->answers());
    }

    void refusesAHugeHeader()
    {
        startWithBystander();
        const qint64 before = residentBytes();
        RawHttpClient client = m_test->connect();
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX-Big: " + QByteArray(2 * kMegabyte, 'x'));
        const auto reply = client.read();
        // A reset may overtake the reply to a peer that goes on sending; the connection ends either way.
        if (reply)
            QCOMPARE(reply->status, 431);
        QVERIFY(client.waitForClose());
        QVERIFY(!kMemoryIsMeasurable || residentBytes() - before < 8 * kMegabyte);
    }

    void refusesTheHeaderAtItsLimit()
    {
        QVERIFY(m_test->start());
        const QByteArray start = "GET /hello HTTP/1.1\r\nHost: a\r\nX: ";
        const qsizetype limit = m_test->config().limits.headerBytes;
        RawHttpClient fits = m_test->connect();
        QVERIFY(fits.send(start + QByteArray(limit - start.size() - 4, 'x') + "\r\n\r\n"));
        QCOMPARE(fits.read().value_or(RawReply{}).status, 200);
        RawHttpClient tooLong = m_test->connect();
        QVERIFY(tooLong.send(start + QByteArray(limit - start.size() - 3, 'x') + "\r\n\r\n"));
        QCOMPARE(tooLong.read().value_or(RawReply{}).status, 431);
    }

    void refusesAHugeBodyUnread()
    {
        startWithBystander();
        const qint64 before = residentBytes();
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(post("/echo", "Content-Length: 2147483648\r\n")));
        QCOMPARE(client.read().value_or(RawReply{}).status, 413);
        bool stillTaken = true;
        for (int sent = 0; stillTaken && sent < 200; ++sent)
            stillTaken = client.send(QByteArray(kMegabyte, 'x'));
        QVERIFY(!stillTaken);
        QVERIFY(!kMemoryIsMeasurable || residentBytes() - before < 16 * kMegabyte);
    }

    void refusesAChunkedBodyBeyondItsLimit()
    {
        startWithBystander();
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(post("/echo", "Transfer-Encoding: chunked\r\n")));
        const QByteArray chunk = "10000\r\n" + QByteArray(65536, 'x') + "\r\n";
        for (int i = 0; i < 17; ++i)
            client.send(chunk);
        QCOMPARE(client.read().value_or(RawReply{}).status, 413);
        QVERIFY(client.waitForClose());
    }

    void limitsWhatIsReceivedInAll()
    {
        m_test->config().limits.receivedBytesInAll = kMegabyte;
        QVERIFY(m_test->start());
        RawHttpClient first = m_test->connect();
        QVERIFY(first.send(post("/large", "Content-Length: 900000\r\n") + QByteArray(899'999, 'x')));
        RawHttpClient second = m_test->connect();
        QVERIFY(second.send(post("/large", "Content-Length: 900000\r\n") + QByteArray(899'999, 'x')));
        // Whichever goes over it; the other is served.
        const auto refused = second.read(false, 2000);
        RawHttpClient &other = refused ? first : second;
        const auto reply = refused ? refused : first.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 503);
        QVERIFY(reply->headers.contains("retry-after"));
        QVERIFY(other.send("x"));
        QCOMPARE(other.read().value_or(RawReply{}).body, "900000");
    }

    void cutsSlowHeaders()
    {
        m_test->config().limits.headerTimeoutMs = 200;
        startWithBystander();
        RawHttpClient stuck = m_test->connect();
        QVERIFY(stuck.send("GET /hello HTTP/1.1\r\nHost"));
        QCOMPARE(stuck.read().value_or(RawReply{}).status, 408);
        QVERIFY(stuck.waitForClose());

        RawHttpClient dripping = m_test->connect();
        std::optional<RawReply> reply;
        for (int i = 0; i < 1000 && !reply; ++i) {
            dripping.send(i == 0 ? "GET /hello HTTP/1.1\r\nX: " : "x");
            reply = dripping.read(false, 10);
        }
        QVERIFY(reply);
        QCOMPARE(reply->status, 408);
    }

    void cutsSlowBodies()
    {
        m_test->config().limits.bodyTimeoutMs = 200;
        startWithBystander();
        RawHttpClient stuck = m_test->connect();
        QVERIFY(stuck.send(post("/echo", "Content-Length: 5\r\n") + "he"));
        QCOMPARE(stuck.read().value_or(RawReply{}).status, 408);
        QVERIFY(stuck.waitForClose());

        RawHttpClient dripping = m_test->connect();
        std::optional<RawReply> reply;
        for (int i = 0; i < 1000 && !reply; ++i) {
            dripping.send(i == 0 ? post("/echo", "Content-Length: 100000\r\n") : "x");
            reply = dripping.read(false, 10);
        }
        QVERIFY(reply);
        QCOMPARE(reply->status, 408);
    }

    void closesIdleConnections()
    {
        m_test->config().limits.idleTimeoutMs = 150;
        startWithBystander();
        RawHttpClient silent = m_test->connect();
        RawHttpClient satisfied = m_test->connect();
        QVERIFY(satisfied.get("/hello"));
        QVERIFY(satisfied.read());
        QVERIFY(silent.waitForClose());
        QVERIFY(satisfied.waitForClose());
        QVERIFY(silent.rest().isEmpty());
    }

    void dropsPeersThatDoNotRead()
    {
        m_test->config().limits.writeTimeoutMs = 200;
        startWithBystander();
        RawHttpClient greedy = m_test->connect();
        const QByteArray ask = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n";
        QVERIFY(greedy.send(ask.repeated(100)));
        QTRY_VERIFY(m_test->server().counters().requestsInAll > 0);
        // It was held back: far fewer than the 100 MB that it asked for were made before it was dropped.
        QTRY_VERIFY_WITH_TIMEOUT(m_test->server().counters().connections <= 1, 10'000);
        QVERIFY(!kMemoryIsMeasurable || residentBytes() < 300 * kMegabyte);
    }

    void limitsUnsentRepliesInAll()
    {
        m_test->config().limits.unsentBytesInAll = 4 * kMegabyte;
        QVERIFY(m_test->start());
        std::vector<RawHttpClient> greedy;
        for (int i = 0; i < 20; ++i) {
            greedy.push_back(m_test->connect());
            QVERIFY(greedy.back().send(QByteArray("GET /big HTTP/1.1\r\nHost: a\r\n\r\n").repeated(8)));
        }
        QTRY_VERIFY(m_test->server().counters().connections < 20);
        QVERIFY(m_test->answers());
    }

    void answersHalfClosedPeers()
    {
        startWithBystander();
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send(QByteArray("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").repeated(3)));
        client.finishSending();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.read().value_or(RawReply{}).body, "hello");
        QVERIFY(client.waitForClose());

        RawHttpClient waiting = m_test->connect();
        QVERIFY(waiting.get("/gated"));
        waiting.finishSending();
        QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
        m_test->gate().open.release();
        QCOMPARE(waiting.read().value_or(RawReply{}).body, "gated");

        RawHttpClient unfinished = m_test->connect();
        QVERIFY(unfinished.send("GET /hello HT"));
        unfinished.finishSending();
        QVERIFY(unfinished.waitForClose());
        QVERIFY(unfinished.rest().isEmpty());
    }

    void outlivesPeersThatLeave()
    {
        startWithBystander();
        for (const bool byReset : {false, true}) {
            RawHttpClient leaving = m_test->connect();
            QVERIFY(leaving.get("/gated"));
            QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
            byReset ? leaving.reset() : leaving.close();
            m_test->gate().open.release();
        }
        QTRY_COMPARE(m_test->server().counters().requestsInFlight, 0);
        for (int i = 0; i < 50; ++i) {
            RawHttpClient leaving = m_test->connect();
            leaving.send(QByteArray("GET /big HTTP/1.1\r\nHost: a\r\n\r\n").repeated(3));
            leaving.reset();
        }
        QTRY_VERIFY(m_test->server().counters().connections <= 1);
    }

    void limitsConnectionsOfOneAddress()
    {
        m_test->config().limits.connectionsPerAddress = 3;
        QVERIFY(m_test->start());
        std::vector<RawHttpClient> taken;
        for (int i = 0; i < 3; ++i) {
            taken.push_back(m_test->connect());
            QVERIFY(taken.back().get("/hello"));
            QVERIFY(taken.back().read());
        }
        RawHttpClient refused = m_test->connect();
        QCOMPARE(refused.read().value_or(RawReply{}).status, 503);
        QVERIFY(refused.waitForClose());
        QCOMPARE(m_test->server().counters().refusedInAll, 1);

        taken.pop_back();
        QTRY_COMPARE(m_test->server().counters().connections, 2);
        QVERIFY(m_test->answers());
    }

    void limitsConnectionsInAll()
    {
        m_test->config().addresses = {QHostAddress(QHostAddress::LocalHost), QHostAddress(QStringLiteral("127.0.0.2"))};
        m_test->config().limits.connections = 2;
        QVERIFY(m_test->start());
        RawHttpClient first(m_test->port(), "127.0.0.1");
        RawHttpClient second(m_test->port(), "127.0.0.2");
        QTRY_COMPARE(m_test->server().counters().connections, 2);
        RawHttpClient third = m_test->connect();
        QCOMPARE(third.read().value_or(RawReply{}).status, 503);
        QVERIFY(first.get("/hello"));
        QCOMPARE(first.read().value_or(RawReply{}).body, "hello");
    }

    void turnsAwayWhatDoesNotFitTheQueue()
    {
        m_test->config().workers = 1;
        m_test->config().limits.queuedRequests = 2;
        m_test->config().limits.retryAfterSeconds = 7;
        QVERIFY(m_test->start());
        std::vector<RawHttpClient> waiting;
        for (int i = 0; i < 3; ++i) {
            waiting.push_back(m_test->connect());
            QVERIFY(waiting.back().get("/gated"));
            QTRY_COMPARE(m_test->server().counters().requestsInFlight, i + 1);
            if (i == 0)
                QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
        }
        QCOMPARE(m_test->server().counters().queueLength, 2);
        RawHttpClient refused = m_test->connect();
        QVERIFY(refused.get("/hello"));
        const auto reply = refused.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 503);
        QCOMPARE(reply->headers.value("retry-after"), "7");
        QVERIFY(m_test->answers()); // routes on the I/O thread need no worker

        m_test->gate().open.release(3);
        for (RawHttpClient &client : waiting)
            QCOMPARE(client.read().value_or(RawReply{}).body, "gated");
        QVERIFY(refused.get("/hello")); // the refusal kept the connection
        QCOMPARE(refused.read().value_or(RawReply{}).body, "hello");
    }

    void bearsRandomBytes()
    {
        m_test->config().limits.headerTimeoutMs = 300;
        m_test->config().limits.bodyTimeoutMs = 300;
        startWithBystander();
        QRandomGenerator random(4711);
        const QByteArray seeds[] = {"GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
                                    post("/echo", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n",
                                    post("/echo", "Content-Length: 10\r\nExpect: 100-continue\r\n") + "0123456789"};
        for (int round = 0; round < 600; ++round) {
            QByteArray bytes = seeds[round % 3].repeated(1 + static_cast<int>(random.bounded(3)));
            const int changes = static_cast<int>(random.bounded(6));
            for (int i = 0; i < changes; ++i)
                bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
            bytes.truncate(random.bounded(1, static_cast<int>(bytes.size()) + 1));
            RawHttpClient client = m_test->connect();
            client.send(bytes);
            client.finishSending();
            QVERIFY(client.waitForClose());
        }
    }

    void limitsUnfinishedHeadersInAll()
    {
        m_test->config().limits.receivedBytesInAll = 100'000;
        QVERIFY(m_test->start());
        std::vector<RawHttpClient> unfinished;
        const QByteArray part = "GET /hello HTTP/1.1\r\nX: " + QByteArray(12'000, 'x');
        for (int i = 0; i < 20; ++i) {
            unfinished.push_back(m_test->connect());
            QVERIFY(unfinished.back().send(part));
        }
        QTRY_VERIFY(m_test->server().counters().requestsInAll >= 12); // refused
        QCOMPARE(unfinished.back().read().value_or(RawReply{}).status, 503);
        QVERIFY(m_test->answers());
    }

    // Both ends are in this process.
    void holdsManyIdleConnectionsCheaply()
    {
        constexpr int kConnections = 5000;
        constexpr int kEachAddress = 500;
        startWithBystander();
        if (openFilesLimit() < 2 * kConnections + 500)
            QSKIP("too few open files are allowed here");
        std::vector<RawHttpClient> idle;
        idle.reserve(kConnections);
        const qint64 before = residentBytes();
        for (int i = 0; i < kConnections; ++i) {
            const QByteArray from = "127.0.1." + QByteArray::number(1 + i / kEachAddress);
            idle.emplace_back(m_test->port(), "127.0.0.1", from);
            QVERIFY(idle.back().isConnected());
            if (i % 2 == 0) {
                QVERIFY(idle.back().get("/fast"));
                QVERIFY(idle.back().read());
            }
        }
        QTRY_VERIFY(m_test->server().counters().connections >= kConnections);
        qInfo("bytes for each idle connection: %lld",
              static_cast<long long>((residentBytes() - before) / kConnections));
        for (int i = 0; i < 200; ++i) {
            RawHttpClient garbage = m_test->connect();
            garbage.send(QByteArray(100'000, static_cast<char>(i)));
        }
        QVERIFY(!kMemoryIsMeasurable || residentBytes() < 150 * kMegabyte);
        for (int i = 0; i < kConnections; i += 500) {
            QVERIFY(idle[static_cast<size_t>(i)].get("/hello"));
            QCOMPARE(idle[static_cast<size_t>(i)].read().value_or(RawReply{}).body, "hello");
        }
    }

private:
    void startWithBystander()
    {
        QVERIFY(m_test->start());
        m_bystander = std::make_unique<Bystander>(*m_test);
    }

    std::unique_ptr<HttpTestServer> m_test;
    std::unique_ptr<Bystander> m_bystander;
};

QTEST_GUILESS_MAIN(TestHostileHttp)
#include "TestHostileHttp.moc"
