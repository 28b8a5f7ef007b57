// Times on the clock of a place.
#include "domain/scheduling/WallTime.h"

#include "support/Expect.h"

using namespace roost;
using namespace Qt::StringLiterals;

class TestWallTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites();
    void knowsSkippedAndRepeatedTimes();
};

void TestWallTime::readsAndWrites()
{
    const QDateTime wall = wallTimeFrom(u"2027-07-02T19:00"_s);
    QVERIFY(wall.isValid());
    QCOMPARE(wallTimeText(wall), u"2027-07-02T19:00"_s);
    for (const QString &text : {u""_s, u"2027-07-02"_s, u"2027-07-02T19:00:00"_s, u"2027-07-02T24:00"_s,
                                u"2027-02-29T10:00"_s, u"2027-07-02 19:00"_s, u"0001-07-02T19:00"_s})
        QVERIFY2(!wallTimeFrom(text).isValid(), qPrintable(text));
    QVERIFY(wallTimeFrom(u"2028-02-29T10:00"_s).isValid());
}

void TestWallTime::knowsSkippedAndRepeatedTimes()
{
    const QTimeZone oslo("Europe/Oslo");
    const auto instant = [&oslo](const QString &text) {
        return instantOfWallTime(wallTimeFrom(text), oslo).toString(Qt::ISODate);
    };
    QCOMPARE(instant(u"2026-07-02T19:00"_s), u"2026-07-02T17:00:00Z"_s);
    QVERIFY(isOnTheClock(wallTimeFrom(u"2026-07-02T19:00"_s), oslo));
    // Skipped: the jump.
    QCOMPARE(instant(u"2026-03-29T02:30"_s), u"2026-03-29T01:00:00Z"_s);
    QVERIFY(!isOnTheClock(wallTimeFrom(u"2026-03-29T02:30"_s), oslo));
    QVERIFY(isOnTheClock(wallTimeFrom(u"2026-03-29T03:00"_s), oslo));
    // Twice: the first.
    QCOMPARE(instant(u"2026-10-25T02:30"_s), u"2026-10-25T00:30:00Z"_s);
    QVERIFY(isOnTheClock(wallTimeFrom(u"2026-10-25T02:30"_s), oslo));
    QVERIFY(isTwiceOnTheClock(wallTimeFrom(u"2026-10-25T02:00"_s), oslo));
    QVERIFY(isTwiceOnTheClock(wallTimeFrom(u"2026-10-25T02:59"_s), oslo));
    for (const QString &once : {u"2026-10-25T01:59"_s, u"2026-10-25T03:00"_s, u"2026-03-29T02:30"_s,
                                u"2026-03-29T03:30"_s, u"2026-07-02T19:00"_s})
        QVERIFY2(!isTwiceOnTheClock(wallTimeFrom(once), oslo), qPrintable(once));
    const QDateTime second(QDate(2026, 10, 25), QTime(1, 30), Qt::UTC);
    QCOMPARE(wallTimeText(wallTimeAt(second, oslo)), u"2026-10-25T02:30"_s);
}

QTEST_GUILESS_MAIN(TestWallTime)
#include "TestWallTime.moc"
