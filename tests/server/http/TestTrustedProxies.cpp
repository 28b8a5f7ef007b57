// TrustedProxies: whose word on the client's address is taken.
#include "http/HttpTestServer.h"

#include "server/http/TrustedProxies.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestTrustedProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheClient_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *from, const char *fields, const char *answer) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(fields) << QByteArray(answer);
        };
        row("no proxy", "127.0.0.1", "", "127.0.0.1 plain");
        row("not trusted", "127.0.0.1", "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n",
            "127.0.0.1 plain");
        row("trusted", "127.0.2.5", "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n", "192.0.2.9 secure");
        row("trusted, says nothing", "127.0.2.5", "", "127.0.2.5 plain");
        row("two proxies", "127.0.2.5", "X-Forwarded-For: 192.0.2.9, 127.0.2.6\r\n", "192.0.2.9 plain");
        row("client's own lie", "127.0.2.5", "X-Forwarded-For: 203.0.113.1, 192.0.2.9\r\n", "192.0.2.9 plain");
        row("IPv6", "127.0.2.5", "X-Forwarded-For: 2001:db8::1\r\n", "2001:db8::1 plain");
        row("malformed", "127.0.2.5", "X-Forwarded-For: 192.0.2.9, unknown\r\n", "127.0.2.5 plain");
        row("repeated", "127.0.2.5", "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-For: 192.0.2.8\r\n", "127.0.2.5 plain");
        row("only proxies", "127.0.2.5", "X-Forwarded-For: 127.0.2.6\r\n", "127.0.2.5 plain");
        row("proto of http", "127.0.2.5", "X-Forwarded-Proto: http\r\n", "127.0.2.5 plain");
    }

    void findsTheClient()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, answer);
        HttpTestServer test;
        addWhoami(test);
        QVERIFY(test.start());
        RawHttpClient client(test.port(), "127.0.0.1", from);
        QVERIFY(client.send("GET /whoami HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"));
        QCOMPARE(client.read().value_or(RawReply{}).body, answer);
    }

    // Behind a proxy all peers have one address.
    void doesNotLimitConnectionsOfAProxy()
    {
        HttpTestServer test;
        addWhoami(test);
        test.config().limits.connectionsPerAddress = 1;
        QVERIFY(test.start());
        std::vector<RawHttpClient> clients;
        for (int i = 0; i < 5; ++i) {
            clients.emplace_back(test.port(), "127.0.0.1", "127.0.2.5");
            QVERIFY(clients.back().get("/whoami"));
            QCOMPARE(clients.back().read().value_or(RawReply{}).status, 200);
        }
        RawHttpClient first = test.connect();
        QVERIFY(first.get("/whoami"));
        QCOMPARE(first.read().value_or(RawReply{}).status, 200);
        RawHttpClient second = test.connect();
        QCOMPARE(second.read().value_or(RawReply{}).status, 503);
    }

private:
    static void addWhoami(HttpTestServer &test)
    {
        test.config().trustedProxies = {QHostAddress::parseSubnet(u"127.0.2.0/24"_s)};
        test.router().addInline("GET", "/whoami", [](const http::Request &request) {
            return http::Response::text(200, request.remoteAddress.toString().toLatin1() +
                                                 (request.isSecure ? " secure" : " plain"));
        });
    }
};

QTEST_GUILESS_MAIN(TestTrustedProxies)
#include "TestTrustedProxies.moc"
