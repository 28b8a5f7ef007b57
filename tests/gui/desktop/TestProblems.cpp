// Problems: both values side by side, the host's choice, and what is left afterwards.
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/views/controls/NoteBox.h"
#include "client/views/problems/DecidedProblems.h"
#include "client/views/problems/ProblemCard.h"
#include "client/views/problems/ProblemsPage.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingToDecideSaysSo();
    void fieldConflictShowsBothValuesAndKeepsMine();
    void rejectedBlockShowsWhoTookTheNights();
    void takingTheirsRemovesTheCard();
    void editedValueIsSent();
    void wrongValueIsExplained();
    void offersAreTaken();
    void decisionsAreUndone();
    void isUsedByKeyboard();

private:
    void makeOffers();
    void makeTitleConflict();
    ProblemCard *card() const { return m_page->findChild<ProblemCard *>(); }
    QPushButton *button(const char *name) const { return card()->findChild<QPushButton *>(QString::fromLatin1(name)); }
    QString text(const char *name) const { return card()->findChild<QLabel *>(QString::fromLatin1(name))->text(); }

    std::unique_ptr<PortfolioReplica> m_portfolio;
    std::unique_ptr<BackgroundReader> m_reader;
    std::unique_ptr<ProblemsPage> m_page;
};

void TestProblems::init()
{
    m_portfolio = std::make_unique<PortfolioReplica>();
    QVERIFY(m_portfolio->fill({}));
    m_reader = std::make_unique<BackgroundReader>(m_portfolio->folder(), test::fieldKey());
    m_page = std::make_unique<ProblemsPage>(m_portfolio->resolveFunction(), m_portfolio->undoFunction(), *m_reader);
    connect(m_portfolio.get(), &PortfolioReplica::rowsChanged, m_page.get(), &ProblemsPage::refresh);
    m_page->resize(1000, 700);
    m_page->show();
}

void TestProblems::cleanup()
{
    m_page.reset();
    m_reader.reset();
}

void TestProblems::makeTitleConflict()
{
    auto reader = replica::ReplicaReader::open(m_portfolio->folder(), test::fieldKey());
    const auto row = (*reader)->listing(m_portfolio->listing(0));
    QVERIFY(row && *row);
    QVERIFY(m_portfolio->replica().edit(replica::editListing(**row, {{u"title"_s, u"Mine"_s}})));
    QVERIFY(m_portfolio->refuseField(u"title"_s, u"Harbour loft with a view"_s, u"Mine"_s, u"Theirs"_s));
}

void TestProblems::nothingToDecideSaysSo()
{
    auto *heading = m_page->findChild<QLabel *>(u"problemsEmptyHeading"_s);
    QTRY_VERIFY(heading->isVisible());
    QCOMPARE(heading->text(), u"Nothing to decide"_s);
}

void TestProblems::fieldConflictShowsBothValuesAndKeepsMine()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    QCOMPARE(text("problemHeading"), u"Title of “Harbour loft with a view”"_s);
    QCOMPARE(text("problemMine"), u"Mine"_s);
    QCOMPARE(text("problemTheirs"), u"Theirs"_s);
    QTest::mouseClick(card()->findChild<QPushButton *>(u"problemKeepMine"_s), Qt::LeftButton);
    QTRY_VERIFY(!card());
    const auto waiting = m_portfolio->replica().waitingMutations(10);
    QCOMPARE(waiting->size(), 1);
    QCOMPARE(waiting->first().args["changes"_L1].toObject()["title"_L1].toString(), u"Mine"_s);
}

void TestProblems::rejectedBlockShowsWhoTookTheNights()
{
    replica::UnitRow unit;
    unit.id = m_portfolio->unit(1);
    unit.listing = m_portfolio->listing(1);
    const QDate from(2027, 8, 1);
    QVERIFY(m_portfolio->replica().edit(
        replica::blockNights(BlockId::create(), unit, from, from.addDays(5), u"Family visit"_s)));
    QVERIFY(m_portfolio->refuse(u"DATES_TAKEN"_s, u"The dates are taken."_s,
                                {{u"taken"_s, QJsonArray{QJsonObject{{u"check_in"_s, u"2027-08-02"_s},
                                                                     {u"check_out"_s, u"2027-08-04"_s},
                                                                     {u"code"_s, u"BK-20270701-ABCDEF"_s}}}}}));
    QTRY_VERIFY(card());
    QCOMPARE(text("problemHeading"), u"Blocked nights at “Quiet studio by the park”"_s);
    QVERIFY(text("problemMine").contains(u"Family visit"_s));
    QVERIFY(text("problemTheirs").contains(u"BK-20270701-ABCDEF"_s));
}

void TestProblems::takingTheirsRemovesTheCard()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    QTest::mouseClick(card()->findChild<QPushButton *>(u"problemTakeTheirs"_s), Qt::LeftButton);
    QTRY_VERIFY(!card());
    QVERIFY(m_portfolio->replica().waitingMutations(10)->isEmpty());
    QTRY_VERIFY(m_page->findChild<QLabel *>(u"problemsEmptyHeading"_s)->isVisible());
}

void TestProblems::editedValueIsSent()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    QTRY_VERIFY(button("problemEdit")->isVisible());
    button("problemEdit")->click();
    auto *input = card()->findChild<QLineEdit *>(u"problemField-title"_s);
    QVERIFY(input->isVisible());
    QCOMPARE(input->text(), u"Mine"_s);
    QVERIFY(!input->accessibleName().isEmpty());
    // News that don't change the problem leave what is being typed alone.
    input->setText(u"Both"_s);
    m_page->refresh();
    QTRY_VERIFY(button("problemSendEdited")->isVisible());
    button("problemSendEdited")->click();
    QTRY_VERIFY(!card());
    const auto waiting = m_portfolio->replica().waitingMutations(10);
    QCOMPARE(waiting->first().args["changes"_L1].toObject()["title"_L1].toString(), u"Both"_s);
}

void TestProblems::wrongValueIsExplained()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    QTRY_VERIFY(button("problemEdit")->isVisible());
    button("problemEdit")->click();
    QTRY_VERIFY(button("problemSendEdited")->isVisible());
    button("problemSendEdited")->click();
    auto *error = card()->findChild<NoteBox *>(u"problemError"_s);
    QVERIFY(error->isVisible());
    QVERIFY(error->text().contains(u"Nothing was changed"_s));
    card()->findChild<QLineEdit *>(u"problemField-title"_s)->clear();
    QTRY_VERIFY(button("problemSendEdited")->isVisible());
    button("problemSendEdited")->click();
    QTRY_VERIFY(!error->text().contains(u"Nothing was changed"_s));
    QVERIFY(error->isVisible());
    QVERIFY(button("problemSendEdited")->isEnabled());
    QTRY_VERIFY(button("problemCancelEdit")->isVisible());
    button("problemCancelEdit")->click();
    QVERIFY(button("problemKeepMine")->isVisible());
}

void TestProblems::makeOffers()
{
    replica::BookingEntry entry;
    entry.listing = m_portfolio->listing(1);
    entry.checkIn = {2027, 8, 1};
    entry.checkOut = {2027, 8, 4};
    entry.name = u"Kari Nordmann"_s;
    QVERIFY(m_portfolio->replica().edit(replica::enterBooking(BookingId::create(), entry)));
    const QJsonObject dates{{u"kind"_s, u"dates"_s},
                            {u"check_in"_s, u"2027-08-05"_s},
                            {u"check_out"_s, u"2027-08-08"_s},
                            {u"total_minor"_s, 294000}};
    const QJsonObject moves{
        {u"kind"_s, u"moves"_s},
        {u"moves"_s, QJsonArray{QJsonObject{{u"code"_s, u"BK-20270701-ABCDEF"_s}, {u"to_unit_name"_s, u"Room 2"_s}}}}};
    QVERIFY(m_portfolio->refuse(u"DATES_TAKEN"_s, u"The dates are taken."_s,
                                {{u"taken"_s, QJsonArray()}, {u"offers"_s, QJsonArray{dates, moves}}}));
}

void TestProblems::offersAreTaken()
{
    makeOffers();
    QTRY_VERIFY(card());
    QCOMPARE(text("problemHeading"), u"Your booking at “Quiet studio by the park”"_s);
    QVERIFY(text("problemMine").contains(u"Kari Nordmann"_s));
    QVERIFY(text("problemOfferText-0").contains(u"5–8 Aug 2027"_s));
    QVERIFY2(text("problemOfferText-0").contains(u"2,940"_s), qPrintable(text("problemOfferText-0")));
    QVERIFY(text("problemOfferText-1").contains(u"BK-20270701-ABCDEF to Room 2"_s));
    QVERIFY(button("problemOffer-1")->accessibleName().contains(u"Room 2"_s));
    QTRY_VERIFY(button("problemOffer-0")->isVisible());
    button("problemOffer-0")->click();
    QTRY_VERIFY(!card());
    QCOMPARE(m_portfolio->replica().waitingMutations(10)->first().args["check_in"_L1].toString(), u"2027-08-05"_s);
}

void TestProblems::decisionsAreUndone()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    QTRY_VERIFY(button("problemTakeTheirs")->isVisible());
    button("problemTakeTheirs")->click();
    QTRY_VERIFY(!card());
    auto *decided = m_page->findChild<DecidedProblems *>();
    QTRY_VERIFY(decided->isVisible());
    QCOMPARE(decided->findChild<QLabel *>(u"decidedWhat"_s)->text(), u"Title of “Harbour loft with a view”"_s);
    QVERIFY(decided->findChild<QLabel *>(u"decidedHow"_s)->text().startsWith(u"You left it"_s));
    auto *undo = decided->findChild<QPushButton *>(u"decidedUndo"_s);
    QVERIFY(undo->accessibleName().contains(u"Harbour loft"_s));
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(card());
    QTRY_VERIFY(!decided->isVisible());
    // Kept, and taken back before it was sent.
    QTRY_VERIFY(button("problemKeepMine")->isVisible());
    button("problemKeepMine")->click();
    QTRY_VERIFY(!card());
    QTRY_VERIFY(decided->isVisible());
    QTest::mouseClick(decided->findChild<QPushButton *>(u"decidedUndo"_s), Qt::LeftButton);
    QTRY_VERIFY(card());
    QVERIFY(m_portfolio->replica().waitingMutations(10)->isEmpty());
}

void TestProblems::isUsedByKeyboard()
{
    makeTitleConflict();
    QTRY_VERIFY(card());
    m_page->activateWindow();
    button("problemKeepMine")->setFocus();
    QTest::keyClick(button("problemKeepMine"), Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget(), button("problemTakeTheirs"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget(), button("problemEdit"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(m_page->focusWidget(), card()->findChild<QLineEdit *>(u"problemField-title"_s));
    QTest::keyClicks(m_page->focusWidget(), u" and theirs"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget(), button("problemSendEdited"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(!card());
}

QTEST_MAIN(TestProblems)
#include "TestProblems.moc"
