// A lane finds what is visible, tells free nights from taken ones, and lays what overlaps into tracks.
#include "client/models/TimelineLane.h"

#include <QRandomGenerator>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

TimelineBar bar(qint32 from, qint32 to, BookingStatus status = BookingStatus::Confirmed)
{
    TimelineBar made;
    made.id = QUuid::createUuid();
    made.days = {from, to};
    made.status = status;
    return made;
}

} // namespace

class TestTimelineLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsLabelsInAnyOrderOfAdding();
    void findsTheSameAsLookingAtEach();
    void turnoverIsNoOverlap();
    void overlapsLieInTracks();
    void findsDoubleBookings();
    void tellsFreeNights();
    void ignoresEmptyRanges();
};

void TestTimelineLane::keepsLabelsInAnyOrderOfAdding()
{
    TimelineLane::Builder builder;
    builder.add(bar(20, 22), u"second"_s);
    builder.add(bar(10, 12), u"first"_s);
    const auto lane = builder.build();
    QCOMPARE(lane->label(lane->bars()[0]), u"first"_s);
    QCOMPARE(lane->label(lane->bars()[1]), u"second"_s);
}

void TestTimelineLane::findsTheSameAsLookingAtEach()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 200; ++round) {
        TimelineLane::Builder builder;
        for (int i = 0; i < 40; ++i) {
            const int from = random.bounded(300);
            // Now and then a long one, that reaches over many others.
            builder.add(bar(from, from + 1 + random.bounded(random.bounded(8) == 0 ? 200 : 6)), u"x"_s);
        }
        const auto lane = builder.build();
        const int start = random.bounded(300);
        const DayRange range{start, start + 1 + random.bounded(30)};
        QSet<QUuid> expected;
        for (const TimelineBar &each : lane->bars()) {
            if (each.days.intersects(range))
                expected << each.id;
        }
        QSet<QUuid> found;
        for (const TimelineBar &each : lane->near(range)) {
            if (each.days.intersects(range))
                found << each.id;
        }
        QCOMPARE(found, expected);
    }
}

void TestTimelineLane::turnoverIsNoOverlap()
{
    TimelineLane::Builder builder;
    builder.add(bar(10, 15), u"leaves"_s);
    builder.add(bar(15, 18), u"arrives"_s);
    const auto lane = builder.build();
    QCOMPARE(lane->bars()[0].tracks, 1);
    QCOMPARE(lane->bars()[1].tracks, 1);
    QVERIFY(lane->conflicts().empty());
    QCOMPARE(lane->label(*lane->at(14)), u"leaves"_s);
    QCOMPARE(lane->label(*lane->at(15)), u"arrives"_s);
}

void TestTimelineLane::overlapsLieInTracks()
{
    TimelineLane::Builder builder;
    builder.add(bar(10, 15, BookingStatus::Pending), u"a"_s);
    builder.add(bar(12, 17, BookingStatus::Pending), u"b"_s);
    builder.add(bar(15, 20, BookingStatus::Pending), u"c"_s);
    builder.add(bar(30, 31), u"alone"_s);
    const auto lane = builder.build();
    QCOMPARE(lane->bars()[0].track, 0);
    QCOMPARE(lane->bars()[1].track, 1);
    QCOMPARE(lane->bars()[2].track, 0);
    QCOMPARE(lane->bars()[2].tracks, 2);
    QCOMPARE(lane->bars()[3].tracks, 1);
    QVERIFY2(lane->conflicts().empty(), "requests that overlap are no double booking");
}

void TestTimelineLane::findsDoubleBookings()
{
    TimelineLane::Builder builder;
    builder.add(bar(10, 20), u"long"_s);
    builder.add(bar(12, 14), u"inside"_s);
    builder.add(bar(18, 25), u"end"_s);
    const auto lane = builder.build();
    const std::vector<DayRange> expected{{12, 14}, {18, 20}};
    QVERIFY(lane->conflicts() == expected);
}

void TestTimelineLane::tellsFreeNights()
{
    TimelineLane::Builder builder;
    builder.add(bar(10, 12), u"a"_s);
    builder.add(bar(14, 16, BookingStatus::Pending), u"request"_s);
    const auto lane = builder.build();
    QVERIFY(lane->isFree({8, 10}));
    QVERIFY(!lane->isFree({9, 11}));
    QVERIFY(!lane->isFree({11, 12}));
    QVERIFY(lane->isFree({12, 18}));
}

void TestTimelineLane::ignoresEmptyRanges()
{
    TimelineLane::Builder builder;
    builder.add(bar(10, 10), u"nothing"_s);
    QVERIFY(builder.build()->bars().empty());
}

QTEST_GUILESS_MAIN(TestTimelineLane)
#include "TestTimelineLane.moc"
