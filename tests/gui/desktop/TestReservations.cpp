// Reservations as a host uses them: views, search, the inspector, answering a request.
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/models/BookingsModel.h"
#include "client/presenters/BookingInspectorPresenter.h"
#include "client/views/controls/DataTable.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/controls/StatusMark.h"
#include "client/views/reservations/BookingInspector.h"
#include "client/views/reservations/ReservationsPage.h"
#include "client/views/theme/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace roost;

class TestReservations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void viewsFilter();
    void searchFinds();
    void emptyViewSaysWhatToDo();
    void clickingARowAnnouncesIt();
    void selectionSurvivesARefresh();
    void aChosenRowThatLeavesTheViewLeavesNoOtherChosen();
    void manyBookingsComeInPages();
    void acceptingMarksTheBookingAsNotSent();
    void decliningAsksFirst();

private:
    DataTable *table() const { return m_page->findChild<DataTable *>(u"reservationsTable"_s); }
    int rows() const { return table()->model()->rowCount(); }
    BookingId firstWithStatus(const QString &status);
    void build(const PortfolioReplica::Size &size);

    std::unique_ptr<PortfolioReplica> m_portfolio;
    std::unique_ptr<BackgroundReader> m_reader;
    std::unique_ptr<ReservationsPage> m_page;
};

void TestReservations::init()
{
    m_page.reset();
    m_reader.reset();
    build({});
}

void TestReservations::build(const PortfolioReplica::Size &size)
{
    m_portfolio = std::make_unique<PortfolioReplica>();
    QVERIFY(m_portfolio->fill(size));
    m_reader = std::make_unique<BackgroundReader>(m_portfolio->folder(), test::fieldKey());
    m_page = std::make_unique<ReservationsPage>(*m_reader);
    m_page->resize(1100, 700);
    m_page->show();
    QTRY_VERIFY(rows() > 0);
}

BookingId TestReservations::firstWithStatus(const QString &status)
{
    auto reader = replica::ReplicaReader::open(m_portfolio->folder(), test::fieldKey());
    const auto found = (*reader)->bookingsWithStatus(status);
    return found && !found->isEmpty() ? found->first().id : BookingId();
}

void TestReservations::viewsFilter()
{
    const QAbstractItemModelTester tester(table()->model());
    const int upcoming = rows();
    QTest::mouseClick(m_page->findChild<QToolButton *>(u"viewRequests"_s), Qt::LeftButton);
    QTRY_VERIFY(rows() > 0 && rows() < upcoming);
    for (int row = 0; row < rows(); ++row)
        QCOMPARE(table()->model()->index(row, BookingsModel::Status).data().toString(), u"Request"_s);
    QTest::mouseClick(m_page->findChild<QToolButton *>(u"viewAll"_s), Qt::LeftButton);
    QTRY_COMPARE(rows(), 60);
}

void TestReservations::searchFinds()
{
    m_page->showView(BookingView::All);
    QTRY_COMPARE(rows(), 60);
    m_page->focusSearch();
    QTest::keyClicks(m_page->findChild<QLineEdit *>(u"reservationsSearch"_s), u"solheim"_s);
    QTRY_COMPARE(rows(), 6);
    QCOMPARE(table()->model()->index(0, BookingsModel::Guest).data().toString(), u"Ingrid Solheim"_s);
}

void TestReservations::emptyViewSaysWhatToDo()
{
    QTest::keyClicks(m_page->findChild<QLineEdit *>(u"reservationsSearch"_s), u"100%_nobody"_s);
    auto *heading = m_page->findChild<QLabel *>(u"reservationsEmptyHeading"_s);
    QTRY_VERIFY(heading->isVisible());
    QCOMPARE(heading->text(), u"Nothing found"_s);
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"reservationsEmptyAction"_s), Qt::LeftButton);
    QTRY_COMPARE(rows(), 60);
}

void TestReservations::clickingARowAnnouncesIt()
{
    QSignalSpy chosen(m_page.get(), &ReservationsPage::bookingChosen);
    const QModelIndex second = table()->model()->index(1, 0);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(second).center());
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(chosen.size(), 2);
    QVERIFY(chosen[0][0] != chosen[1][0]);
}

void TestReservations::selectionSurvivesARefresh()
{
    table()->setCurrentIndex(table()->model()->index(3, 0));
    const QString selected = table()->currentId();
    const BookingId request = firstWithStatus(u"pending"_s);
    auto reader = replica::ReplicaReader::open(m_portfolio->folder(), test::fieldKey());
    const auto booking = (*reader)->booking(request);
    QVERIFY(booking && *booking);
    QVERIFY(m_portfolio->replica().edit(replica::decideBooking(**booking, BookingAction::Decline)));
    const int before = rows();
    m_page->refresh();
    QTRY_COMPARE(rows(), before - 1);
    QCOMPARE(table()->currentId(), selected);
}

void TestReservations::aChosenRowThatLeavesTheViewLeavesNoOtherChosen()
{
    QSignalSpy refreshed(static_cast<BookingsModel *>(table()->model()), &BookingsModel::refreshed);
    m_page->showView(BookingView::Requests);
    QVERIFY(refreshed.wait());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                      table()->visualRect(table()->model()->index(0, 0)).center());
    const int before = rows();
    auto reader = replica::ReplicaReader::open(m_portfolio->folder(), test::fieldKey());
    const auto booking = (*reader)->booking(BookingId::fromString(table()->currentId()));
    QVERIFY(booking && *booking);
    QVERIFY(m_portfolio->replica().edit(replica::decideBooking(**booking, BookingAction::Accept)));
    m_page->refresh();
    QTRY_COMPARE(rows(), before - 1);
    QTRY_VERIFY(table()->currentId().isEmpty());
    QVERIFY(!table()->selectionModel()->hasSelection());
}

void TestReservations::manyBookingsComeInPages()
{
    m_page.reset();
    build({.listings = 20, .bookings = 600});
    QSignalSpy refreshed(static_cast<BookingsModel *>(table()->model()), &BookingsModel::refreshed);
    m_page->showView(BookingView::All);
    QVERIFY(refreshed.wait());
    QCOMPARE(rows(), BookingsModel::kPageSize);
    table()->model()->fetchMore({});
    QTRY_COMPARE(rows(), 2 * BookingsModel::kPageSize);
    // The tester asks for more at every turn, as an impatient view would.
    const QAbstractItemModelTester tester(table()->model());
    table()->model()->fetchMore({});
    QTRY_COMPARE(rows(), 600);
    QSet<QString> ids;
    for (int row = 0; row < rows(); ++row)
        ids.insert(table()->model()->index(row, BookingsModel::Code).data().toString());
    QCOMPARE(ids.size(), rows());
}

void TestReservations::acceptingMarksTheBookingAsNotSent()
{
    BookingInspectorPresenter presenter(m_portfolio->editFunction(), *m_reader);
    BookingInspector inspector(presenter);
    inspector.resize(376, 700);
    inspector.show();
    presenter.open(firstWithStatus(u"pending"_s));
    auto *accept = inspector.findChild<QPushButton *>(u"bookingAccept"_s);
    QTRY_VERIFY(presenter.isOpen() && accept->isVisible());
    QSignalSpy done(&presenter, &BookingInspectorPresenter::done);
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(done.wait());
    QTRY_COMPARE(inspector.findChild<StatusMark *>(u"bookingStatus"_s)->text(), u"Confirmed"_s);
    QVERIFY(inspector.findChild<NoteBox *>(u"bookingTentative"_s)->isVisible());
    QVERIFY(!accept->isVisible());
    QVERIFY(inspector.findChild<QPushButton *>(u"bookingCancel"_s)->isVisible());
}

void TestReservations::decliningAsksFirst()
{
    BookingInspectorPresenter presenter(m_portfolio->editFunction(), *m_reader);
    BookingInspector inspector(presenter);
    inspector.show();
    presenter.open(firstWithStatus(u"pending"_s));
    auto *decline = inspector.findChild<QPushButton *>(u"bookingDecline"_s);
    auto *confirmation = inspector.findChild<NoteBox *>(u"bookingConfirmation"_s);
    QTRY_VERIFY(presenter.isOpen() && decline->isVisible());
    QTest::mouseClick(decline, Qt::LeftButton);
    QVERIFY(confirmation->isVisible());
    QTest::mouseClick(inspector.findChild<QPushButton *>(u"bookingKeep"_s), Qt::LeftButton);
    QVERIFY(!confirmation->isVisible());
    QCOMPARE(presenter.booking().status, u"pending"_s);
    QTest::mouseClick(decline, Qt::LeftButton);
    QTest::mouseClick(inspector.findChild<QPushButton *>(u"bookingConfirm"_s), Qt::LeftButton);
    QTRY_COMPARE(presenter.booking().status, u"declined"_s);
}

QTEST_MAIN(TestReservations)
#include "TestReservations.moc"
