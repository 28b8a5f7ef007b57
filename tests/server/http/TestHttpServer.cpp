// HttpServer as a well-behaved client sees it: framing, keep-alive, order, methods, starting and stopping.
#include "http/HttpTestServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct CountingContext : http::WorkerContext
{
    explicit CountingContext(std::atomic<int> &count)
        : living(count)
    {
        ++living;
    }
    ~CountingContext() override { --living; }
    std::atomic<int> &living;
};

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<HttpTestServer>();
        m_test->config().workers = 2;
    }
    void cleanup() { m_test.reset(); }

    void answersOnKeptConnection()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.get("/hello"));
            const auto reply = client.read();
            QVERIFY(reply);
            QCOMPARE(reply->status, 200);
            QCOMPARE(reply->body, "hello");
            QVERIFY(!reply->headers.contains("connection"));
            QVERIFY(reply->headers.value("date").endsWith(" GMT"));
        }
        QCOMPARE(m_test->server().counters().acceptedInAll, 1);
        QCOMPARE(m_test->server().counters().requestsInAll, 3);
    }

    void answersPipelinedRequestsInOrder()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        const QByteArray host = " HTTP/1.1\r\nHost: a\r\n";
        QVERIFY(client.send("GET /gated" + host + "\r\nGET /fast" + host + "\r\nPOST /echo" + host +
                            "Content-Length: 3\r\n\r\nabcGET /fast" + host + "\r\n"));
        QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
        QVERIFY(!client.read(false, 50)); // the fast one waits for the slow one
        m_test->gate().open.release();
        for (const char *expected : {"gated", "fast", "abc", "fast"}) {
            const auto reply = client.read();
            QVERIFY(reply);
            QCOMPARE(reply->body, expected);
        }
    }

    void answersManyPipelinedRequests()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        constexpr int kCount = 1000;
        QVERIFY(client.send(QByteArray("GET /fast HTTP/1.1\r\nHost: a\r\n\r\n").repeated(kCount)));
        for (int i = 0; i < kCount; ++i)
            QCOMPARE(client.read().value_or(RawReply{}).body, "fast");
    }

    void answersHeadWithoutBody()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /fast HTTP/1.1\r\nHost: a\r\n\r\n"));
        const auto head = client.read(true);
        QVERIFY(head);
        QCOMPARE(head->headers.value("content-length"), "5");
        QCOMPARE(client.read().value_or(RawReply{}).body, "fast");
    }

    void namesAllowedMethods()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n"
                            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\nBREW /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
        const auto refused = client.read();
        QVERIFY(refused);
        QCOMPARE(refused->status, 405);
        QCOMPARE(refused->headers.value("allow"), "GET, HEAD, OPTIONS");
        QCOMPARE(refused->headers.value("content-type"), "application/problem+json");
        const auto options = client.read();
        QVERIFY(options);
        QCOMPARE(options->status, 204);
        QCOMPARE(options->headers.value("allow"), "GET, HEAD, OPTIONS");
        QVERIFY(!options->headers.contains("content-length"));
        QCOMPARE(client.read().value_or(RawReply{}).status, 204);
        QCOMPARE(client.read().value_or(RawReply{}).status, 501);
    }

    void speaksOldHttp()
    {
        QVERIFY(m_test->start());
        RawHttpClient once = m_test->connect();
        QVERIFY(once.send("GET /hello HTTP/1.0\r\n\r\n"));
        const auto reply = once.read();
        QVERIFY(reply);
        QCOMPARE(reply->headers.value("connection"), "close");
        QVERIFY(once.waitForClose());

        RawHttpClient kept = m_test->connect();
        QVERIFY(kept.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        QCOMPARE(kept.read().value_or(RawReply{}).headers.value("connection"), "keep-alive");
        QVERIFY(kept.send("GET /hello HTTP/1.0\r\n\r\n"));
        QCOMPARE(kept.read().value_or(RawReply{}).body, "hello");
        QVERIFY(kept.waitForClose());
    }

    void closesWhenAsked()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            "GET /fast HTTP/1.1\r\nHost: a\r\n\r\n"));
        QCOMPARE(client.read().value_or(RawReply{}).headers.value("connection"), "close");
        QVERIFY(client.waitForClose());
        QVERIFY(client.rest().isEmpty());
    }

    void invitesTheBody()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        const QByteArray head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        QVERIFY(client.send(head));
        QCOMPARE(client.read().value_or(RawReply{}).status, 100);
        QVERIFY(client.send("hello"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "hello");

        QVERIFY(client.send(head + "hello")); // it has not waited, so there is nothing to invite
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
    }

    void declinesABodyThatIsOfNoUse()
    {
        QVERIFY(m_test->start());
        RawHttpClient lost = m_test->connect();
        QVERIFY(lost.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(lost.read().value_or(RawReply{}).status, 404);
        QVERIFY(lost.waitForClose());
        RawHttpClient strange = m_test->connect();
        QVERIFY(strange.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: magic\r\n\r\n"));
        QCOMPARE(strange.read().value_or(RawReply{}).status, 417);
    }

    void readsBodies()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "3\r\nabc\r\n2;x=\"y\"\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "abcde");
        QVERIFY(client.send("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n"));
        QVERIFY(client.send(QByteArray(3'000'000, 'x')));
        QCOMPARE(client.read().value_or(RawReply{}).body, "3000000");
        QVERIFY(client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"));
        QCOMPARE(client.read().value_or(RawReply{}).status, 404);
        QVERIFY(client.get("/hello")); // the body that nobody wanted is out of the way
        QCOMPARE(client.read().value_or(RawReply{}).body, "hello");
    }

    void sendsLargeReplies()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        for (int i = 0; i < 5; ++i)
            QVERIFY(client.get("/big"));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.read().value_or(RawReply{}).body.size(), 1024 * 1024);
    }

    void echoesRequestIds()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\n\r\n"
                            "GET /nowhere HTTP/1.1\r\nHost: a\r\nX-Request-Id: <script>\r\n\r\n"));
        QCOMPARE(client.read().value_or(RawReply{}).headers.value("x-request-id"), "mine-1");
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->headers.value("x-request-id").size(), 32);
        QVERIFY(reply->body.contains(reply->headers.value("x-request-id")));
    }

    void hidesFaultsOfHandlers()
    {
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        for (const char *path : {"/broken-header", "/throws"}) {
            QVERIFY(client.get(path));
            const auto reply = client.read();
            QVERIFY(reply);
            QCOMPARE(reply->status, 500);
            QVERIFY(!reply->headers.contains("set-cookie"));
        }
        QVERIFY(client.get("/hello"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "hello");
    }

    void formatsProblemsAsTold()
    {
        m_test->config().formatProblem = [](const http::HttpProblem &problem) {
            return http::Response::text(200, "code " + QByteArray::number(problem.status));
        };
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.get("/nowhere"));
        const auto reply = client.read();
        QVERIFY(reply);
        QCOMPARE(reply->status, 404);
        QCOMPARE(reply->body, "code 404");
    }

    void tellsOfFinishedRequests()
    {
        std::mutex mutex;
        QList<http::FinishedRequest> finished;
        m_test->config().requestFinished = [&](const http::FinishedRequest &request) {
            const std::scoped_lock lock(mutex);
            finished.append(request);
        };
        QVERIFY(m_test->start());
        RawHttpClient client = m_test->connect();
        QVERIFY(client.send("GET /items/7 HTTP/1.1\r\nHost: a\r\nX-Request-Id: id1\r\n\r\n"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "7");
        QVERIFY(client.get("/nowhere"));
        QVERIFY(client.read());
        m_test->server().stop();
        QCOMPARE(finished.size(), 2);
        QCOMPARE(finished.at(0).method, "GET");
        QCOMPARE(finished.at(0).routePattern, "/items/{item_id}");
        QCOMPARE(finished.at(0).status, 200);
        QCOMPARE(finished.at(0).requestId, "id1");
        QVERIFY(finished.at(0).replyBytes > 50);
        QVERIFY(finished.at(0).requestBytes > 40);
        QCOMPARE(finished.at(1).routePattern, "");
        QCOMPARE(finished.at(1).status, 404);
    }

    void listensOnSeveralAddressesAndThreads()
    {
        m_test->config().addresses = {QHostAddress(u"127.0.0.1"_s), QHostAddress(u"127.0.0.2"_s)};
        m_test->config().ioThreads = 3;
        QVERIFY(m_test->start());
        QVERIFY(m_test->port() > 0);
        for (const char *address : {"127.0.0.1", "127.0.0.2"}) {
            for (int i = 0; i < 20; ++i) {
                RawHttpClient client(m_test->port(), address);
                QVERIFY(client.get("/hello"));
                QCOMPARE(client.read().value_or(RawReply{}).body, "hello");
            }
        }
    }

    void listensOnIpv6()
    {
        m_test->config().addresses = {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
        if (!m_test->start())
            QSKIP("no IPv6 here");
        RawHttpClient client(m_test->port(), "::1");
        QVERIFY(client.get("/hello"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "hello");
    }

    void refusesATakenPort()
    {
        QVERIFY(m_test->start());
        HttpTestServer second;
        second.config().port = m_test->port();
        http::HttpServer server(second.config(), std::make_shared<http::Router>());
        const auto started = server.start();
        QVERIFY(!started);
        QVERIFY(started.error().userText.contains(u"already listens"_s));
    }

    void makesAContextForEachWorker()
    {
        std::atomic<int> living{0};
        m_test->config().workers = 3;
        m_test->config().makeWorkerContext = [&]() -> Result<std::unique_ptr<http::WorkerContext>> {
            return std::make_unique<CountingContext>(living);
        };
        m_test->router().add("GET", "/context", [&](const http::Request &, http::WorkerContext &context) {
            return http::Response::text(200,
                                        &static_cast<CountingContext &>(context).living == &living ? "same" : "other");
        });
        QVERIFY(m_test->start());
        QCOMPARE(living.load(), 3);
        RawHttpClient client = m_test->connect();
        QVERIFY(client.get("/context"));
        QCOMPARE(client.read().value_or(RawReply{}).body, "same");
        m_test->server().stop();
        QCOMPARE(living.load(), 0);
    }

    void doesNotStartWithoutAContext()
    {
        m_test->config().makeWorkerContext = []() -> Result<std::unique_ptr<http::WorkerContext>> {
            return fail(ErrorCode::Unavailable, u"no database"_s);
        };
        http::HttpServer server(m_test->config(), std::make_shared<http::Router>());
        const auto started = server.start();
        QVERIFY(!started);
        QCOMPARE(started.error().userText, u"no database"_s);
    }

    void finishesWhatIsUnderWayWhenStopped()
    {
        QVERIFY(m_test->start());
        RawHttpClient busy = m_test->connect();
        RawHttpClient idle = m_test->connect();
        QVERIFY(idle.get("/fast"));
        QVERIFY(idle.read());
        QVERIFY(busy.get("/gated"));
        QVERIFY(m_test->gate().entered.tryAcquire(1, 10s));
        const quint16 port = m_test->port();

        std::thread stopper([this] { m_test->server().stop(30s); });
        QVERIFY(idle.waitForClose()); // so it has begun
        m_test->gate().open.release();
        const auto reply = busy.read();
        stopper.join();
        QVERIFY(reply);
        QCOMPARE(reply->body, "gated");
        QCOMPARE(reply->headers.value("connection"), "close");
        QVERIFY(!RawHttpClient(port).isConnected());
    }

    void cutsWhatIsLeftAfterTheGrace()
    {
        QVERIFY(m_test->start());
        RawHttpClient unfinished = m_test->connect();
        QVERIFY(unfinished.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"));
        QVERIFY(m_test->answers());
        QElapsedTimer timer;
        timer.start();
        m_test->server().stop(100ms);
        QVERIFY(timer.elapsed() < 8'000); // well below the body's time-out
        QVERIFY(unfinished.waitForClose());
    }

private:
    std::unique_ptr<HttpTestServer> m_test;
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "TestHttpServer.moc"
