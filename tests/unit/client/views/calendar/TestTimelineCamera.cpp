// Scrolling and zooming as arithmetic, in both reading directions; bars and days on whole pixels.
#include "client/views/calendar/BarPlacement.h"
#include "client/views/calendar/TimelineCamera.h"

#include <QTest>

#include <cmath>

using namespace roost;

namespace {

const QSize kSize(1280, 800);
const DayRange kRange{2460000, 2464000};

TimelineCamera camera(bool rightToLeft = false)
{
    TimelineCamera made;
    made.setViewport(kSize, rightToLeft);
    made.setRange(kRange);
    made.setContentHeight(4000);
    made.scrollToDay(2461000);
    return made;
}

} // namespace

class TestTimelineCamera : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsTheDateUnderTheCursor_data();
    void zoomKeepsTheDateUnderTheCursor();
    void zoomStaysBetweenAWeekAndTwoYears();
    void zoomingOutAndInComesBack();
    void scrollingStaysInRange();
    void theScrollBarsPositionIsNoMove();
    void resizingKeepsTheDaysInView();
    void aPanelLeavesTheDaysWhereTheyAre();
    void revealMovesAsLittleAsNeeded();
    void barsRunFromMidDayToMidDay();
    void rightToLeftIsTheMirror();
    void nightsAndColumnsUnderAPoint();
};

void TestTimelineCamera::zoomKeepsTheDateUnderTheCursor_data()
{
    QTest::addColumn<bool>("rightToLeft");
    QTest::addColumn<int>("x");
    for (const bool rightToLeft : {false, true}) {
        for (const int x : {260, 640, 1000})
            QTest::addRow("%s at %d", rightToLeft ? "right to left" : "left to right", x) << rightToLeft << x;
    }
}

void TestTimelineCamera::zoomKeepsTheDateUnderTheCursor()
{
    QFETCH(bool, rightToLeft);
    QFETCH(int, x);
    TimelineCamera it = camera(rightToLeft);
    for (const double factor : {1.2, 1.5, 0.4, 0.3, 2.0, 0.9}) {
        const double before = it.geometry().dayAt(x);
        it.zoomBy(factor, x);
        QVERIFY(std::abs(it.geometry().dayAt(x) - before) < 1e-6);
    }
}

void TestTimelineCamera::zoomStaysBetweenAWeekAndTwoYears()
{
    TimelineCamera it = camera();
    it.zoomBy(1000, 600);
    QCOMPARE(it.daysInView(), TimelineCamera::kFewestDays);
    it.zoomBy(0.00001, 600);
    QCOMPARE(it.daysInView(), TimelineCamera::kMostDays);
}

void TestTimelineCamera::zoomingOutAndInComesBack()
{
    TimelineCamera it = camera();
    const double day = it.geometry().originDay;
    for (int i = 0; i < 5; ++i)
        it.zoomBy(1 / 1.2, 700);
    for (int i = 0; i < 5; ++i)
        it.zoomBy(1.2, 700);
    QVERIFY(std::abs(it.geometry().originDay - day) < 1e-6);
}

void TestTimelineCamera::scrollingStaysInRange()
{
    TimelineCamera it = camera();
    it.scrollToDay(0);
    QCOMPARE(it.geometry().originDay, double(kRange.from));
    it.scrollToDay(9999999);
    QCOMPARE(it.geometry().originDay + it.daysInView(), double(kRange.to));
    it.scrollToY(-10);
    QCOMPARE(it.geometry().scrollY, 0);
    it.scrollToY(99999);
    QCOMPARE(it.geometry().scrollY, it.maximumY());
}

void TestTimelineCamera::theScrollBarsPositionIsNoMove()
{
    TimelineCamera it = camera();
    it.scrollToDay(2461000.37);
    it.setX(it.x());
    QCOMPARE(it.geometry().originDay, 2461000.37);
    it.setX(it.x() + 100);
    QVERIFY(it.geometry().originDay > 2461000.37);
}

void TestTimelineCamera::resizingKeepsTheDaysInView()
{
    TimelineCamera it = camera();
    it.showDays(31);
    it.setViewport({1900, 900}, false);
    QVERIFY(std::abs(it.daysInView() - 31) < 1e-6);
}

void TestTimelineCamera::aPanelLeavesTheDaysWhereTheyAre()
{
    TimelineCamera it = camera();
    it.showDays(31);
    it.scrollToDay(2461000);
    const double width = it.geometry().dayWidth;
    it.setViewportKeepingDayWidth({kSize.width() - 300, kSize.height()});
    QCOMPARE(it.geometry().dayWidth, width);
    QCOMPARE(it.geometry().originDay, 2461000.0);
    it.setViewportKeepingDayWidth(kSize);
    QVERIFY(std::abs(it.daysInView() - 31) < 1e-6);
}

void TestTimelineCamera::revealMovesAsLittleAsNeeded()
{
    TimelineCamera it = camera();
    it.showDays(30);
    it.scrollToDay(2461000);
    it.reveal({2461010, 2461012});
    QCOMPARE(it.geometry().originDay, 2461000.0);
    it.reveal({2460990, 2460991});
    QCOMPARE(it.geometry().originDay, 2460990.0);
    it.reveal({2461040, 2461041});
    QVERIFY(std::abs(it.geometry().originDay + it.daysInView() - 2461042) < 1e-6);
}

void TestTimelineCamera::barsRunFromMidDayToMidDay()
{
    TimelineCamera it = camera();
    it.showDays(20);
    const TimelineGeometry &geometry = it.geometry();
    TimelineBar leaving;
    leaving.days = {2461002, 2461005};
    TimelineBar arriving;
    arriving.days = {2461005, 2461007};
    const QRect first = barRect(geometry, leaving, 100, 40);
    const QRect second = barRect(geometry, arriving, 100, 40);
    QVERIFY(!first.intersects(second));
    const QRect turnover = geometry.column(2461005, 100, 40);
    QVERIFY(turnover.contains(first.topRight()) && turnover.contains(second.topLeft()));
    QVERIFY2(std::abs(first.right() - turnover.center().x()) <= 2, "a guest leaves in the middle of the day");
    QVERIFY2(std::abs(second.left() - turnover.center().x()) <= 2, "and the next one arrives there");
}

void TestTimelineCamera::rightToLeftIsTheMirror()
{
    const TimelineGeometry ltr = camera(false).geometry();
    const TimelineGeometry rtl = camera(true).geometry();
    for (int day = 0; day < 30; ++day) {
        const QRect a = ltr.nights({2461000 + day, 2461003 + day}, 0, 10);
        const QRect b = rtl.nights({2461000 + day, 2461003 + day}, 0, 10);
        QCOMPARE(b.left(), kSize.width() - a.right() - 1);
        QCOMPARE(b.width(), a.width());
    }
    QCOMPARE(rtl.names().right(), kSize.width() - 1);
}

void TestTimelineCamera::nightsAndColumnsUnderAPoint()
{
    for (const bool rightToLeft : {false, true}) {
        const TimelineGeometry geometry = camera(rightToLeft).geometry();
        for (int day = 2461001; day < 2461020; ++day) {
            QCOMPARE(geometry.columnAt(geometry.column(day, 0, 10).center().x()), day);
            QCOMPARE(geometry.nightAt(geometry.nights({day, day + 1}, 0, 10).center().x()), day);
        }
    }
}

QTEST_GUILESS_MAIN(TestTimelineCamera)
#include "TestTimelineCamera.moc"
