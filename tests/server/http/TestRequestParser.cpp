// RequestParser: what it takes, what it refuses, and that the size of the pieces makes no difference.
#include "server/http/RequestParser.h"

#include <QTest>

using namespace roost::http;

namespace {

constexpr int kMaxHeader = 2048;
constexpr const char *kHost = "Host: roost.test\r\n";

struct Parsed
{
    int status = 0; // 0: whole; -1: more is needed; else what it was refused with
    QByteArray body;
    QByteArray left;
};

// Feeds the bytes in pieces of this size, as a socket might.
Parsed parse(RequestParser &parser, const QByteArray &bytes, qsizetype piece)
{
    QByteArray input;
    qsizetype fed = 0;
    const auto more = [&] {
        const qsizetype count = std::min(piece, bytes.size() - fed);
        input.append(bytes.constData() + fed, count);
        fed += count;
        return count > 0;
    };
    RequestParser::State state = RequestParser::State::NeedsMore;
    while (state == RequestParser::State::NeedsMore) {
        if (!more())
            return {-1, {}, input};
        state = parser.parseHead(input);
    }
    if (state == RequestParser::State::Failed)
        return {parser.problem().status, {}, {}};
    input.remove(0, parser.headLength());
    if (!parser.hasBody())
        return {0, {}, input};
    parser.setBodyLimit(1000);
    while (true) {
        qsizetype used = 0;
        state = parser.parseBody(input, used);
        input.remove(0, used);
        if (state == RequestParser::State::Failed)
            return {parser.problem().status, {}, {}};
        if (state == RequestParser::State::Done)
            return {0, parser.body(), input};
        if (!more())
            return {-1, parser.body(), input};
    }
}

QByteArray post(const QByteArray &fields, const QByteArray &body = {})
{
    return "POST /x HTTP/1.1\r\n" + QByteArray(kHost) + fields + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &bytes, int status, const QByteArray &body = {}) {
            QTest::newRow(name) << bytes << status << body;
        };
        const QByteArray host = kHost;
        const auto get = [&](const QByteArray &target) { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n"; };

        row("plain", get("/"), 0);
        row("1.0 without a host", "GET / HTTP/1.0\r\n\r\n", 0);
        row("length", post("Content-Length: 5\r\n", "hello"), 0, "hello");
        row("no length, no body", post(""), 0);
        row("length zero", post("Content-Length: 0\r\n"), 0);
        row("chunks", chunked("5\r\nhello\r\n1;a=b\r\n!\r\n0\r\n\r\n"), 0, "hello!");
        row("chunk size in upper and lower case", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"), 0,
            "01234567890123456789");
        row("trailers", chunked("1\r\nx\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"), 0, "x");
        row("absolute form", get("http://roost.test/a?b"), 0);
        row("absolute form without a path", get("http://roost.test"), 0);
        row("star for OPTIONS", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 0);
        row("lower-case coding name", post("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n"), 0);

        row("length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
        row("coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400);
        row("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
        row("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400);
        row("list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400);
        row("negative length", post("Content-Length: -5\r\n", "hello"), 400);
        row("signed length", post("Content-Length: +5\r\n", "hello"), 400);
        row("hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), 400);
        row("spaced length", post("Content-Length: 5 0\r\n", "hello"), 400);
        row("empty length", post("Content-Length: \r\n"), 400);
        row("word as length", post("Content-Length: five\r\n", "hello"), 400);
        row("length beyond 64 bits", post("Content-Length: 18446744073709551621\r\n", "hello"), 400);
        row("length beyond 63 bits", post("Content-Length: 9223372036854775808\r\n", "hello"), 400);
        row("coding gzip", post("Transfer-Encoding: gzip\r\n"), 501);
        row("coding gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501);
        row("coding chunked, identity", post("Transfer-Encoding: chunked, identity\r\n"), 501);
        row("coding xchunked", post("Transfer-Encoding: xchunked\r\n"), 501);
        row("coding twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("coding hidden by a tab", post("Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400);
        row("coding in 1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        row("space before the colon", post("Content-Length : 5\r\n", "hello"), 400);
        row("tab before the colon", post("Transfer-Encoding\t: chunked\r\n"), 400);
        row("space before the name", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
        row("folded line", "GET / HTTP/1.1\r\n" + host + "X-A: b\r\n c\r\n\r\n", 400);
        row("folded with a tab", "GET / HTTP/1.1\r\n" + host + "X-A: b\r\n\tc\r\n\r\n", 400);
        row("bare LF after the request line", "GET / HTTP/1.1\n" + host + "\r\n", 400);
        row("bare LF in the fields", "GET / HTTP/1.1\r\n" + host + "X-A: b\nX-B: c\r\n\r\n", 400);
        row("bare LF at the end", "GET / HTTP/1.1\r\n" + host + "\n", 400);
        row("bare CR in a value", "GET / HTTP/1.1\r\n" + host + "X-A: b\rc\r\n\r\n", 400);
        row("CR CR LF", "GET / HTTP/1.1\r\n" + host + "X-A: b\r\r\n\r\n", 400);
        row("NUL in a value", "GET / HTTP/1.1\r\n" + host + QByteArray("X-A: b\0c\r\n\r\n", 12), 400);
        row("NUL in a name", "GET / HTTP/1.1\r\n" + host + QByteArray("X\0A: b\r\n\r\n", 10), 400);
        row("no colon", "GET / HTTP/1.1\r\n" + host + "nonsense\r\n\r\n", 400);
        row("empty name", "GET / HTTP/1.1\r\n" + host + ": b\r\n\r\n", 400);
        row("no host in 1.1", "GET / HTTP/1.1\r\n\r\n", 400);
        row("two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400);
        row("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
        row("host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400);
        row("host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
        row("relative target", get("x"), 400);
        row("star for GET", get("*"), 400);
        row("fragment", get("/a#b"), 400);
        row("authority form", "CONNECT roost.test:443 HTTP/1.1\r\n" + host + "\r\n", 400);
        row("space in the target", get("/a b"), 400);
        row("NUL in the target", "GET /" + QByteArray(1, '\0') + " HTTP/1.1\r\n" + host + "\r\n", 400);
        row("two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400);
        row("no version", "GET /\r\n" + host + "\r\n", 400);
        row("bad version", "GET / HTTP/1.x\r\n" + host + "\r\n", 400);
        row("lower-case version", "GET / http/1.1\r\n" + host + "\r\n", 400);
        row("version 2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 505);
        row("version 1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 505);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("TLS on a plain port", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400);
        row("empty line first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400);
        row("method with a bracket", "G(T / HTTP/1.1\r\n" + host + "\r\n", 400);

        row("chunk size missing", chunked("\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk size a word", chunked("five\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk size negative", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk size beyond 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk size huge", chunked("ffffffffffffffff\r\nhello\r\n0\r\n\r\n"), 413);
        row("chunk with bare LF", chunked("5\nhello\n0\n\n\r\n\r\n"), 400);
        row("chunk longer than it says", chunked("4\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk extension long", chunked("5;" + QByteArray(300, 'a') + "\r\nhello\r\n0\r\n\r\n"), 400);
        row("chunk extension without end", chunked("5;" + QByteArray(5000, 'a')), 400);
        row("trailers too long", chunked("0\r\nX-A: " + QByteArray(5000, 'a')), 431);
        row("trailer that is a length", chunked("0\r\nContent-Length: 5\r\n\r\n"), 400);
        row("chunked body too large", chunked("3e9\r\n" + QByteArray(1001, 'a') + "\r\n0\r\n\r\n"), 413);

        row("header too large", "GET / HTTP/1.1\r\n" + host + "X-A: " + QByteArray(3000, 'a') + "\r\n\r\n", 431);
        row("target too long", get("/" + QByteArray(3000, 'a')), 431);
        row("no end", "GET / HTTP/1.1\r\n" + host, -1);
        row("many fields", "GET / HTTP/1.1\r\n" + host + QByteArray("a:b\r\n").repeated(150) + "\r\n", 431);
        row("body unfinished", post("Content-Length: 5\r\n", "hel"), -1, "hel");
    }

    void judges()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        for (const qsizetype piece : {bytes.size(), qsizetype(1), qsizetype(3), qsizetype(7)}) {
            RequestParser parser(kMaxHeader);
            const Parsed parsed = parse(parser, bytes, piece);
            QCOMPARE(parsed.status, status);
            QCOMPARE(parsed.body, body);
        }
    }

    void readsTheHead()
    {
        RequestParser parser(kMaxHeader);
        const QByteArray bytes = "PUT /a%20b/c?d=e&f HTTP/1.1\r\nHost: roost.test:8080\r\nX-One:  spaced \t\r\n"
                                 "x-ONE: second\r\nAccept: a, b ,C\r\nEmpty:\r\nConnection: close\r\n\r\n";
        QCOMPARE(parse(parser, bytes, bytes.size()).status, 0);
        const RequestHead &head = parser.head();
        QCOMPARE(head.method, "PUT");
        QCOMPARE(head.path, "/a%20b/c");
        QCOMPARE(head.query, "d=e&f");
        QVERIFY(!head.keepAlive);
        QCOMPARE(head.headers.value("X-One"), "spaced");
        QCOMPARE(head.headers.count("x-one"), 2);
        QVERIFY(head.headers.hasToken("accept", "c"));
        QVERIFY(!head.headers.hasToken("accept", "d"));
        QVERIFY(head.headers.contains("Empty"));
        QVERIFY(head.headers.value("Empty").isEmpty());
        QVERIFY(!head.headers.contains("Absent"));
        QCOMPARE(head.headers.block(), bytes);
    }

    void takesThePathOfAnAbsoluteTarget()
    {
        RequestParser parser(kMaxHeader);
        const QByteArray bytes = "GET HTTP://other/a?b=http://c/ HTTP/1.1\r\nHost: roost.test\r\n\r\n";
        QCOMPARE(parse(parser, bytes, bytes.size()).status, 0);
        QCOMPARE(parser.head().path, "/a");
        QCOMPARE(parser.head().query, "b=http://c/");
    }

    void keepsAliveByVersion_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
    }

    void keepsAliveByVersion()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, keepAlive);
        RequestParser parser(kMaxHeader);
        QCOMPARE(parse(parser, bytes, bytes.size()).status, 0);
        QCOMPARE(parser.head().keepAlive, keepAlive);
    }

    void leavesTheNextRequestAlone()
    {
        RequestParser parser(kMaxHeader);
        const QByteArray next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
        for (const QByteArray &first : {post("Content-Length: 5\r\n", "hello"), chunked("5\r\nhello\r\n0\r\n\r\n")}) {
            const Parsed parsed = parse(parser, first + next, first.size() + next.size());
            QCOMPARE(parsed.body, "hello");
            QCOMPARE(parsed.left, next);
            parser.reset();
            QCOMPARE(parse(parser, parsed.left, next.size()).status, 0);
            QCOMPARE(parser.head().path, "/next");
            parser.reset();
        }
    }

    void ignoresTrailersAsFields()
    {
        RequestParser parser(kMaxHeader);
        const QByteArray bytes = chunked("0\r\nAuthorization: stolen\r\n\r\n");
        QCOMPARE(parse(parser, bytes, bytes.size()).status, 0);
        QVERIFY(!parser.head().headers.contains("Authorization"));
    }
};

QTEST_GUILESS_MAIN(TestRequestParser)
#include "TestRequestParser.moc"
