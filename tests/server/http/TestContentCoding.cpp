// Compression of replies: what is negotiated, what the reply says about it, and that no small body becomes a huge one.
#include "server/http/ContentCoding.h"
#include "support/Expect.h"

#include <QTest>

using namespace roost;
using namespace roost::http;
using namespace Qt::StringLiterals;

namespace {

Request requestFor(const QByteArray &method, const QList<QPair<QByteArray, QByteArray>> &fields)
{
    QByteArray block;
    std::vector<HeaderFields::Field> places;
    for (const auto &[name, value] : fields) {
        const auto begin = static_cast<quint32>(block.size());
        block += name + ": " + value + "\r\n";
        places.push_back({begin, static_cast<quint32>(name.size()), begin + static_cast<quint32>(name.size()) + 2,
                          static_cast<quint32>(value.size())});
    }
    Request request;
    request.method = method;
    request.headers = HeaderFields(block, places);
    return request;
}

Response rows()
{
    return Response::json(200, QByteArray("[\"row\"]").repeated(1000)).withHeader("ETag", "\"42\"");
}

} // namespace

class TestContentCoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheCodingThatIsWorthMost_data()
    {
        QTest::addColumn<QByteArray>("accepted");
        QTest::addColumn<QByteArray>("coding");
        QTest::newRow("nothing said") << QByteArray() << QByteArray();
        QTest::newRow("both") << QByteArray("gzip, zstd") << QByteArray("zstd");
        QTest::newRow("a browser of old") << QByteArray("gzip, deflate, br") << QByteArray("gzip");
        QTest::newRow("rather gzip") << QByteArray("zstd;q=0.2, gzip;q=0.8") << QByteArray("gzip");
        QTest::newRow("not zstd") << QByteArray("zstd;q=0, gzip") << QByteArray("gzip");
        QTest::newRow("neither") << QByteArray("identity, br") << QByteArray();
        QTest::newRow("any case") << QByteArray("ZSTD") << QByteArray("zstd");
        QTest::newRow("rubbish") << QByteArray("zstd;q=x,;;,") << QByteArray();
    }
    void takesTheCodingThatIsWorthMost()
    {
        QFETCH(QByteArray, accepted);
        QFETCH(QByteArray, coding);
        QCOMPARE(codingName(acceptedCoding(accepted)), coding);
    }

    void compressesAndSaysSo_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::newRow("zstd") << QByteArray("zstd");
        QTest::newRow("gzip") << QByteArray("gzip");
    }
    void compressesAndSaysSo()
    {
        QFETCH(QByteArray, coding);
        Response response = rows();
        compress(response, requestFor("GET", {{"Accept-Encoding", coding}}));
        QCOMPARE(response.header("Content-Encoding"), coding);
        QCOMPARE(response.header("Vary"), "Accept-Encoding");
        QCOMPARE(response.header("ETag"), "\"42-" + coding + "\"");
        QCOMPARE(withoutCoding(response.header("ETag")), "\"42\"");
        QVERIFY(response.body.size() < 300);
        const auto body = decompressed(response.body, *codingFromName(coding), 100'000);
        EXPECT_OK(body);
        QCOMPARE(*body, rows().body);
    }

    void leavesAloneWhatShouldStay()
    {
        const Request takesBoth = requestFor("GET", {{"Accept-Encoding", "zstd, gzip"}});
        Response tiny = Response::json(200, "{\"a\":1}");
        compress(tiny, takesBoth);
        QCOMPARE(tiny.body, "{\"a\":1}");
        QVERIFY(tiny.header("Vary").isEmpty());

        Response picture;
        picture.body = QByteArray(10'000, 'x');
        picture.withHeader("Content-Type", "image/jpeg");
        compress(picture, takesBoth);
        QCOMPARE(picture.body.size(), 10'000);

        // A reply that holds tokens beside what the client sent must not tell of them by its length.
        Response posted = rows();
        compress(posted, requestFor("POST", {{"Accept-Encoding", "zstd"}}));
        QCOMPARE(posted.body, rows().body);

        Response plain = rows();
        compress(plain, requestFor("GET", {}));
        QCOMPARE(plain.body, rows().body);
        QCOMPARE(plain.header("Vary"), "Accept-Encoding");
        QCOMPARE(plain.header("ETag"), "\"42\"");
    }

    void aReplyThatHasNotChangedCarriesTheTagThatTheClientHas()
    {
        Response response;
        response.status = 304;
        response.withHeader("ETag", "\"42\"");
        compress(response, requestFor("GET", {{"If-None-Match", "\"41\", \"42-zstd\""}}));
        QCOMPARE(response.header("ETag"), "\"42-zstd\"");
    }

    void bombsAreRefused_data() { compressesAndSaysSo_data(); }
    void bombsAreRefused()
    {
        QFETCH(QByteArray, coding);
        const ContentCoding kind = *codingFromName(coding);
        const QByteArray bomb = compressed(QByteArray(50'000'000, '\0'), kind);
        QVERIFY(bomb.size() < 100'000);
        EXPECT_ERROR(decompressed(bomb, kind, 1'000'000), TooLarge);
        EXPECT_ERROR(decompressed(bomb, kind, 49'999'999), TooLarge);
        EXPECT_OK(decompressed(bomb, kind, 50'000'000));
        EXPECT_ERROR(decompressed(bomb.chopped(5), kind, 50'000'000), Protocol);
        EXPECT_ERROR(decompressed(bomb + "x", kind, 50'000'000), Protocol);
        EXPECT_ERROR(decompressed("no such thing", kind, 50'000'000), Protocol);
        EXPECT_ERROR(decompressed(QByteArray(), kind, 50'000'000), Protocol);
    }
};

QTEST_APPLESS_MAIN(TestContentCoding)
#include "TestContentCoding.moc"
