// The timeline under mouse and keys: what is hit, what dragging chooses, what a refresh keeps; in both reading
// directions.
#include "client/views/calendar/TimelineView.h"

#include "support/TimelineSamples.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 6, 10);

struct Portfolio
{
    TimelineBar stay = test::bookingBar(kToday.addDays(2), kToday.addDays(5));
    TimelineBar next = test::bookingBar(kToday.addDays(5), kToday.addDays(8));
    TimelineBar block = test::blockBar(kToday.addDays(12), kToday.addDays(14));
    std::shared_ptr<TimelineListing> home;
    std::shared_ptr<TimelineData> data = std::make_shared<TimelineData>();

    Portfolio()
    {
        home = test::sampleListing(u"Home"_s, u"Oslo"_s, {{stay, u"Ida"_s}, {next, u"Tom"_s}, {block, u"Paint"_s}});
        data->sources = {u"direct"_s};
        data->listings.push_back(home);
        for (int i = 0; i < 40; ++i)
            data->listings.push_back(test::sampleListing(u"Other %1"_s.arg(i), u"Oslo"_s, {}));
        data->finish(QLocale(QLocale::English));
    }
};

void show(TimelineView &view, const Portfolio &portfolio, bool rightToLeft = false)
{
    view.setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    view.setToday(kToday);
    view.resize(1280, 800);
    view.setData(portfolio.data);
    view.showDays(28);
    view.goToToday();
    view.show();
}

// The middle of a night of the first row.
QPoint nightAt(const TimelineView &view, const QDate &night, int row = 0)
{
    return cellsRect(view.scene(), {row, {test::day(night), test::day(night) + 1}}).center();
}

void drag(TimelineView &view, const QPoint &from, const QPoint &to, bool release = true)
{
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 5; ++step) {
        const QPoint at = from + (to - from) * step / 5;
        QMouseEvent move(QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view.viewport(), &move);
    }
    if (release)
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
}

} // namespace

Q_DECLARE_METATYPE(roost::ChosenNights)

class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickPicksABar();
    void turnoverHalvesBelongToTheirGuests_data() { directions(); }
    void turnoverHalvesBelongToTheirGuests();
    void draggingChoosesNights_data() { directions(); }
    void draggingChoosesNights();
    void draggingStopsAtATakenNight();
    void escapeCancelsADrag();
    void keysChooseNights_data() { directions(); }
    void keysChooseNights();
    void keysFindAndOpenBars();
    void deleteAsksToUnblock();
    void wheelZoomKeepsTheDate();
    void refreshKeepsPlaceAndSelection();
    void filterAndFoldingChangeTheRows();
    void rangeFollowsTheData();
    void cellIsDescribed();

private:
    static void directions()
    {
        QTest::addColumn<bool>("rightToLeft");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }
};

void TestTimelineView::clickPicksABar()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    QSignalSpy bookings(&view, &TimelineView::bookingActivated);
    QSignalSpy blocks(&view, &TimelineView::blockActivated);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOfBar(portfolio.stay.id).center());
    QCOMPARE(bookings.size(), 1);
    QCOMPARE(bookings[0][0].value<BookingId>(), BookingId(portfolio.stay.id));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOfBar(portfolio.block.id).center());
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0][0].value<BlockId>(), BlockId(portfolio.block.id));
    QCOMPARE(view.scene().selectedBar, portfolio.block.id);
}

void TestTimelineView::turnoverHalvesBelongToTheirGuests()
{
    QFETCH(bool, rightToLeft);
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio, rightToLeft);
    const QRect day = view.scene().geometry().column(test::day(kToday.addDays(5)), 0, 1);
    const int y = view.rectOfBar(portfolio.stay.id).center().y();
    const int morning = rightToLeft ? day.right() - 4 : day.left() + 4;
    const int evening = rightToLeft ? day.left() + 4 : day.right() - 4;
    QCOMPARE(hitTest(view.scene(), {morning, y}).bar->id, portfolio.stay.id);
    QCOMPARE(hitTest(view.scene(), {evening, y}).bar->id, portfolio.next.id);
}

void TestTimelineView::draggingChoosesNights()
{
    QFETCH(bool, rightToLeft);
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio, rightToLeft);
    QSignalSpy chosen(&view, &TimelineView::nightsChosen);
    drag(view, nightAt(view, kToday.addDays(8)), nightAt(view, kToday.addDays(10)));
    QCOMPARE(chosen.size(), 1);
    auto nights = chosen[0][0].value<ChosenNights>();
    QCOMPARE(nights.from, kToday.addDays(8));
    QCOMPARE(nights.to, kToday.addDays(11));
    QCOMPARE(nights.listing, portfolio.home->id);
    QCOMPARE(nights.unit, portfolio.home->units[0].id);
    drag(view, nightAt(view, kToday.addDays(10)), nightAt(view, kToday.addDays(8)));
    nights = chosen[1][0].value<ChosenNights>();
    QCOMPARE(nights.from, kToday.addDays(8));
    QCOMPARE(nights.to, kToday.addDays(11));
}

void TestTimelineView::draggingStopsAtATakenNight()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    QSignalSpy chosen(&view, &TimelineView::nightsChosen);
    drag(view, nightAt(view, kToday.addDays(9)), nightAt(view, kToday.addDays(20)));
    QCOMPARE(chosen[0][0].value<ChosenNights>().to, kToday.addDays(12));
}

void TestTimelineView::escapeCancelsADrag()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    QSignalSpy chosen(&view, &TimelineView::nightsChosen);
    drag(view, nightAt(view, kToday.addDays(8)), nightAt(view, kToday.addDays(10)), false);
    QVERIFY(view.scene().draggedCells.isValid());
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, nightAt(view, kToday.addDays(10)));
    QVERIFY(chosen.isEmpty());
    QVERIFY(!view.scene().draggedCells.isValid());
}

void TestTimelineView::keysChooseNights()
{
    QFETCH(bool, rightToLeft);
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio, rightToLeft);
    QSignalSpy chosen(&view, &TimelineView::nightsChosen);
    const Qt::Key on = rightToLeft ? Qt::Key_Left : Qt::Key_Right;
    QTest::keyClick(&view, on);
    QCOMPARE(view.scene().selectedCells.nights.from, test::day(kToday));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, on);
    QTest::keyClick(&view, on, Qt::ShiftModifier);
    QTest::keyClick(&view, on, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_B);
    QCOMPARE(chosen.size(), 1);
    const auto nights = chosen[0][0].value<ChosenNights>();
    QCOMPARE(nights.from, kToday.addDays(1));
    QCOMPARE(nights.to, kToday.addDays(4));
    QCOMPARE(nights.listing, portfolio.data->listings[1]->id);
}

void TestTimelineView::keysFindAndOpenBars()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    QSignalSpy bookings(&view, &TimelineView::bookingActivated);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(bookings.size(), 1);
    QCOMPARE(bookings[0][0].value<BookingId>(), BookingId(portfolio.next.id));
    QSignalSpy cleared(&view, &TimelineView::selectionCleared);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QVERIFY(view.scene().selectedBar.isNull());
}

void TestTimelineView::deleteAsksToUnblock()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    QSignalSpy asked(&view, &TimelineView::unblockRequested);
    view.selectBar(portfolio.stay.id);
    QTest::keyClick(&view, Qt::Key_Delete);
    QVERIFY2(asked.isEmpty(), "a booking is not removed with a key");
    view.selectBar(portfolio.block.id);
    QTest::keyClick(&view, Qt::Key_Delete);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<BlockId>(), BlockId(portfolio.block.id));
}

void TestTimelineView::wheelZoomKeepsTheDate()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    const QPoint at(700, 300);
    const double before = view.scene().geometry().dayAt(at.x());
    const double days = view.daysInView();
    QWheelEvent wheel(at, view.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &wheel);
    QVERIFY(view.daysInView() < days);
    QVERIFY(std::abs(view.scene().geometry().dayAt(at.x()) - before) < 1e-6);
}

void TestTimelineView::refreshKeepsPlaceAndSelection()
{
    Portfolio portfolio;
    TimelineView view;
    show(view, portfolio);
    view.selectBar(portfolio.stay.id);
    view.goToDate(kToday.addDays(100));
    view.verticalScrollBar()->setValue(333);
    const double day = view.scene().geometry().originDay;

    // The same portfolio with another home above everything else.
    auto changed = std::make_shared<TimelineData>(*portfolio.data);
    changed->listings.push_back(test::sampleListing(u"A new one"_s, u"Oslo"_s, {}));
    changed->finish(QLocale(QLocale::English));
    view.setData(changed);
    QCOMPARE(view.scene().geometry().originDay, day);
    QCOMPARE(view.scene().geometry().scrollY, 333 + TimelineRowLayout::kListingHeight);
    QCOMPARE(view.scene().selectedBar, portfolio.stay.id);
    QCOMPARE(view.scene().selectedCells.row,
             view.scene().outline.rowOf(portfolio.home->id, portfolio.home->units[0].id));
}

void TestTimelineView::filterAndFoldingChangeTheRows()
{
    TimelineView view;
    view.resize(1280, 800);
    view.setToday(kToday);
    view.setData(test::samplePortfolio(kToday));
    view.show();
    const int all = view.scene().rows.count();
    view.setFilter(u"berlin"_s);
    QCOMPARE(view.scene().outline.listingCount(), 2);
    view.setFilter({});
    QCOMPARE(view.scene().rows.count(), all);
    const QPoint heading(40, view.scene().geometry().headerHeight() + 10);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, heading);
    QCOMPARE(view.scene().rows.count(), all - 3);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, heading);
    QCOMPARE(view.scene().rows.count(), all);
}

void TestTimelineView::rangeFollowsTheData()
{
    TimelineView view;
    view.resize(1280, 800);
    view.setToday(kToday);
    auto none = std::make_shared<TimelineData>();
    none->finish(QLocale(QLocale::English));
    view.setData(none);
    QCOMPARE(QDate::fromJulianDay(view.scene().camera.range().from), QDate(2010, 1, 1));
    auto data = std::make_shared<TimelineData>();
    data->listings.push_back(
        test::sampleListing(u"Old"_s, u"Oslo"_s, {{test::bookingBar({2010, 3, 1}, {2010, 3, 4}), {}}}));
    data->finish(QLocale(QLocale::English));
    view.setData(data);
    QCOMPARE(QDate::fromJulianDay(view.scene().camera.range().from), QDate(2008, 1, 1));
    QCOMPARE(QDate::fromJulianDay(view.scene().camera.range().to), QDate(2029, 1, 1));
    view.horizontalScrollBar()->setValue(0);
    QCOMPARE(view.firstVisibleDate(), QDate(2008, 1, 1));
}

void TestTimelineView::cellIsDescribed()
{
    Portfolio portfolio;
    TimelineView view;
    view.setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
    show(view, portfolio);
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.accessibleDescription().startsWith(u"Home, Wednesday, 10 June 2026, free"_s));
    QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(view.accessibleDescription().contains(u"Confirmed, Ida"_s));
}

QTEST_MAIN(TestTimelineView)
#include "TestTimelineView.moc"
