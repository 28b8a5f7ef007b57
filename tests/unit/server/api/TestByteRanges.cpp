// Range and Content-Range as they come from anywhere.
#include "server/api/ByteRanges.h"

#include <QTest>

namespace roost::api {

class TestByteRanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsContentRanges();
    void refusesContentRanges_data();
    void refusesContentRanges();
    void choosesRanges_data();
    void choosesRanges();
};

void TestByteRanges::readsContentRanges()
{
    const auto piece = parseContentRange("bytes 100-199/1000");
    QVERIFY(piece);
    QVERIFY(!piece->isQuestion);
    QCOMPARE(piece->from, 100);
    QCOMPARE(piece->size, 100);
    QCOMPARE(piece->total, 1000);
    const auto question = parseContentRange("bytes */1000");
    QVERIFY(question && question->isQuestion);
    QCOMPARE(question->total, 1000);
}

void TestByteRanges::refusesContentRanges_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"",
                              "bytes",
                              "bytes ",
                              "bytes 0-9",
                              "bytes 0-9/",
                              "bytes 0-9/*",
                              "bytes */*",
                              "bytes 9-0/10",
                              "bytes 0-10/10",
                              "bytes -1-5/10",
                              "bytes 0--5/10",
                              "bytes +0-5/10",
                              "bytes 0 -5/10",
                              "bytes 0x0-5/10",
                              "bytes 0-5/1e9",
                              "bytes 0-9223372036854775807/9223372036854775808",
                              "bytes 99999999999999999999-99999999999999999999/99999999999999999999",
                              "bits 0-5/10",
                              "bytes=0-5/10",
                              "bytes 0-1,2-3/10"})
        QTest::newRow(value) << QByteArray(value);
}

void TestByteRanges::refusesContentRanges()
{
    QFETCH(QByteArray, value);
    QVERIFY(!parseContentRange(value));
}

void TestByteRanges::choosesRanges_data()
{
    using Kind = RangeChoice::Kind;
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("size");
    const auto row = [](const char *value, Kind kind, qint64 from = 0, qint64 size = 0) {
        QTest::newRow(value) << QByteArray(value) << static_cast<int>(kind) << from << size;
    };
    row("", Kind::Whole);
    row("bytes=0-9", Kind::Part, 0, 10);
    row("bytes=90-", Kind::Part, 90, 10);
    row("bytes=90-1000", Kind::Part, 90, 10);
    row("bytes=-10", Kind::Part, 90, 10);
    row("bytes=-1000", Kind::Part, 0, 100);
    row("bytes=100-", Kind::NotSatisfiable);
    row("bytes=-0", Kind::NotSatisfiable);
    row("bytes=0-1,5-6", Kind::Whole);
    row("bytes=9-0", Kind::Whole);
    row("bytes=-", Kind::Whole);
    row("bytes=a-b", Kind::Whole);
    row("lines=0-9", Kind::Whole);
    row("bytes=0-99999999999999999999", Kind::Whole);
}

void TestByteRanges::choosesRanges()
{
    QFETCH(QByteArray, value);
    QFETCH(int, kind);
    QFETCH(qint64, from);
    QFETCH(qint64, size);
    const RangeChoice choice = chooseRange(value, 100);
    QCOMPARE(static_cast<int>(choice.kind), kind);
    QCOMPARE(choice.range.from, from);
    QCOMPARE(choice.range.size, size);
}

} // namespace roost::api

QTEST_GUILESS_MAIN(roost::api::TestByteRanges)
#include "TestByteRanges.moc"
