// Listings as a host edits them: search, validation, saving as one edit, changes by others underneath.
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/models/ListingsModel.h"
#include "client/models/ModelRoles.h"
#include "client/presenters/ListingEditorPresenter.h"
#include "client/views/controls/DataTable.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/listings/ListingEditor.h"
#include "client/views/listings/ListingsPage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestListings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void searchNarrowsTheList();
    void modelKeepsItsContract();
    void savingMakesOneEditOfTheChangedFields();
    void aWrongPriceCannotBeSaved();
    void publishingNeedsAPrice();
    void draftsSurviveARefreshAndWarn();
    void draftsAreKeptForEachListing();
    void discardingPutsTheListingBack();

private:
    template <class Widget>
    Widget *field(const char *name) const
    {
        return m_editor->findChild<Widget *>(QString::fromLatin1(name));
    }
    void open(int number);
    void type(QLineEdit *edit, const QString &text);
    QList<sync::Mutation> waiting() { return *m_portfolio->replica().waitingMutations(10); }

    std::unique_ptr<PortfolioReplica> m_portfolio;
    std::unique_ptr<BackgroundReader> m_reader;
    std::unique_ptr<ListingEditorPresenter> m_presenter;
    std::unique_ptr<ListingEditor> m_editor;
};

void TestListings::init()
{
    m_portfolio = std::make_unique<PortfolioReplica>();
    QVERIFY(m_portfolio->fill({}));
    m_reader = std::make_unique<BackgroundReader>(m_portfolio->folder(), test::fieldKey());
    m_presenter = std::make_unique<ListingEditorPresenter>(m_portfolio->editFunction(), *m_reader);
    connect(m_portfolio.get(), &PortfolioReplica::rowsChanged, m_presenter.get(), &ListingEditorPresenter::refresh);
    m_editor = std::make_unique<ListingEditor>(*m_presenter);
    m_editor->resize(376, 800);
    m_editor->show();
    open(0);
}

void TestListings::cleanup()
{
    m_editor.reset();
    m_presenter.reset();
    m_reader.reset();
    m_portfolio.reset();
}

void TestListings::open(int number)
{
    m_presenter->open(m_portfolio->listing(number));
    QTRY_VERIFY(m_presenter->isOpen() && m_presenter->listing().id == m_portfolio->listing(number));
}

void TestListings::type(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void TestListings::searchNarrowsTheList()
{
    ListingsPage page(*m_reader);
    page.show();
    auto *table = page.findChild<DataTable *>(u"listingsTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 8);
    QTest::keyClicks(page.findChild<QLineEdit *>(u"listingsSearch"_s), u"oslo LOFT"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"Harbour loft with a view"_s);
}

void TestListings::modelKeepsItsContract()
{
    ListingsModel model(*m_reader);
    const QAbstractItemModelTester tester(&model);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 8);
    const QPersistentModelIndex kept = model.indexOf(m_portfolio->listing(0));
    QVERIFY(m_portfolio->changeElsewhere(m_portfolio->listing(0), u"title"_s, u"Zinc-roofed loft"_s));
    model.refresh();
    // The title sorts last now, and the row moved there.
    QTRY_COMPARE(kept.row(), 7);
    QCOMPARE(kept.data().toString(), u"Zinc-roofed loft"_s);
}

void TestListings::savingMakesOneEditOfTheChangedFields()
{
    type(field<QLineEdit>("listingTitle"), u"Harbour loft"_s);
    type(field<QLineEdit>("listingPrice"), u"1950.50"_s);
    field<QSpinBox>("listingMinNights")->setValue(4);
    QVERIFY(field<QPushButton>("listingSave")->isEnabled());
    QSignalSpy saved(m_presenter.get(), &ListingEditorPresenter::saved);
    QTest::mouseClick(field<QPushButton>("listingSave"), Qt::LeftButton);
    QVERIFY(saved.wait());
    QCOMPARE(waiting().size(), 1);
    const QJsonObject changes = waiting().first().args["changes"_L1].toObject();
    QCOMPARE(changes,
             QJsonObject({{u"title"_s, u"Harbour loft"_s}, {u"base_price_minor"_s, 195050}, {u"min_nights"_s, 4}}));
    QCOMPARE(waiting().first().base["title"_L1].toString(), u"Harbour loft with a view"_s);
    QCOMPARE(waiting().first().base.size(), 3);
    QTRY_VERIFY(field<NoteBox>("listingTentative")->isVisible());
    QVERIFY(!m_presenter->isDirty());
    QVERIFY(!field<QPushButton>("listingSave")->isEnabled());
}

void TestListings::aWrongPriceCannotBeSaved()
{
    type(field<QLineEdit>("listingPrice"), u"a lot"_s);
    QVERIFY(!field<QPushButton>("listingSave")->isEnabled());
    QVERIFY(field<NoteBox>("listingError")->isVisible());
    QCOMPARE(field<QLineEdit>("listingPrice")->property("invalid").toBool(), true);
    type(field<QLineEdit>("listingPrice"), u"900"_s);
    QVERIFY(field<QPushButton>("listingSave")->isEnabled());
    QVERIFY(!field<NoteBox>("listingError")->isVisible());
    QVERIFY(waiting().isEmpty());
}

void TestListings::publishingNeedsAPrice()
{
    field<QLineEdit>("listingPrice")->selectAll();
    QTest::keyClick(field<QLineEdit>("listingPrice"), Qt::Key_Delete);
    QVERIFY(!m_presenter->errorText().isEmpty());
    QVERIFY(!field<QPushButton>("listingSave")->isEnabled());
}

void TestListings::draftsSurviveARefreshAndWarn()
{
    type(field<QLineEdit>("listingTitle"), u"My title"_s);
    QVERIFY(m_portfolio->changeElsewhere(m_portfolio->listing(0), u"min_nights"_s, 5));
    QTRY_COMPARE(field<QSpinBox>("listingMinNights")->value(), 5);
    QCOMPARE(field<QLineEdit>("listingTitle")->text(), u"My title"_s);
    QVERIFY(!field<NoteBox>("listingUnderneath")->isVisible());
    QVERIFY(m_portfolio->changeElsewhere(m_portfolio->listing(0), u"title"_s, u"Their title"_s));
    QTRY_VERIFY(field<NoteBox>("listingUnderneath")->isVisible());
    QVERIFY(field<NoteBox>("listingUnderneath")->text().contains(u"Their title"_s));
    QCOMPARE(field<QLineEdit>("listingTitle")->text(), u"My title"_s);
    QTest::mouseClick(field<QPushButton>("listingSave"), Qt::LeftButton);
    // Saving after the warning is a decision over what they typed.
    QTRY_COMPARE(waiting().size(), 1);
    QCOMPARE(waiting().first().base["title"_L1].toString(), u"Their title"_s);
}

void TestListings::draftsAreKeptForEachListing()
{
    type(field<QLineEdit>("listingTitle"), u"Not saved yet"_s);
    open(1);
    QCOMPARE(field<QLineEdit>("listingTitle")->text(), u"Quiet studio by the park"_s);
    QVERIFY(!m_presenter->isDirty());
    open(0);
    QCOMPARE(field<QLineEdit>("listingTitle")->text(), u"Not saved yet"_s);
    QVERIFY(m_presenter->isDirty());
}

void TestListings::discardingPutsTheListingBack()
{
    type(field<QLineEdit>("listingTitle"), u"Oops"_s);
    QTest::mouseClick(field<QPushButton>("listingDiscard"), Qt::LeftButton);
    QCOMPARE(field<QLineEdit>("listingTitle")->text(), u"Harbour loft with a view"_s);
    QVERIFY(!m_presenter->isDirty());
    QVERIFY(waiting().isEmpty());
}

QTEST_MAIN(TestListings)
#include "TestListings.moc"
