// Response: its bytes on the wire, and that no field can break out of its line.
#include "server/http/Clocks.h"
#include "server/http/Response.h"

#include <QRegularExpression>
#include <QTest>

using namespace roost::http;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(const Response &response, ReplyFraming framing = {})
{
    framing.date = "today";
    framing.requestId = "id";
    QByteArray out;
    appendReply(out, response, framing);
    return out;
}

} // namespace

class TestResponse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAWholeReply()
    {
        QCOMPARE(written(Response::json(201, "{}").withHeader("Location", "/x")),
                 "HTTP/1.1 201 Created\r\nDate: today\r\nContent-Type: application/json\r\nLocation: /x\r\n"
                 "X-Request-Id: id\r\nContent-Length: 2\r\n\r\n{}");
    }

    void leavesOutWhatMustNotBeThere()
    {
        QCOMPARE(written(Response::noContent()), "HTTP/1.1 204 No Content\r\nDate: today\r\nX-Request-Id: id\r\n\r\n");
        Response notModified;
        notModified.status = 304;
        notModified.body = "x";
        QVERIFY(written(notModified).endsWith("X-Request-Id: id\r\n\r\n"));
        QVERIFY(written(Response::text(200, "hello"), {.isHead = true}).endsWith("Content-Length: 5\r\n\r\n"));
    }

    void overrulesHandlersOnFraming()
    {
        const QByteArray bytes = written(Response::text(200, "x")
                                             .withHeader("content-length", "999")
                                             .withHeader("Transfer-Encoding", "chunked")
                                             .withHeader("Connection", "upgrade")
                                             .withHeader("Date", "never"),
                                         {.keepAlive = false});
        QCOMPARE(bytes.count("ontent-"), 2); // type, length
        QVERIFY(bytes.contains("Content-Length: 1\r\n"));
        QVERIFY(!bytes.contains("chunked"));
        QVERIFY(!bytes.contains("upgrade"));
        QVERIFY(!bytes.contains("never"));
        QVERIFY(bytes.contains("\r\nConnection: close\r\n"));
    }

    void judgesFields_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isLegal");
        QTest::newRow("plain") << QByteArray("X-A") << QByteArray("b c\td") << true;
        QTest::newRow("UTF-8") << QByteArray("X-A") << QByteArray("caf\xc3\xa9") << true;
        QTest::newRow("empty value") << QByteArray("X-A") << QByteArray() << true;
        QTest::newRow("CR LF") << QByteArray("X-A") << QByteArray("b\r\nX-B: c") << false;
        QTest::newRow("LF") << QByteArray("X-A") << QByteArray("b\nX-B: c") << false;
        QTest::newRow("CR") << QByteArray("X-A") << QByteArray("b\rc") << false;
        QTest::newRow("NUL") << QByteArray("X-A") << QByteArray("b\0c", 3) << false;
        QTest::newRow("name with a colon") << QByteArray("X:A") << QByteArray("b") << false;
        QTest::newRow("name with a line break") << QByteArray("X\r\nA") << QByteArray("b") << false;
        QTest::newRow("empty name") << QByteArray() << QByteArray("b") << false;
    }

    void judgesFields()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(bool, isLegal);
        QCOMPARE(roost::http::isLegal(Response::noContent().withHeader(name, value)), isLegal);
    }

    void judgesStatus()
    {
        for (const int status : {0, 100, 199, 600, -1})
            QVERIFY(!isLegal(Response::text(status, "x")));
        QVERIFY(isLegal(Response::text(599, "x")));
    }

    void writesDatesAsHttpDoes()
    {
        DateField field;
        const QString text = QString::fromLatin1(field.value());
        static const QRegularExpression kForm(
            u"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$"_s);
        QVERIFY2(kForm.match(text).hasMatch(), qPrintable(text));
        QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        date.setTimeSpec(Qt::UTC);
        QVERIFY(std::abs(date.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }
};

QTEST_GUILESS_MAIN(TestResponse)
#include "TestResponse.moc"
