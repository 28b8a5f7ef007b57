// Weekly hours on the clock of a zone, also on the nights on which clocks are changed.
#include "domain/scheduling/WorkingHours.h"

#include "domain/PropertyZone.h"
#include "support/Expect.h"
#include "support/Properties.h"
#include "support/ZoneChanges.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestWorkingHours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites();
    void refuses_data();
    void refuses();
    void breaksPartADay();
    void daysOffAreLeftOut();
    void hoursPastMidnightJoin();
    void skippedAndRepeatedHours();
    void neighboursNeitherOverlapNorPartInAnyZone();
    void matchesTheClockOnTheWallInAnyZone();
};

namespace {

QJsonObject span(const QString &from, const QString &to)
{
    return {{u"from"_s, from}, {u"to"_s, to}};
}

QJsonObject everyDay(const QJsonArray &spans)
{
    QJsonObject week;
    for (const QString &day : {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s})
        week.insert(day, spans);
    return week;
}

QJsonObject hoursJson(const QJsonArray &spans, const QString &zone = u"Europe/Oslo"_s)
{
    return {{u"time_zone"_s, zone}, {u"weekly"_s, everyDay(spans)}};
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

QStringList stretches(const WorkingHours &hours, const QString &from, const QString &to)
{
    QStringList texts;
    const QList<InstantRange> found = hours.stretches({utc(from), utc(to)});
    for (const InstantRange &stretch : found)
        texts << stretch.from.toString(u"ddTHH:mm"_s) + u'-' + stretch.to.toString(u"ddTHH:mm"_s);
    return texts;
}

} // namespace

void TestWorkingHours::readsAndWrites()
{
    QJsonObject json = hoursJson({span(u"09:00"_s, u"12:00"_s), span(u"13:00"_s, u"24:00"_s)});
    json.insert(u"breaks"_s, QJsonObject{{u"mon"_s, QJsonArray{span(u"10:00"_s, u"10:15"_s)}}});
    json.insert(u"days_off"_s, QJsonArray{u"2026-05-17"_s, u"2026-12-24"_s});
    const auto hours = WorkingHours::fromJson(json);
    EXPECT_OK(hours);
    QCOMPARE(hours->toJson(), json);
    EXPECT_OK(WorkingHours::fromJson({{u"time_zone"_s, u"UTC"_s}, {u"weekly"_s, QJsonObject()}}));
}

void TestWorkingHours::refuses_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("field");
    const auto monday = [](const QJsonArray &spans) {
        return QJsonObject{{u"time_zone"_s, u"Europe/Oslo"_s}, {u"weekly"_s, QJsonObject{{u"mon"_s, spans}}}};
    };
    const auto with = [&monday](const QString &field, const QJsonValue &value) {
        QJsonObject json = monday({span(u"09:00"_s, u"17:00"_s)});
        json.insert(field, value);
        return json;
    };
    QTest::newRow("no zone") << QJsonObject{{u"weekly"_s, QJsonObject()}} << u"hours.time_zone"_s;
    QTest::newRow("unknown zone") << with(u"time_zone"_s, u"Europe/Atlantis"_s) << u"hours.time_zone"_s;
    QTest::newRow("offset") << with(u"time_zone"_s, u"UTC+02:00"_s) << u"hours.time_zone"_s;
    QTest::newRow("no week") << QJsonObject{{u"time_zone"_s, u"UTC"_s}} << u"hours.weekly"_s;
    QTest::newRow("unknown day") << with(u"weekly"_s, QJsonObject{{u"monday"_s, QJsonArray()}})
                                 << u"hours.weekly.monday"_s;
    QTest::newRow("backwards") << monday({span(u"17:00"_s, u"09:00"_s)}) << u"hours.weekly.mon[0].to"_s;
    QTest::newRow("empty") << monday({span(u"09:00"_s, u"09:00"_s)}) << u"hours.weekly.mon[0].to"_s;
    QTest::newRow("no time") << monday({span(u"9"_s, u"17:00"_s)}) << u"hours.weekly.mon[0].from"_s;
    QTest::newRow("25:00") << monday({span(u"09:00"_s, u"25:00"_s)}) << u"hours.weekly.mon[0].to"_s;
    QTest::newRow("overlap") << monday({span(u"09:00"_s, u"12:00"_s), span(u"11:59"_s, u"13:00"_s)})
                             << u"hours.weekly.mon"_s;
    QTest::newRow("unknown field") << monday({QJsonObject{{u"from"_s, u"09:00"_s}, {u"to"_s, u"10:00"_s}, {u"x"_s, 1}}})
                                   << u"hours.weekly.mon[0].x"_s;
    QTest::newRow("break outside") << with(u"breaks"_s,
                                           QJsonObject{{u"mon"_s, QJsonArray{span(u"16:30"_s, u"17:30"_s)}}})
                                   << u"hours.breaks.mon"_s;
    QTest::newRow("break on a free day") << with(u"breaks"_s,
                                                 QJsonObject{{u"tue"_s, QJsonArray{span(u"12:00"_s, u"12:30"_s)}}})
                                         << u"hours.breaks.tue"_s;
    QTest::newRow("29 February") << with(u"days_off"_s, QJsonArray{u"2027-02-29"_s}) << u"hours.days_off[0]"_s;
}

void TestWorkingHours::refuses()
{
    QFETCH(QJsonObject, json);
    QFETCH(QString, field);
    const auto hours = WorkingHours::fromJson(json);
    EXPECT_ERROR(hours, Validation);
    QCOMPARE(hours.error().details.value(u"field").toString(), field);
}

void TestWorkingHours::breaksPartADay()
{
    QJsonObject json = hoursJson({span(u"09:00"_s, u"17:00"_s)});
    json.insert(u"breaks"_s,
                everyDay({span(u"09:00"_s, u"09:15"_s), span(u"12:00"_s, u"12:30"_s), span(u"16:00"_s, u"17:00"_s)}));
    const auto hours = WorkingHours::fromJson(json);
    EXPECT_OK(hours);
    QCOMPARE(stretches(*hours, u"2026-03-03T00:00:00Z"_s, u"2026-03-04T00:00:00Z"_s),
             (QStringList{u"03T08:15-03T11:00"_s, u"03T11:30-03T15:00"_s}));
}

void TestWorkingHours::daysOffAreLeftOut()
{
    QJsonObject json = hoursJson({span(u"09:00"_s, u"17:00"_s)});
    json.insert(u"days_off"_s, QJsonArray{u"2026-03-03"_s});
    const auto hours = WorkingHours::fromJson(json);
    QCOMPARE(stretches(*hours, u"2026-03-03T00:00:00Z"_s, u"2026-03-05T00:00:00Z"_s),
             (QStringList{u"04T08:00-04T16:00"_s}));
}

void TestWorkingHours::hoursPastMidnightJoin()
{
    const auto hours = WorkingHours::fromJson(hoursJson({span(u"00:00"_s, u"02:00"_s), span(u"22:00"_s, u"24:00"_s)}));
    QCOMPARE(stretches(*hours, u"2026-03-03T20:00:00Z"_s, u"2026-03-04T02:00:00Z"_s),
             (QStringList{u"03T21:00-03T23:00"_s, u"03T23:00-04T01:00"_s}));
}

void TestWorkingHours::skippedAndRepeatedHours()
{
    const auto hours = WorkingHours::fromJson(hoursJson({span(u"01:00"_s, u"05:00"_s)}));
    QCOMPARE(stretches(*hours, u"2026-03-28T22:00:00Z"_s, u"2026-03-29T22:00:00Z"_s),
             (QStringList{u"29T00:00-29T03:00"_s}));
    QCOMPARE(stretches(*hours, u"2026-10-24T22:30:00Z"_s, u"2026-10-25T22:00:00Z"_s),
             (QStringList{u"24T23:00-25T04:00"_s}));
    // Work that lies in the skipped hour alone falls out; from its middle it begins with the jump.
    const auto skipped = WorkingHours::fromJson(hoursJson({span(u"02:00"_s, u"03:00"_s)}));
    QVERIFY(stretches(*skipped, u"2026-03-28T23:00:00Z"_s, u"2026-03-29T22:00:00Z"_s).isEmpty());
    const auto half = WorkingHours::fromJson(hoursJson({span(u"02:30"_s, u"04:00"_s)}));
    QCOMPARE(stretches(*half, u"2026-03-28T23:00:00Z"_s, u"2026-03-29T22:00:00Z"_s),
             (QStringList{u"29T01:00-29T02:00"_s}));
}

void TestWorkingHours::neighboursNeitherOverlapNorPartInAnyZone()
{
    CHECK_PROPERTY([] {
        const int minute = *rc::gen::inRange(1, 24 * 60);
        const QString middle = QTime(0, 0).addSecs(60 * minute).toString(u"HH:mm"_s);
        for (qsizetype i = *rc::gen::inRange(0, 120); i < clockChanges().size(); i += 120) {
            const ClockChange &change = clockChanges()[i];
            const auto hours = WorkingHours::fromJson(
                hoursJson({span(u"00:00"_s, middle), span(middle, u"24:00"_s)}, QString::fromLatin1(change.zone)));
            RC_ASSERT(hours.has_value());
            const QDateTime noon(change.date, QTime(12, 0), Qt::UTC);
            const QList<InstantRange> found = hours->stretches({noon.addDays(-2), noon.addDays(2)});
            RC_ASSERT(found.size() >= 6);
            // Someone who always works is always at work.
            for (qsizetype k = 1; k < found.size(); ++k) {
                if (found[k - 1].to != found[k].from)
                    RC_FAIL(change.zone.toStdString() + " " + change.date.toString(Qt::ISODate).toStdString());
            }
        }
    });
}

void TestWorkingHours::matchesTheClockOnTheWallInAnyZone()
{
    CHECK_PROPERTY([] {
        const int from = *rc::gen::inRange(0, 24 * 60 - 1);
        const int to = *rc::gen::inRange(from + 1, 24 * 60);
        const QTime begin = QTime(0, 0).addSecs(60 * from);
        const QTime end = QTime(0, 0).addSecs(60 * to);
        for (qsizetype i = *rc::gen::inRange(0, 120); i < clockChanges().size(); i += 120) {
            const ClockChange &change = clockChanges()[i];
            const auto hours = WorkingHours::fromJson(hoursJson(
                {span(begin.toString(u"HH:mm"_s), end.toString(u"HH:mm"_s))}, QString::fromLatin1(change.zone)));
            const QDateTime noon(change.date, QTime(12, 0), Qt::UTC);
            const QList<InstantRange> found = hours->stretches({noon.addDays(-2), noon.addDays(2)});
            const QTimeZone zone(change.zone);
            const auto wall = [&zone](const QDateTime &at) { return at.addSecs(zone.offsetFromUtc(at)).time(); };
            for (const InstantRange &stretch : found) {
                // Not before the wanted time; its last moment not behind the end, but for an hour that comes again.
                if (wall(stretch.from) < begin && wall(stretch.from.addSecs(-1)) > wall(stretch.from))
                    RC_FAIL(change.zone.toStdString() + " begins early on " +
                            change.date.toString(Qt::ISODate).toStdString());
                if (stretch.from >= stretch.to)
                    RC_FAIL(change.zone.toStdString() + " has an empty stretch");
                if (wall(stretch.to.addSecs(-1)) >= end &&
                    zone.offsetFromUtc(stretch.from) == zone.offsetFromUtc(stretch.to))
                    RC_FAIL(change.zone.toStdString() + " ends late on " +
                            change.date.toString(Qt::ISODate).toStdString());
            }
        }
    });
}

QTEST_GUILESS_MAIN(TestWorkingHours)
#include "TestWorkingHours.moc"
