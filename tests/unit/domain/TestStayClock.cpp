// From dates to instants, in every zone there is, on the nights on which clocks are changed.
#include "domain/StayDates.h"

#include "support/Expect.h"
#include "support/Properties.h"

using namespace roost;
using namespace Qt::StringLiterals;

class TestStayClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordinaryStay();
    void skippedTimeIsTheJump();
    void repeatedTimeIsTheFirst();
    void changeOfHalfAnHour();
    void dayThatWasLeftOut();
    void preparationLengthensTheClaim();
    void refusesWrongClocks_data();
    void refusesWrongClocks();
    void todayIsThePropertys();
    void adjoiningStaysNeverOverlapInAnyZone();
    void staysWithACommonNightAlwaysOverlapInAnyZone();
    void matchesTheClockOnTheWallInAnyZone();
    void tellsTheTimeFast();
};

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

InstantRange occupied(const char *zone, const QTime &checkIn, const QTime &checkOut, const StayDates &dates)
{
    const auto clock = StayClock::create(QString::fromLatin1(zone), checkIn, checkOut, 0);
    return clock ? clock->occupied(dates) : InstantRange();
}

// Today and the years of stays that an import brings; every transition in them.
constexpr int kFirstYear = 2008;
constexpr int kLastYear = 2045;

struct Change
{
    QByteArray zone;
    QDate date; // of the wall clock, before the change
};

QList<Change> allChanges()
{
    QList<Change> changes;
    const auto zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &name : zones) {
        // Zones without changes are tested on one day.
        changes << Change{name, QDate(2026, 2, 28)};
        const QTimeZone zone(name);
        const auto transitions = zone.transitions(QDateTime(QDate(kFirstYear, 1, 1), QTime(0, 0), Qt::UTC),
                                                  QDateTime(QDate(kLastYear, 1, 1), QTime(0, 0), Qt::UTC));
        for (const QTimeZone::OffsetData &transition : transitions)
            changes << Change{name, transition.atUtc.toUTC().date()};
    }
    return changes;
}

const QList<Change> &changes()
{
    static const QList<Change> all = allChanges();
    return all;
}

bool isPropertyZone(const QByteArray &name)
{
    return !name.contains(':'); // "UTC+01:00" is an offset, no zone of the database
}

// Any check-in time with any check-out time that isn't later.
rc::Gen<std::pair<QTime, QTime>> someTimes()
{
    const auto minute = rc::gen::inRange(0, 24 * 60);
    return rc::gen::map(rc::gen::pair(minute, minute), [](const std::pair<int, int> &minutes) {
        const QTime midnight(0, 0);
        return std::pair(midnight.addSecs(60 * std::max(minutes.first, minutes.second)),
                         midnight.addSecs(60 * std::min(minutes.first, minutes.second)));
    });
}

// Calls test(clock, day) for a fiftieth of all changes of all zones, with a day near each and random times: the hundred
// runs of a property see each change about twice.
template <class Test>
bool forEachChange(const Test &test)
{
    constexpr int kStride = 50;
    for (qsizetype i = *rc::gen::inRange(0, kStride); i < changes().size(); i += kStride) {
        const Change &change = changes()[i];
        if (!isPropertyZone(change.zone))
            continue;
        const auto [checkIn, checkOut] = *someTimes();
        const auto clock = StayClock::create(QString::fromLatin1(change.zone), checkIn, checkOut, 0);
        if (!clock)
            return false;
        test(*clock, change.date.addDays(*rc::gen::inRange(-2, 3)));
    }
    return true;
}

// Whether the day existed at all: a few zones left one out when they changed sides of the date line.
bool existed(const QDate &date, const QTimeZone &zone)
{
    return QDateTime(date, QTime(12, 0), Qt::UTC)
               .addSecs(-zone.offsetFromUtc(QDateTime(date, QTime(12, 0), Qt::UTC)))
               .toTimeZone(zone)
               .date() == date;
}

} // namespace

void TestStayClock::ordinaryStay()
{
    const InstantRange range = occupied("Europe/Oslo", {15, 0}, {11, 0}, {{2026, 7, 1}, {2026, 7, 4}});
    QCOMPARE(range.from, utc("2026-07-01T13:00:00Z"));
    QCOMPARE(range.to, utc("2026-07-04T09:00:00Z"));
    const InstantRange newYear = occupied("Pacific/Auckland", {14, 0}, {10, 0}, {{2026, 12, 31}, {2027, 1, 1}});
    QCOMPARE(newYear.from, utc("2026-12-31T01:00:00Z"));
    QCOMPARE(newYear.to, utc("2026-12-31T21:00:00Z"));
}

void TestStayClock::skippedTimeIsTheJump()
{
    // 02:00 to 03:00 doesn't exist on 29 March 2026.
    const InstantRange range = occupied("Europe/Oslo", {2, 30}, {2, 30}, {{2026, 3, 29}, {2026, 3, 30}});
    QCOMPARE(range.from, utc("2026-03-29T01:00:00Z"));
    QCOMPARE(range.to, utc("2026-03-30T00:30:00Z"));
    // And midnight itself, where the clocks change then.
    const InstantRange beirut = occupied("Africa/Cairo", {0, 30}, {0, 0}, {{2026, 4, 24}, {2026, 4, 25}});
    QCOMPARE(beirut.from, utc("2026-04-23T22:00:00Z"));
}

void TestStayClock::repeatedTimeIsTheFirst()
{
    const InstantRange range = occupied("Europe/Oslo", {2, 30}, {2, 30}, {{2026, 10, 24}, {2026, 10, 25}});
    QCOMPARE(range.to, utc("2026-10-25T00:30:00Z"));
    const InstantRange next = occupied("Europe/Oslo", {2, 30}, {2, 30}, {{2026, 10, 25}, {2026, 10, 26}});
    QCOMPARE(next.from, range.to);
}

void TestStayClock::changeOfHalfAnHour()
{
    // Lord Howe goes from 02:00 to 02:30.
    const InstantRange range = occupied("Australia/Lord_Howe", {2, 15}, {2, 0}, {{2026, 10, 4}, {2026, 10, 5}});
    QCOMPARE(range.from, utc("2026-10-03T15:30:00Z"));
}

void TestStayClock::dayThatWasLeftOut()
{
    // Samoa went from 29 to 31 December 2011.
    const InstantRange before = occupied("Pacific/Apia", {15, 0}, {11, 0}, {{2011, 12, 28}, {2011, 12, 29}});
    const InstantRange over = occupied("Pacific/Apia", {15, 0}, {11, 0}, {{2011, 12, 29}, {2011, 12, 31}});
    const InstantRange missing = occupied("Pacific/Apia", {15, 0}, {11, 0}, {{2011, 12, 30}, {2011, 12, 31}});
    QVERIFY(before.to <= over.from);
    QCOMPARE(over.from, utc("2011-12-30T01:00:00Z"));
    QCOMPARE(over.to, utc("2011-12-30T21:00:00Z"));
    QCOMPARE(missing.from, utc("2011-12-30T10:00:00Z"));
    QCOMPARE(missing.to, over.to);
}

void TestStayClock::preparationLengthensTheClaim()
{
    const auto clock = StayClock::create(u"Europe/Oslo"_s, {15, 0}, {11, 0}, 2);
    EXPECT_OK(clock);
    QCOMPARE(clock->occupied({{2026, 3, 27}, {2026, 3, 28}}).to, utc("2026-03-30T09:00:00Z"));
}

void TestStayClock::refusesWrongClocks_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QTime>("checkIn");
    QTest::addColumn<QTime>("checkOut");
    QTest::addColumn<int>("preparation");
    const QTime three(15, 0);
    const QTime eleven(11, 0);
    QTest::newRow("no zone") << QString() << three << eleven << 0;
    QTest::newRow("unknown zone") << u"Europe/Atlantis"_s << three << eleven << 0;
    QTest::newRow("offset") << u"UTC+02:00"_s << three << eleven << 0;
    QTest::newRow("POSIX rule") << u"EST5EDT,M3.2.0/2,M11.1.0/2"_s << three << eleven << 0;
    QTest::newRow("a folder") << u"Europe"_s << three << eleven << 0;
    QTest::newRow("out of the folder") << u"../zoneinfo/Europe/Oslo"_s << three << eleven << 0;
    QTest::newRow("check-out later") << u"Europe/Oslo"_s << eleven << three << 0;
    QTest::newRow("no time") << u"Europe/Oslo"_s << QTime() << eleven << 0;
    QTest::newRow("negative preparation") << u"Europe/Oslo"_s << three << eleven << -1;
    QTest::newRow("long preparation") << u"Europe/Oslo"_s << three << eleven << 31;
}

void TestStayClock::refusesWrongClocks()
{
    QFETCH(QString, zone);
    QFETCH(QTime, checkIn);
    QFETCH(QTime, checkOut);
    QFETCH(int, preparation);
    EXPECT_ERROR(StayClock::create(zone, checkIn, checkOut, preparation), Validation);
    EXPECT_OK(StayClock::create(u"Asia/Calcutta"_s, {15, 0}, {15, 0}, 30));
}

void TestStayClock::todayIsThePropertys()
{
    const QDateTime now = utc("2026-12-31T10:30:00Z");
    QCOMPARE(StayClock::create(u"Pacific/Kiritimati"_s, {15, 0}, {11, 0}, 0)->today(now), QDate(2027, 1, 1));
    QCOMPARE(StayClock::create(u"Pacific/Pago_Pago"_s, {15, 0}, {11, 0}, 0)->today(now), QDate(2026, 12, 30));
}

void TestStayClock::adjoiningStaysNeverOverlapInAnyZone()
{
    CHECK_PROPERTY([] {
        RC_ASSERT(forEachChange([](const StayClock &clock, const QDate &day) {
            const InstantRange first = clock.occupied({day.addDays(-*rc::gen::inRange(1, 4)), day});
            const InstantRange second = clock.occupied({day, day.addDays(*rc::gen::inRange(1, 4))});
            if (first.to > second.from)
                RC_FAIL(clock.zone.id().toStdString() + " " + day.toString(Qt::ISODate).toStdString());
        }));
    });
}

void TestStayClock::staysWithACommonNightAlwaysOverlapInAnyZone()
{
    CHECK_PROPERTY([] {
        RC_ASSERT(forEachChange([](const StayClock &clock, const QDate &night) {
            // A night of which one half is left out needs times that leave something of the other.
            if (!existed(night, clock.zone) || !existed(night.addDays(1), clock.zone) ||
                clock.checkOutTime.secsTo(clock.checkInTime) > 22 * 3600)
                return;
            const StayDates a{night.addDays(-*rc::gen::inRange(0, 3)), night.addDays(*rc::gen::inRange(1, 4))};
            const StayDates b{night.addDays(-*rc::gen::inRange(0, 3)), night.addDays(*rc::gen::inRange(1, 4))};
            const InstantRange one = clock.occupied(a);
            const InstantRange other = clock.occupied(b);
            if (one.from >= other.to || other.from >= one.to)
                RC_FAIL(clock.zone.id().toStdString() + " " + night.toString(Qt::ISODate).toStdString());
        }));
    });
}

void TestStayClock::matchesTheClockOnTheWallInAnyZone()
{
    CHECK_PROPERTY([] {
        RC_ASSERT(forEachChange([](const StayClock &clock, const QDate &day) {
            const QDateTime instant = clock.occupied({day, day.addDays(1)}).from;
            const QDateTime wanted(day, clock.checkInTime, Qt::UTC);
            const auto wall = [&clock](const QDateTime &at) { return at.addSecs(clock.zone.offsetFromUtc(at)); };
            // Not before the wanted time, and a second earlier the wall showed less; so it is the first such instant.
            if (wall(instant) < wanted || wall(instant.addSecs(-1)) >= wanted)
                RC_FAIL(clock.zone.id().toStdString() + " " + day.toString(Qt::ISODate).toStdString());
        }));
    });
}

void TestStayClock::tellsTheTimeFast()
{
    const auto clock = StayClock::create(u"Europe/Oslo"_s, {15, 0}, {11, 0}, 0);
    EXPECT_OK(clock);
    qint64 sum = 0;
    QBENCHMARK
    {
        for (int day = 0; day < 730; ++day) {
            const QDate date = QDate(2026, 1, 1).addDays(day);
            sum += clock->occupied({date, date.addDays(1)}).from.toSecsSinceEpoch();
        }
    }
    QVERIFY(sum > 0);
}

QTEST_GUILESS_MAIN(TestStayClock)
#include "TestStayClock.moc"
