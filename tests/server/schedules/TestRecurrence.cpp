// Rules that repeat, and those that don't get through.
#include "server/schedules/Recurrence.h"

#include "domain/scheduling/RecurrenceLimits.h"
#include "domain/scheduling/WallTime.h"
#include "support/Expect.h"

using namespace roost;
using namespace Qt::StringLiterals;

class TestRecurrence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeats_data();
    void repeats();
    void refuses_data();
    void refuses();
    void untilMayBeAnInstant();
    void leapDaysAndMissingDays();
    void beginsWithItsFirst();
    void hasAnEnd();
};

namespace {

const QTimeZone kOslo("Europe/Oslo");

Result<QList<QDateTime>> occurrences(const QString &rule, const QString &first)
{
    ROOST_ASSIGN(const Recurrence recurrence, Recurrence::parse(rule, kOslo));
    return recurrence.occurrences(wallTimeFrom(first));
}

QString texts(const Result<QList<QDateTime>> &times)
{
    if (!times)
        return times.error().details.value(u"field").toString();
    QStringList list;
    for (const QDateTime &time : *times)
        list << time.toString(u"MMdd-HHmm"_s);
    return list.join(u' ');
}

} // namespace

void TestRecurrence::repeats_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("expected");
    QTest::newRow("daily") << u"FREQ=DAILY;COUNT=3"_s << u"2026-02-27T19:00"_s << u"0227-1900 0228-1900 0301-1900"_s;
    QTest::newRow("in small letters") << u"freq=daily;count=1"_s << u"2026-02-27T19:00"_s << u"0227-1900"_s;
    QTest::newRow("every other week on two days")
        << u"FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA;COUNT=4"_s << u"2026-07-03T20:00"_s
        << u"0703-2000 0704-2000 0717-2000 0718-2000"_s;
    QTest::newRow("the last Friday") << u"FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"_s << u"2026-01-30T18:00"_s
                                     << u"0130-1800 0227-1800 0327-1800"_s;
    QTest::newRow("yearly") << u"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=17;COUNT=2"_s << u"2026-05-17T10:00"_s
                            << u"0517-1000 0517-1000"_s;
    QTest::newRow("twice a day") << u"FREQ=DAILY;BYHOUR=14,19;COUNT=3"_s << u"2026-07-01T14:30"_s
                                 << u"0701-1430 0701-1930 0702-1430"_s;
    QTest::newRow("until a day") << u"FREQ=DAILY;UNTIL=20260703"_s << u"2026-07-01T19:00"_s
                                 << u"0701-1900 0702-1900 0703-1900"_s;
    QTest::newRow("until a time") << u"FREQ=DAILY;UNTIL=20260703T185959"_s << u"2026-07-01T19:00"_s
                                  << u"0701-1900 0702-1900"_s;
    QTest::newRow("over the change of clocks")
        << u"FREQ=DAILY;COUNT=3"_s << u"2026-03-28T02:30"_s << u"0328-0230 0329-0230 0330-0230"_s;
    QTest::newRow("with a week that begins on Sunday")
        << u"FREQ=WEEKLY;WKST=SU;COUNT=2"_s << u"2026-07-03T20:00"_s << u"0703-2000 0710-2000"_s;
    QTest::newRow("over New Year") << u"FREQ=WEEKLY;COUNT=2"_s << u"2026-12-31T23:00"_s << u"1231-2300 0107-2300"_s;
}

void TestRecurrence::repeats()
{
    QFETCH(QString, rule);
    QFETCH(QString, first);
    QFETCH(QString, expected);
    const auto found = occurrences(rule, first);
    EXPECT_OK(found);
    QCOMPARE(texts(found), expected);
}

void TestRecurrence::refuses_data()
{
    QTest::addColumn<QString>("rule");
    for (const char *rule : {"",
                             "weekly",
                             "FREQ=WEEKLY",
                             "COUNT=3",
                             "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
                             "FREQ=FORTNIGHTLY;COUNT=3",
                             "FREQ=SECONDLY;COUNT=3",
                             "FREQ=MINUTELY;COUNT=3",
                             "FREQ=HOURLY;COUNT=3",
                             "FREQ=WEEKLY;COUNT=0",
                             "FREQ=WEEKLY;COUNT=-1",
                             "FREQ=WEEKLY;COUNT=many",
                             "FREQ=WEEKLY;COUNT=367",
                             "FREQ=WEEKLY;COUNT=99999999999999",
                             "FREQ=WEEKLY;COUNT=3;INTERVAL=0",
                             "FREQ=WEEKLY;COUNT=3;INTERVAL=99999",
                             "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
                             "FREQ=WEEKLY;BYDAY=FR,XX;COUNT=3",
                             "FREQ=WEEKLY;FREQ=DAILY;COUNT=3",
                             "FREQ=WEEKLY;COUNT=3;COLOUR=RED",
                             "FREQ=WEEKLY;COUNT=3;",
                             "FREQ=WEEKLY;COUNT=3\nFREQ=DAILY",
                             "RRULE:FREQ=WEEKLY;COUNT=3",
                             "FREQ=WEEKLY;UNTIL=20271301",
                             "FREQ=WEEKLY;UNTIL=2027",
                             "FREQ=WEEKLY;UNTIL=20270101T250000Z",
                             "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3",
                             "FREQ=YEARLY;BYMONTH=13;COUNT=3",
                             "FREQ=DAILY;BYHOUR=24;COUNT=3",
                             "FREQ=DAILY;BYMINUTE=60;COUNT=3",
                             "FREQ=DAILY;RSCALE=HEBREW;COUNT=3",
                             "FREQ=DAILY;BYSECOND=1;COUNT=3"})
        QTest::newRow(*rule ? rule : "nothing") << QString::fromLatin1(rule);
    QTest::newRow("long") << u"FREQ=DAILY;COUNT=3;BYMONTHDAY="_s + QString(u"1,"_s).repeated(300) + u'1';
}

void TestRecurrence::refuses()
{
    QFETCH(QString, rule);
    const auto found = occurrences(rule, u"2026-07-03T19:00"_s);
    EXPECT_ERROR(found, Validation);
    QCOMPARE(texts(found), u"recurrence.rrule"_s);
}

void TestRecurrence::untilMayBeAnInstant()
{
    // 19:00 in Oslo is 17:00 UTC in summer.
    QCOMPARE(texts(occurrences(u"FREQ=DAILY;UNTIL=20260702T170000Z"_s, u"2026-07-01T19:00"_s)),
             u"0701-1900 0702-1900"_s);
    QCOMPARE(texts(occurrences(u"FREQ=DAILY;UNTIL=20260702T165959Z"_s, u"2026-07-01T19:00"_s)), u"0701-1900"_s);
}

void TestRecurrence::leapDaysAndMissingDays()
{
    const auto leap = occurrences(u"FREQ=YEARLY;COUNT=2"_s, u"2028-02-29T10:00"_s);
    EXPECT_OK(leap);
    QCOMPARE(leap->last().date(), QDate(2032, 2, 29));
    // Months without a 31st are left out.
    QCOMPARE(texts(occurrences(u"FREQ=MONTHLY;COUNT=3"_s, u"2026-01-31T10:00"_s)), u"0131-1000 0331-1000 0531-1000"_s);
}

void TestRecurrence::beginsWithItsFirst()
{
    QCOMPARE(texts(occurrences(u"FREQ=WEEKLY;BYDAY=SA;COUNT=3"_s, u"2026-07-03T19:00"_s)), u"starts_local"_s);
    // A day that never comes.
    QCOMPARE(texts(occurrences(u"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"_s, u"2026-07-03T19:00"_s)),
             u"recurrence.rrule"_s);
    QCOMPARE(texts(occurrences(u"FREQ=DAILY;UNTIL=20260101"_s, u"2026-07-03T19:00"_s)), u"recurrence.rrule"_s);
}

void TestRecurrence::hasAnEnd()
{
    const auto year = occurrences(u"FREQ=DAILY;COUNT=366"_s, u"2026-07-03T19:00"_s);
    EXPECT_OK(year);
    QCOMPARE(year->size(), kMostOccurrences);
    QCOMPARE(texts(occurrences(u"FREQ=DAILY;UNTIL=20270705"_s, u"2026-07-03T19:00"_s)), u"recurrence.rrule"_s);
    QCOMPARE(texts(occurrences(u"FREQ=DAILY;UNTIL=99991231"_s, u"2026-07-03T19:00"_s)), u"recurrence.rrule"_s);
}

QTEST_GUILESS_MAIN(TestRecurrence)
#include "TestRecurrence.moc"
