// Problems: both values side by side, the host's choice, and what is left afterwards.
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/views/problems/ProblemCard.h"
#include "client/views/problems/ProblemsPage.h"

#include <QApplication>
#include <QLabel>
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

private:
    void makeTitleConflict();
    ProblemCard *card() const { return m_page->findChild<ProblemCard *>(); }
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

QTEST_MAIN(TestProblems)
#include "TestProblems.moc"
