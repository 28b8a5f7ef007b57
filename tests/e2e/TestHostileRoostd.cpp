// The real roostd among hostile peers, all at once: 5,000 idle connections, smuggling, huge headers and bodies, slow
// and half-closed peers, garbage. It answers others throughout and stays under 150 MB.
#include "e2e/support/ServerProcess.h"
#include "support/http/HostileCases.h"
#include "support/http/RawHttpClient.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kIdle = 5000;
constexpr int kEachAddress = 500;
constexpr qint64 kMegabyte = 1024 * 1024;
constexpr qint64 kMaxMemory = 150 * kMegabyte;
const QByteArray kHealth = "/healthz";
const QByteArray kLogin = "/api/v1/auth/login";

// Asks /readyz, which goes to a worker and the database, again and again, and watches the server's memory meanwhile.
class Bystander
{
public:
    Bystander(quint16 port, qint64 processId)
        : m_thread([this, port, processId] {
            while (!m_isDone) {
                RawHttpClient client(port);
                client.get("/readyz");
                const auto reply = client.read();
                ++(reply && reply->status == 200 ? m_answered : m_failed);
                m_mostMemory = std::max(m_mostMemory.load(), residentBytes(processId));
            }
        })
    {
    }
    ~Bystander()
    {
        m_isDone = true;
        m_thread.join();
    }

    int answered() const { return m_answered; }
    int failed() const { return m_failed; }
    qint64 mostMemory() const { return m_mostMemory; }

private:
    std::atomic<bool> m_isDone{false};
    std::atomic<int> m_answered{0};
    std::atomic<int> m_failed{0};
    std::atomic<qint64> m_mostMemory{0};
    std::thread m_thread;
};

QByteArray post(const QByteArray &fields)
{
    return "POST " + kLogin + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + fields + "\r\n";
}

} // namespace

class TestHostileRoostd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"data"_s));
        const auto started =
            m_server->start({u"--limit"_s, u"header_timeout_ms=2000"_s, u"--limit"_s, u"body_timeout_ms=2000"_s});
        QVERIFY2(started, started ? "" : qPrintable(started.error().userText));
        m_port = static_cast<quint16>(m_server->url().port());
        QVERIFY(openFilesLimit() > kIdle + 500);
        m_bystander = std::make_unique<Bystander>(m_port, m_server->processId());
        holdIdleConnections();
    }

    void cleanupTestCase()
    {
        if (!m_bystander)
            return; // it did not start
        QTRY_VERIFY(m_bystander->answered() > 0);
        QCOMPARE(m_bystander->failed(), 0);
        qInfo("others were answered %d times; most memory %lld MB", m_bystander->answered(),
              static_cast<long long>(m_bystander->mostMemory() / kMegabyte));
        QVERIFY(!kMemoryIsMeasurable || m_bystander->mostMemory() < kMaxMemory);
        m_bystander.reset();
        m_idle.clear();
        QCOMPARE(m_server->stop(), 0);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        for (const HostileCase &hostile : hostileCases(kHealth, kLogin))
            QTest::newRow(hostile.name) << hostile.bytes << hostile.status;
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        RawHttpClient client(m_port);
        QVERIFY(client.send(bytes));
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, status);
        QCOMPARE(reply->headers.value("content-type"), "application/problem+json");
        QVERIFY(client.waitForClose());
        QVERIFY(client.rest().isEmpty());
    }

    void refusesHugeHeaders()
    {
        for (int i = 0; i < 50; ++i) {
            RawHttpClient client(m_port);
            client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Big: " + QByteArray(2 * kMegabyte, 'x'));
            QVERIFY(client.waitForClose());
            QVERIFY(client.rest().isEmpty() || client.rest().startsWith("HTTP/1.1 431 "));
        }
    }

    void refusesHugeBodies()
    {
        for (const char *framing : {"Content-Length: 2147483648\r\n", "Transfer-Encoding: chunked\r\n"}) {
            RawHttpClient client(m_port);
            QVERIFY(client.send(post(framing)));
            const QByteArray piece = "100000\r\n" + QByteArray(kMegabyte, 'x') + "\r\n";
            bool isTaken = true;
            for (int i = 0; isTaken && i < 2048; ++i)
                isTaken = client.send(piece);
            QVERIFY(!isTaken);
        }
    }

    void cutsSlowPeers()
    {
        std::vector<RawHttpClient> slow;
        for (int i = 0; i < 100; ++i) {
            slow.emplace_back(m_port);
            QVERIFY(slow.back().send(i % 2 ? QByteArray("GET /healthz HTTP/1.1\r\nHo")
                                           : post("Content-Length: 100\r\n") + "{"));
        }
        for (RawHttpClient &client : slow) {
            QVERIFY(client.waitForClose(30'000));
            QVERIFY(client.rest().startsWith("HTTP/1.1 408 "));
        }
    }

    void answersHalfClosedPeers()
    {
        RawHttpClient client(m_port);
        QVERIFY(client.get("/readyz"));
        client.finishSending();
        QCOMPARE(client.read().value_or(RawReply{}).status, 200);
        QVERIFY(client.waitForClose());
    }

    void outlivesPeersThatLeave()
    {
        for (int i = 0; i < 500; ++i) {
            RawHttpClient client(m_port);
            client.get(i % 2 ? "/readyz" : "/openapi.json");
            client.reset();
        }
    }

    void holdsBackPeersThatOnlyAsk()
    {
        std::vector<RawHttpClient> greedy;
        const QByteArray ask = QByteArray("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n").repeated(1000);
        for (int i = 0; i < 50; ++i) {
            greedy.emplace_back(m_port);
            greedy.back().send(ask);
        }
    }

    void bearsGarbage()
    {
        QRandomGenerator random(20261120);
        for (int i = 0; i < 500; ++i) {
            QByteArray bytes(1 + static_cast<int>(random.bounded(4000)), '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            if (i % 2)
                bytes.prepend(post("Transfer-Encoding: chunked\r\n"));
            RawHttpClient client(m_port);
            client.send(bytes);
            client.finishSending();
            QVERIFY(client.waitForClose());
        }
    }

    void stillServesTheIdle()
    {
        int answered = 0;
        for (RawHttpClient &client : m_idle) {
            client.get("/healthz");
            answered += client.read().value_or(RawReply{}).status == 200;
        }
        // Those that were idle beyond the time-out were rightly closed.
        qInfo("%d of %d idle connections were still open", answered, kIdle);
        RawHttpClient fresh(m_port);
        QVERIFY(fresh.get("/healthz"));
        QCOMPARE(fresh.read().value_or(RawReply{}).status, 200);
    }

private:
    void holdIdleConnections()
    {
        m_idle.reserve(kIdle);
        for (int i = 0; i < kIdle; ++i) {
            m_idle.emplace_back(m_port, "127.0.0.1", "127.0.1." + QByteArray::number(1 + i / kEachAddress));
            QVERIFY(m_idle.back().isConnected());
        }
        for (int i = 0; i < kIdle; i += 2) {
            QVERIFY(m_idle[static_cast<size_t>(i)].get(kHealth));
            QCOMPARE(m_idle[static_cast<size_t>(i)].read().value_or(RawReply{}).status, 200);
        }
        qInfo("roostd holds %d idle connections in %lld MB", kIdle,
              static_cast<long long>(residentBytes(m_server->processId()) / kMegabyte));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    quint16 m_port = 0;
    std::unique_ptr<Bystander> m_bystander;
    std::vector<RawHttpClient> m_idle;
};

QTEST_GUILESS_MAIN(TestHostileRoostd)
#include "TestHostileRoostd.moc"
