// When an appointment can begin: by example, against a plain model, and on the nights on which clocks are changed.
#include "domain/scheduling/Slots.h"

#include "support/Expect.h"
#include "support/Properties.h"
#include "support/ZoneChanges.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestSlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsThroughADay();
    void breaksBeginAnew();
    void buffersKeepApart();
    void appointmentsSpanMidnight();
    void skippedHourHasNoSlots();
    void repeatedHourHasEachInstant();
    void windowIsHalfOpen();
    void takenTimesMerge();
    void agreesWithAPlainModel();
    void neverInASkippedHourInAnyZone();
    void isFastForAQuarter();
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

QJsonObject span(const QString &from, const QString &to)
{
    return {{u"from"_s, from}, {u"to"_s, to}};
}

WorkingHours hours(const QJsonArray &spans, const QJsonArray &breaks = {}, const QString &zone = u"Europe/Oslo"_s)
{
    QJsonObject week;
    QJsonObject pauses;
    for (const QString &day : {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s}) {
        week.insert(day, spans);
        pauses.insert(day, breaks);
    }
    const auto read = WorkingHours::fromJson({{u"time_zone"_s, zone}, {u"weekly"_s, week}, {u"breaks"_s, pauses}});
    return read.value_or(WorkingHours());
}

ServiceTerms terms(int duration, int step, int before = 0, int after = 0)
{
    ServiceTerms terms;
    terms.durationMinutes = duration;
    terms.slotStepMinutes = step;
    terms.bufferBeforeMinutes = before;
    terms.bufferAfterMinutes = after;
    return terms;
}

QString texts(const QList<QDateTime> &beginnings)
{
    QStringList list;
    for (const QDateTime &at : beginnings)
        list << at.toString(u"HH:mm"_s);
    return list.join(u' ');
}

InstantRange day(const QString &date)
{
    const QDateTime from = utc(date + u"T00:00:00Z"_s);
    return {from, from.addDays(1)};
}

} // namespace

void TestSlots::stepsThroughADay()
{
    const WorkingHours work = hours({span(u"09:00"_s, u"12:00"_s)});
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(60, 30), day(u"2026-03-03"_s))),
             u"08:00 08:30 09:00 09:30 10:00"_s);
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(180, 60), day(u"2026-03-03"_s))), u"08:00"_s);
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(181, 60), day(u"2026-03-03"_s))), QString());
    QVERIFY(isSlot(work, terms(60, 30), utc(u"2026-03-03T08:30:00Z"_s)));
    QVERIFY(!isSlot(work, terms(60, 30), utc(u"2026-03-03T08:31:00Z"_s)));
    QVERIFY(!isSlot(work, terms(60, 30), utc(u"2026-03-03T08:29:59Z"_s)));
    QVERIFY(!isSlot(work, terms(60, 30), utc(u"2026-03-03T10:30:00Z"_s)));
}

void TestSlots::breaksBeginAnew()
{
    const WorkingHours work = hours({span(u"09:00"_s, u"13:00"_s)}, {span(u"10:40"_s, u"11:10"_s)});
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(60, 30), day(u"2026-03-03"_s))), u"08:00 08:30 10:10 10:40"_s);
}

void TestSlots::buffersKeepApart()
{
    const WorkingHours work = hours({span(u"09:00"_s, u"14:00"_s)});
    // Taken from 10:00 to 11:00 UTC. Buffers may lie outside of work, not in what is taken.
    const TakenTimes taken({{utc(u"2026-03-03T10:00:00Z"_s), utc(u"2026-03-03T11:00:00Z"_s)}});
    QCOMPARE(texts(freeSlots(work, taken, terms(60, 30, 15, 15), day(u"2026-03-03"_s))), u"08:00 08:30 11:30 12:00"_s);
    QCOMPARE(texts(freeSlots(work, taken, terms(60, 30), day(u"2026-03-03"_s))),
             u"08:00 08:30 09:00 11:00 11:30 12:00"_s);
}

void TestSlots::appointmentsSpanMidnight()
{
    const WorkingHours work = hours({span(u"00:00"_s, u"01:00"_s), span(u"22:00"_s, u"24:00"_s)});
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(90, 60),
                             {utc(u"2026-03-03T20:00:00Z"_s), utc(u"2026-03-04T10:00:00Z"_s)})),
             u"21:00 22:00"_s);
}

void TestSlots::skippedHourHasNoSlots()
{
    const WorkingHours work = hours({span(u"01:00"_s, u"05:00"_s)});
    // 01:00, 01:30, then 03:00 in summer time.
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(30, 30), day(u"2026-03-29"_s))),
             u"00:00 00:30 01:00 01:30 02:00 02:30 23:00 23:30"_s);
    const WorkingHours within = hours({span(u"02:00"_s, u"03:00"_s)});
    QCOMPARE(texts(freeSlots(within, TakenTimes(), terms(30, 30),
                             {utc(u"2026-03-29T00:00:00Z"_s), utc(u"2026-03-29T12:00:00Z"_s)})),
             QString());
}

void TestSlots::repeatedHourHasEachInstant()
{
    const WorkingHours work = hours({span(u"02:00"_s, u"03:00"_s)});
    const QList<QDateTime> found = freeSlots(work, TakenTimes(), terms(30, 30), day(u"2026-10-25"_s));
    // 02:00 and 02:30 in summer time, 02:00 and 02:30 in winter time.
    QCOMPARE(texts(found), u"00:00 00:30 01:00 01:30"_s);
    // Who has one of them hasn't the other.
    const TakenTimes taken({{found[0], found[1]}});
    QCOMPARE(texts(freeSlots(work, taken, terms(30, 30), day(u"2026-10-25"_s))), u"00:30 01:00 01:30"_s);
}

void TestSlots::windowIsHalfOpen()
{
    const WorkingHours work = hours({span(u"09:00"_s, u"17:00"_s)});
    QCOMPARE(texts(freeSlots(work, TakenTimes(), terms(60, 60),
                             {utc(u"2026-03-03T08:00:01Z"_s), utc(u"2026-03-03T11:00:00Z"_s)})),
             u"09:00 10:00"_s);
    QVERIFY(
        freeSlots(work, TakenTimes(), terms(60, 60), {utc(u"2026-03-03T09:00:00Z"_s), utc(u"2026-03-03T09:00:00Z"_s)})
            .isEmpty());
}

void TestSlots::takenTimesMerge()
{
    const auto at = [](int hour) { return QDateTime(QDate(2026, 3, 3), QTime(hour, 0), Qt::UTC); };
    const TakenTimes taken({{at(12), at(13)}, {at(8), at(10)}, {at(9), at(11)}, {at(11), at(12)}});
    QVERIFY(!taken.isFree({at(12), at(14)}));
    QVERIFY(!taken.isFree({at(7), at(9)}));
    QVERIFY(taken.isFree({at(13), at(14)}));
    QVERIFY(taken.isFree({at(7), at(8)}));
}

// The same by asking for each minute by itself.
void TestSlots::agreesWithAPlainModel()
{
    CHECK_PROPERTY([] {
        const QDateTime midnight = utc(u"2026-03-03T00:00:00Z"_s);
        const int open = *rc::gen::inRange(0, 18 * 12) * 5;
        const int close = open + *rc::gen::inRange(1, (24 * 60 - open) / 5) * 5;
        const auto text = [](int minute) {
            return minute == 24 * 60 ? u"24:00"_s : QTime(0, 0).addSecs(60 * minute).toString(u"HH:mm"_s);
        };
        const WorkingHours work = hours({span(text(open), text(close))}, {}, u"UTC"_s);
        const ServiceTerms service = terms(*rc::gen::inRange(1, 30) * 5, *rc::gen::inRange(1, 12) * 5,
                                           *rc::gen::inRange(0, 4) * 5, *rc::gen::inRange(0, 4) * 5);
        QList<InstantRange> ranges;
        const int count = *rc::gen::inRange(0, 6);
        for (int i = 0; i < count; ++i) {
            const QDateTime from = midnight.addSecs(60 * *rc::gen::inRange(0, 24 * 60));
            ranges << InstantRange{from, from.addSecs(60 * *rc::gen::inRange(1, 120))};
        }
        QList<QDateTime> expected;
        for (int minute = 0; minute < 24 * 60; ++minute) {
            const QDateTime start = midnight.addSecs(60 * minute);
            const InstantRange whole = service.occupied(start);
            const bool fits = minute >= open && minute + service.durationMinutes <= close &&
                              (minute - open) % service.slotStepMinutes == 0;
            const bool isFree = std::none_of(ranges.begin(), ranges.end(), [&whole](const InstantRange &range) {
                return range.from < whole.to && whole.from < range.to;
            });
            // Work goes on the next day where it goes to midnight and begins at it.
            if ((fits || (close == 24 * 60 && open == 0 && minute % service.slotStepMinutes == 0)) && isFree)
                expected << start;
        }
        RC_ASSERT(freeSlots(work, TakenTimes(ranges), service, {midnight, midnight.addDays(1)}) == expected);
    });
}

// Each slot is within the hours as the clock on the wall shows them, and the wall shows each time that a slot begins
// with.
void TestSlots::neverInASkippedHourInAnyZone()
{
    CHECK_PROPERTY([] {
        const int step = *rc::gen::element(15, 20, 30, 45, 60);
        for (qsizetype i = *rc::gen::inRange(0, 60); i < clockChanges().size(); i += 60) {
            const ClockChange &change = clockChanges()[i];
            const WorkingHours work = hours({span(u"00:15"_s, u"05:00"_s)}, {}, QString::fromLatin1(change.zone));
            const QDateTime noon(change.date, QTime(12, 0), Qt::UTC);
            const InstantRange window{noon.addDays(-1), noon.addDays(1)};
            const QList<QDateTime> found = freeSlots(work, TakenTimes(), terms(step, step), window);
            const QTimeZone zone(change.zone);
            for (qsizetype k = 0; k < found.size(); ++k) {
                const QDateTime wall = found[k].addSecs(zone.offsetFromUtc(found[k]));
                const QDateTime end = found[k].addSecs(step * 60 - 1);
                const QTime wallEnd = end.addSecs(zone.offsetFromUtc(end)).time();
                const bool isChanged = zone.offsetFromUtc(found[k].addDays(-1)) != zone.offsetFromUtc(end);
                const bool isWithin = wall.time() >= QTime(0, 15) && wallEnd < QTime(5, 0);
                if (!isWithin && !isChanged)
                    RC_FAIL(change.zone.toStdString() + " " + found[k].toString(Qt::ISODate).toStdString());
                if (k > 0 && found[k - 1].secsTo(found[k]) < step * 60)
                    RC_FAIL(change.zone.toStdString() + " slots too close");
            }
        }
    });
}

void TestSlots::isFastForAQuarter()
{
    const WorkingHours work = hours({span(u"08:00"_s, u"20:00"_s)}, {span(u"12:00"_s, u"13:00"_s)});
    QList<InstantRange> ranges;
    for (int i = 0; i < 400; ++i) {
        const QDateTime from = utc(u"2026-03-03T08:00:00Z"_s).addSecs(i * 5 * 3600);
        ranges << InstantRange{from, from.addSecs(3600)};
    }
    const InstantRange window{utc(u"2026-03-03T00:00:00Z"_s), utc(u"2026-06-03T00:00:00Z"_s)};
    qsizetype count = 0;
    QBENCHMARK
    {
        count = freeSlots(work, TakenTimes(ranges), terms(60, 15, 0, 15), window).size();
    }
    QVERIFY(count > 500);
}

QTEST_GUILESS_MAIN(TestSlots)
#include "TestSlots.moc"
