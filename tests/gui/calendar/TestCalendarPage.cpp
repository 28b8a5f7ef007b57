// The calendar's page over a replica on disk: nights are blocked and opened again, offline, by mouse and by keys; what
// can't be done says why in place.
#include "client/models/BackgroundReader.h"
#include "client/models/TimelineModel.h"
#include "client/views/calendar/BlockInspector.h"
#include "client/views/calendar/BlockPopover.h"
#include "client/views/calendar/CalendarLegend.h"
#include "client/views/calendar/CalendarPage.h"
#include "client/views/calendar/CalendarToolbar.h"
#include "client/views/controls/EmptyState.h"
#include "client/views/theme/Theme.h"
#include "support/CalendarProfile.h"
#include "support/TestKey.h"

#include <QDateEdit>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 6, 10);

struct Page
{
    test::CalendarProfile profile;
    ListingId home = profile.addListing(u"Harbour loft"_s, u"Oslo"_s);
    UnitId unit = profile.unitsOf(home).first().id;
    BookingId booking = profile.addBooking(home, unit, kToday.addDays(2), kToday.addDays(5), u"confirmed"_s, u"Ida"_s);
    BackgroundReader reader{profile.folder(), test::fieldKey()};
    TimelineModel model{reader};
    CalendarPresenter presenter{[this](const replica::Edit &edit, const DoneFunction &done) {
                                    const auto result = profile.replica().edit(edit);
                                    QMetaObject::invokeMethod(
                                        &model,
                                        [this, done, result] {
                                            done(result ? Result<void>() : Result<void>(fail(result.error())));
                                            model.apply(profile.takeChanges());
                                        },
                                        Qt::QueuedConnection);
                                },
                                reader};
    CalendarPage page{model, presenter};

    explicit Page(const QSize &size = {1280, 760})
    {
        page.timeline()->setToday(kToday);
        page.resize(size);
        page.show();
        model.refresh();
        [&] { QTRY_VERIFY(model.isLoaded()); }();
        page.timeline()->showDays(28);
        page.goToToday();
    }
    QPoint nightAt(int day) const
    {
        const qint32 night = qint32(kToday.addDays(day).toJulianDay());
        return cellsRect(page.timeline()->scene(), {0, {night, night + 1}}).center();
    }
    void drag(int from, int to)
    {
        QWidget *viewport = page.timeline()->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, nightAt(from));
        const QPoint at = nightAt(to);
        QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(viewport, &move);
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, at);
    }
    template <class Widget>
    Widget *find(const QString &name) const
    {
        Widget *found = page.findChild<Widget *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    QList<replica::BlockRow> blocks() { return *profile.reader().blocksBetween({2000, 1, 1}, {2100, 1, 1}); }
    void takePicture(const QString &name)
    {
        const QString folder = QStringLiteral(ROOST_BINARY_DIR) + u"/pictures/calendar"_s;
        QDir().mkpath(folder);
        page.grab().save(folder + u'/' + name + u".png"_s);
    }
};

} // namespace

class TestCalendarPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void draggingBlocksNights();
    void keysBlockNights();
    void takenDatesAreExplainedInPlace();
    void datesMustBeInOrder();
    void escapeClosesThePopover();
    void pressingElsewhereClosesThePopover();
    void aBlockIsRemovedAfterAsking();
    void aBlockThatWentElsewhereClosesItsInspector();
    void withoutListingsThePageSaysWhatComes();
    void filterAndZoomFromTheToolbar();
    void sessionsAndAppointmentsCantBeBlocked();
    void pictures();
};

void TestCalendarPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    Theme::current().install(*qApp, ThemeMode::Light);
}

void TestCalendarPage::draggingBlocksNights()
{
    Page it;
    QSignalSpy notices(&it.page, &CalendarPage::notice);
    it.drag(6, 8);
    auto *popover = it.find<BlockPopover>(u"blockPopover"_s);
    QVERIFY(popover->isVisible());
    QCOMPARE(it.find<QLabel>(u"blockNights"_s)->text(), u"3 nights"_s);
    it.find<QLineEdit>(u"blockNote"_s)->setText(u"Own stay"_s);
    QTest::mouseClick(it.find<QPushButton>(u"blockButton"_s), Qt::LeftButton);
    QTRY_VERIFY(popover->isHidden());
    QCOMPARE(it.blocks().size(), 1);
    const replica::BlockRow block = it.blocks().first();
    QCOMPARE(block.from, kToday.addDays(6));
    QCOMPARE(block.to, kToday.addDays(9));
    QCOMPARE(block.note, u"Own stay"_s);
    QTRY_COMPARE(it.page.timeline()->scene().selectedBar, block.id.uuid());
    QVERIFY(findBar(*it.model.data(), block.id.uuid())->bar->tentative);
    QCOMPARE(notices.size(), 1);
}

void TestCalendarPage::keysBlockNights()
{
    Page it;
    TimelineView *timeline = it.page.timeline();
    timeline->setFocus();
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(timeline, Qt::Key_Right);
    QTest::keyClick(timeline, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(timeline, Qt::Key_B);
    auto *note = it.find<QLineEdit>(u"blockNote"_s);
    QVERIFY(note->isVisible());
    QTest::keyClicks(note, u"Paint"_s);
    QTest::keyClick(note, Qt::Key_Return);
    QTRY_COMPARE(it.blocks().size(), 1);
    QCOMPARE(it.blocks().first().from, kToday.addDays(7));
    QCOMPARE(it.blocks().first().to, kToday.addDays(9));
}

void TestCalendarPage::takenDatesAreExplainedInPlace()
{
    Page it;
    it.drag(6, 8);
    it.find<QDateEdit>(u"blockFrom"_s)->setDate(kToday.addDays(4));
    QTest::mouseClick(it.find<QPushButton>(u"blockButton"_s), Qt::LeftButton);
    auto *error = it.find<QLabel>(u"blockError"_s);
    QTRY_VERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
    QVERIFY(it.find<BlockPopover>(u"blockPopover"_s)->isVisible());
    QVERIFY(it.blocks().isEmpty());
    it.find<QDateEdit>(u"blockFrom"_s)->setDate(kToday.addDays(5));
    QVERIFY2(error->isHidden(), "other dates deserve another try");
    QTest::mouseClick(it.find<QPushButton>(u"blockButton"_s), Qt::LeftButton);
    QTRY_COMPARE(it.blocks().size(), 1);
}

void TestCalendarPage::datesMustBeInOrder()
{
    Page it;
    it.drag(6, 8);
    it.find<QDateEdit>(u"blockTo"_s)->setDate(kToday.addDays(6));
    QVERIFY(!it.find<QPushButton>(u"blockButton"_s)->isEnabled());
    QVERIFY(!CalendarPresenter::whyNot(kToday, kToday, {}).isEmpty());
    QVERIFY(!CalendarPresenter::whyNot(kToday, kToday.addDays(800), {}).isEmpty());
    QVERIFY(!CalendarPresenter::whyNot(kToday, kToday.addDays(1), QString(2001, u'x')).isEmpty());
    QVERIFY(CalendarPresenter::whyNot(kToday, kToday.addDays(1), u"fine"_s).isEmpty());
}

void TestCalendarPage::escapeClosesThePopover()
{
    Page it;
    it.drag(6, 8);
    QTest::keyClick(it.find<QLineEdit>(u"blockNote"_s), Qt::Key_Escape);
    QVERIFY(it.find<BlockPopover>(u"blockPopover"_s)->isHidden());
    QVERIFY(!it.page.timeline()->scene().draggedCells.isValid());
}

void TestCalendarPage::pressingElsewhereClosesThePopover()
{
    Page it;
    auto *popover = it.find<BlockPopover>(u"blockPopover"_s);
    it.drag(6, 8);
    QVERIFY(popover->isVisible());
    QTest::mouseClick(it.page.timeline()->viewport(), Qt::LeftButton, {}, it.nightAt(3));
    QVERIFY(popover->isHidden());
    QCOMPARE(it.page.timeline()->scene().selectedBar, it.booking.uuid());
    it.drag(6, 8);
    it.drag(10, 11);
    QVERIFY(popover->isVisible());
    QCOMPARE(popover->nights().from, kToday.addDays(10));
}

void TestCalendarPage::aBlockIsRemovedAfterAsking()
{
    Page it;
    const BlockId block = it.profile.addBlock(it.home, it.unit, kToday.addDays(8), kToday.addDays(12), u"Paint"_s);
    it.model.refresh();
    QTRY_VERIFY(findBar(*it.model.data(), block.uuid()));
    QSignalSpy activated(&it.page, &CalendarPage::blockActivated);
    QSignalSpy cleared(&it.page, &CalendarPage::selectionCleared);
    BlockInspector *inspector = it.page.blockInspector();
    inspector->setParent(nullptr);
    inspector->show();
    it.page.showBar(block.uuid());
    QTest::keyClick(it.page.timeline(), Qt::Key_Delete);
    QCOMPARE(activated.size(), 1);
    auto *confirm = inspector->findChild<QPushButton *>(u"blockInspectorConfirm"_s);
    QTRY_VERIFY(confirm->isVisible());
    QCOMPARE(inspector->findChild<QLabel *>(u"blockInspectorNote"_s)->text(), u"Paint"_s);
    QCOMPARE(it.blocks().size(), 1);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(it.blocks().isEmpty());
    QTRY_VERIFY(!findBar(*it.model.data(), block.uuid()));
    delete inspector;
}

void TestCalendarPage::aBlockThatWentElsewhereClosesItsInspector()
{
    Page it;
    const BlockId block = it.profile.addBlock(it.home, it.unit, kToday.addDays(8), kToday.addDays(12));
    it.model.refresh();
    QTRY_VERIFY(findBar(*it.model.data(), block.uuid()));
    it.presenter.open(block);
    QTRY_VERIFY(it.presenter.openBlock());
    QSignalSpy cleared(&it.page, &CalendarPage::selectionCleared);
    it.profile.run(u"DELETE FROM block"_s);
    it.model.refresh();
    QTRY_COMPARE(cleared.size(), 1);
}

void TestCalendarPage::withoutListingsThePageSaysWhatComes()
{
    Page it;
    it.profile.run(u"DELETE FROM booking"_s);
    it.profile.run(u"DELETE FROM listing"_s);
    it.model.refresh();
    QTRY_VERIFY(it.find<EmptyState>(u"calendarEmpty"_s)->isVisible());
    it.takePicture(u"page-empty"_s);
}

void TestCalendarPage::filterAndZoomFromTheToolbar()
{
    Page it;
    it.profile.addListing(u"Cabin"_s, u"Bergen"_s);
    it.model.refresh();
    QTRY_COMPARE(it.page.timeline()->scene().outline.listingCount(), 2);
    QTest::keyClicks(it.find<QLineEdit>(u"calendarFilter"_s), u"bergen"_s);
    QTRY_COMPARE(it.page.timeline()->scene().outline.listingCount(), 1);
    const double days = it.page.timeline()->daysInView();
    QTest::mouseClick(it.find<QToolButton>(u"calendarZoomOut"_s), Qt::LeftButton);
    QVERIFY(it.page.timeline()->daysInView() > days);
    const QDate before = it.page.timeline()->firstVisibleDate();
    QTest::mouseClick(it.find<QToolButton>(u"calendarLater"_s), Qt::LeftButton);
    QVERIFY(it.page.timeline()->firstVisibleDate() > before);
    QTest::mouseClick(it.find<QPushButton>(u"calendarToday"_s), Qt::LeftButton);
    QVERIFY(it.page.timeline()->firstVisibleDate() <= kToday && kToday <= it.page.timeline()->lastVisibleDate());
}

// An experience and a service have no units in the calendar: their bookings are shown, and there is nothing to block.
void TestCalendarPage::sessionsAndAppointmentsCantBeBlocked()
{
    Page page;
    const ListingId concert = page.profile.addListing(u"Concert by candlelight"_s, u"Oslo"_s, 0);
    const ListingId massage = page.profile.addListing(u"Massage"_s, u"Oslo"_s, 0);
    for (int i = 0; i < 12; ++i)
        page.profile.addBooking(concert, {}, kToday.addDays(3), kToday.addDays(4), u"confirmed"_s,
                                u"Guest %1"_s.arg(i));
    for (int i = 0; i < 6; ++i)
        page.profile.addBooking(massage, {}, kToday.addDays(i / 2), kToday.addDays(i / 2 + 1),
                                i == 4 ? u"pending"_s : u"confirmed"_s, u"Guest %1"_s.arg(i));
    page.profile.run(u"UPDATE booking SET kind = 'service', starts_at = check_in || 'T10:00:00.000Z', ends_at = "
                     "check_in || 'T11:30:00.000Z', time_zone = 'Europe/Oslo' WHERE unit_id IS NULL"_s);
    page.profile.run(u"UPDATE listing SET kind = 'service' WHERE id NOT IN (SELECT listing_id FROM unit)"_s);
    page.model.refresh();
    QTRY_COMPARE(page.model.data()->listings.size(), size_t(3));
    page.takePicture(u"page-sessions"_s);
    // The first row is the concert's.
    page.drag(8, 10);
    QVERIFY(page.blocks().isEmpty());
    QVERIFY(!page.page.findChild<QWidget *>(u"blockPopover"_s) ||
            !page.page.findChild<QWidget *>(u"blockPopover"_s)->isVisible());
}

void TestCalendarPage::pictures()
{
    for (const bool isDark : {false, true}) {
        const QString suffix = isDark ? u"-dark"_s : u"-light"_s;
        Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
        Page it;
        const BlockId block = it.profile.addBlock(it.home, it.unit, kToday.addDays(14), kToday.addDays(17), u"Paint"_s);
        it.model.refresh();
        QTRY_VERIFY(findBar(*it.model.data(), block.uuid()));
        it.drag(6, 8);
        it.find<QDateEdit>(u"blockFrom"_s)->setDate(kToday.addDays(4));
        QTest::mouseClick(it.find<QPushButton>(u"blockButton"_s), Qt::LeftButton);
        QTRY_VERIFY(it.find<QLabel>(u"blockError"_s)->isVisible());
        it.takePicture(u"page-popover"_s + suffix);
        CalendarLegend legend;
        legend.resize(legend.sizeHint());
        legend.grab().save(QStringLiteral(ROOST_BINARY_DIR) + u"/pictures/calendar/legend"_s + suffix + u".png"_s);
        QVERIFY(legend.width() > 200);
        BlockInspector *inspector = it.page.blockInspector();
        inspector->setParent(nullptr);
        inspector->resize(376, 400);
        inspector->show();
        it.presenter.open(block);
        inspector->askToRemove();
        QTRY_VERIFY(inspector->findChild<QPushButton *>(u"blockInspectorConfirm"_s)->isVisible());
        inspector->grab().save(QStringLiteral(ROOST_BINARY_DIR) + u"/pictures/calendar/inspector"_s + suffix +
                               u".png"_s);
        delete inspector;
    }
    Theme::current().setMode(ThemeMode::Light);
}

QTEST_MAIN(TestCalendarPage)
#include "TestCalendarPage.moc"
