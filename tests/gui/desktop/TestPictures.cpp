// Every screen in light and dark, as PNG files in <build>/screenshots: look at them.
#include "support/Expect.h"
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/app/Translations.h"
#include "client/models/TimelineModel.h"
#include "client/presenters/BookingInspectorPresenter.h"
#include "client/presenters/CalendarPresenter.h"
#include "client/presenters/ListingEditorPresenter.h"
#include "client/presenters/LoginPresenter.h"
#include "client/presenters/StatusPresenter.h"
#include "client/views/calendar/BlockInspector.h"
#include "client/views/calendar/CalendarPage.h"
#include "client/views/firstrun/AccountScreen.h"
#include "client/views/firstrun/LoginScreen.h"
#include "client/views/firstrun/ProgressScreen.h"
#include "client/views/firstrun/WelcomeScreen.h"
#include "client/views/listings/ListingEditor.h"
#include "client/views/listings/ListingsPage.h"
#include "client/views/problems/ProblemCard.h"
#include "client/views/problems/ProblemsPage.h"
#include "client/views/reservations/BookingInspector.h"
#include "client/views/reservations/ReservationsPage.h"
#include "client/views/shell/InspectorPanel.h"
#include "client/views/shell/MainWindow.h"
#include "client/views/shell/NavigationRail.h"
#include "client/views/shell/StatusLine.h"
#include "client/views/shell/Workspace.h"
#include "client/views/syncing/SyncPage.h"
#include "client/views/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

namespace {

// The pages in their window, over a replica, without sync.
struct Desktop
{
    explicit Desktop(PortfolioReplica &portfolio)
        : reader(portfolio.folder(), test::fieldKey())
        , timeline(reader)
        , calendarPresenter(portfolio.editFunction(), reader)
        , booking(portfolio.editFunction(), reader)
        , listing(portfolio.editFunction(), reader)
        , calendar(new CalendarPage(timeline, calendarPresenter))
        , reservations(new ReservationsPage(reader))
        , listings(new ListingsPage(reader))
        , problems(new ProblemsPage(portfolio.resolveFunction(), portfolio.undoFunction(), reader))
        , syncing(new SyncPage(reader))
        , inspector(new BookingInspector(booking))
        , editor(new ListingEditor(listing))
    {
        Workspace *workspace = window.workspace();
        const auto add = [workspace](const QString &name, const QString &title, const QString &icon, QWidget *page,
                                     NavigationRail::Place place) {
            workspace->rail()->addPage(name, title, icon, {}, place);
            workspace->addPage(name, page);
        };
        add(u"calendar"_s, u"Calendar"_s, u"calendar"_s, calendar, NavigationRail::Place::Top);
        add(u"reservations"_s, u"Reservations"_s, u"bookings"_s, reservations, NavigationRail::Place::Top);
        add(u"listings"_s, u"Listings"_s, u"listings"_s, listings, NavigationRail::Place::Top);
        add(u"problems"_s, u"Problems"_s, u"problems"_s, problems, NavigationRail::Place::Top);
        add(u"sync"_s, u"Sync"_s, u"sync"_s, syncing, NavigationRail::Place::Bottom);
        workspace->inspector()->addContent(inspector);
        workspace->inspector()->addContent(editor);
        timeline.refresh();
        window.resize(1280, 800);
        window.show();
    }
    // The pages refer to what this struct owns.
    ~Desktop()
    {
        for (QWidget *widget : QList<QWidget *>{calendar, reservations, listings, problems, syncing, inspector, editor})
            delete widget;
    }

    BackgroundReader reader;
    TimelineModel timeline;
    CalendarPresenter calendarPresenter;
    BookingInspectorPresenter booking;
    ListingEditorPresenter listing;
    MainWindow window;
    CalendarPage *calendar;
    ReservationsPage *reservations;
    ListingsPage *listings;
    ProblemsPage *problems;
    SyncPage *syncing;
    BookingInspector *inspector;
    ListingEditor *editor;
};

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void workspace_data() { schemes(); }
    void workspace();
    void emptyWorkspace_data() { schemes(); }
    void emptyWorkspace();
    void setup_data() { schemes(); }
    void setup();

private:
    void schemes();
    void takePicture(QWidget &window, const QString &name);
    void makeProblems(PortfolioReplica &portfolio);
    void refuseBooking(PortfolioReplica &portfolio);
    BookingId request(PortfolioReplica &portfolio);
    void setStatus(Desktop &desktop, sync::SyncState state, const sync::EditCounts &counts);

    QString m_folder;
};

void TestPictures::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"RoostTests"_s);
    m_folder = QStringLiteral(ROOST_BINARY_DIR) + u"/screenshots"_s;
    QVERIFY(QDir().mkpath(m_folder));
    installTranslations(*qApp);
    Theme::current().install(*qApp, ThemeMode::Light);
}

void TestPictures::schemes()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPictures::takePicture(QWidget &window, const QString &name)
{
    QTest::qWait(50); // lets layouts and hover states come to rest; nothing is awaited by it
    const QString scheme = QString::fromLatin1(QTest::currentDataTag());
    const QImage picture = window.grab().toImage();
    QVERIFY(picture.width() >= 900);
    QVERIFY(picture.save(u"%1/%2-%3.png"_s.arg(m_folder, name, scheme)));
}

void TestPictures::makeProblems(PortfolioReplica &portfolio)
{
    auto reader = replica::ReplicaReader::open(portfolio.folder(), test::fieldKey());
    const auto row = (*reader)->listing(portfolio.listing(0));
    QVERIFY(row && *row);
    QVERIFY(portfolio.replica().edit(replica::editListing(**row, {{u"title"_s, u"Harbour loft, top floor"_s}})));
    QVERIFY(portfolio.refuseField(u"title"_s, row->value().title, u"Harbour loft, top floor"_s,
                                  u"Harbour loft with a view over the whole fjord"_s));
    replica::UnitRow unit;
    unit.id = portfolio.unit(1);
    unit.listing = portfolio.listing(1);
    const QDate from(2027, 8, 1);
    QVERIFY(portfolio.replica().edit(
        replica::blockNights(BlockId::create(), unit, from, from.addDays(5), u"Family visit"_s)));
    QVERIFY(portfolio.refuse(u"DATES_TAKEN"_s, u"The dates are taken."_s,
                             {{u"taken"_s, QJsonArray{QJsonObject{{u"check_in"_s, u"2027-08-02"_s},
                                                                  {u"check_out"_s, u"2027-08-04"_s},
                                                                  {u"code"_s, u"BK-20270701-ABCDEF"_s}}}},
                              {u"offers"_s, QJsonArray{QJsonObject{{u"kind"_s, u"block"_s},
                                                                   {u"check_in"_s, u"2027-08-04"_s},
                                                                   {u"check_out"_s, u"2027-08-06"_s}}}}}));
    refuseBooking(portfolio);
    const auto second = (*reader)->listing(portfolio.listing(2));
    QVERIFY(portfolio.replica().edit(replica::editListing(**second, {{u"base_price_minor"_s, 259000}})));
}

// One that was entered offline and lost its nights, with what else the server can do; and one that is decided already.
void TestPictures::refuseBooking(PortfolioReplica &portfolio)
{
    replica::BookingEntry entry;
    entry.listing = portfolio.listing(3);
    entry.checkIn = {2027, 9, 3};
    entry.checkOut = {2027, 9, 6};
    entry.guests = 2;
    entry.name = u"Priya Raman"_s;
    QVERIFY(portfolio.replica().edit(replica::enterBooking(BookingId::create(), entry)));
    const QJsonObject room{
        {u"kind"_s, u"unit"_s}, {u"unit_name"_s, u"Room 2, courtyard side"_s}, {u"total_minor"_s, 495000}};
    const QJsonObject later{{u"kind"_s, u"dates"_s},
                            {u"check_in"_s, u"2027-09-06"_s},
                            {u"check_out"_s, u"2027-09-09"_s},
                            {u"total_minor"_s, 462000}};
    const QJsonObject moves{
        {u"kind"_s, u"moves"_s},
        {u"total_minor"_s, 495000},
        {u"moves"_s, QJsonArray{QJsonObject{{u"code"_s, u"BK-20270801-KQ7T2M"_s}, {u"to_unit_name"_s, u"Room 3"_s}}}}};
    QVERIFY(portfolio.refuse(u"DATES_TAKEN"_s, u"The dates are taken."_s,
                             {{u"taken"_s, QJsonArray{QJsonObject{{u"check_in"_s, u"2027-09-04"_s},
                                                                  {u"check_out"_s, u"2027-09-08"_s},
                                                                  {u"code"_s, u"BK-20270815-WX4Y5Z"_s}}}},
                              {u"offers"_s, QJsonArray{room, later, moves}}}));
    auto reader = replica::ReplicaReader::open(portfolio.folder(), test::fieldKey());
    const auto row = (*reader)->listing(portfolio.listing(4));
    const int nights = (*row)->minNights;
    EXPECT_OK(portfolio.replica().edit(replica::editListing(**row, {{u"min_nights"_s, nights + 1}})));
    QVERIFY(portfolio.refuseField(u"min_nights"_s, nights, nights + 1, nights + 2));
    const auto problems = (*reader)->openProblems();
    for (const auto &problem : *problems) {
        if (problem.field == u"min_nights")
            QVERIFY(portfolio.replica().resolveProblem(problem.id, replica::ProblemChoice::Theirs));
    }
}

BookingId TestPictures::request(PortfolioReplica &portfolio)
{
    auto reader = replica::ReplicaReader::open(portfolio.folder(), test::fieldKey());
    const auto found = (*reader)->bookingsWithStatus(u"pending"_s);
    return found && !found->isEmpty() ? found->first().id : BookingId();
}

void TestPictures::setStatus(Desktop &desktop, sync::SyncState state, const sync::EditCounts &counts)
{
    sync::SyncStatus status;
    status.state = state;
    status.counts = counts;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    status.lastSyncedAt = now.addSecs(-12);
    const StatusText text = StatusPresenter::describe(status, {}, false, now);
    desktop.window.workspace()->statusLine()->setStatus(StatusLine::Mood(int(text.mood)), text.line);
    desktop.window.workspace()->rail()->setCount(u"problems"_s, counts.openProblems);
    desktop.syncing->setStatus(text, {});
    desktop.syncing->setAccount(u"https://roost.example.org"_s, u"ingrid@example.org"_s, u"Northern Homes"_s);
}

void TestPictures::workspace()
{
    QFETCH(bool, isDark);
    Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
    PortfolioReplica portfolio;
    QVERIFY(portfolio.fill({}));
    makeProblems(portfolio);
    Desktop desktop(portfolio);
    Workspace *workspace = desktop.window.workspace();
    setStatus(desktop, sync::SyncState::Offline, {1, 0, 2});
    QTRY_VERIFY(desktop.timeline.isLoaded());

    workspace->showPage(u"calendar"_s);
    takePicture(desktop.window, u"calendar"_s);

    workspace->showPage(u"reservations"_s);
    auto *bookings = desktop.reservations->findChild<QTableView *>(u"reservationsTable"_s);
    QTRY_VERIFY(bookings->model()->rowCount() > 0);
    takePicture(desktop.window, u"reservations"_s);
    desktop.booking.open(request(portfolio));
    QTRY_VERIFY(desktop.booking.isOpen());
    workspace->inspector()->showContent(desktop.inspector, u"Booking"_s);
    desktop.reservations->selectBooking(desktop.booking.booking().id);
    takePicture(desktop.window, u"booking"_s);
    desktop.inspector->request(BookingAction::Decline);
    takePicture(desktop.window, u"booking-decline"_s);

    workspace->showPage(u"listings"_s);
    workspace->inspector()->closePanel();
    auto *listings = desktop.listings->findChild<QTableView *>(u"listingsTable"_s);
    QTRY_COMPARE(listings->model()->rowCount(), 8);
    takePicture(desktop.window, u"listings"_s);
    desktop.listing.open(portfolio.listing(2));
    QTRY_VERIFY(desktop.listing.isOpen());
    workspace->inspector()->showContent(desktop.editor, u"Listing"_s);
    desktop.listings->selectListing(portfolio.listing(2));
    desktop.listing.setValue(u"title"_s, u"Timber house high above the fjord"_s);
    takePicture(desktop.window, u"listing-editor"_s);
    auto *price = desktop.editor->findChild<QLineEdit *>(u"listingPrice"_s);
    price->selectAll();
    QTest::keyClicks(price, u"very much"_s);
    takePicture(desktop.window, u"listing-error"_s);

    workspace->inspector()->closePanel();
    workspace->showPage(u"problems"_s);
    QTRY_COMPARE(desktop.problems->findChildren<ProblemCard *>().size(), 3);
    takePicture(desktop.window, u"problems"_s);
    auto *scroll = desktop.problems->findChild<QScrollArea *>(u"problemsScroll"_s);
    desktop.problems->findChildren<QPushButton *>(u"problemEdit"_s).at(1)->click();
    QTest::qWait(50); // as above
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum() / 2);
    takePicture(desktop.window, u"problems-edit"_s);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    takePicture(desktop.window, u"problems-decided"_s);
    workspace->showPage(u"sync"_s);
    takePicture(desktop.window, u"sync"_s);
}

void TestPictures::emptyWorkspace()
{
    QFETCH(bool, isDark);
    Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
    PortfolioReplica portfolio;
    QVERIFY(portfolio.fill({.listings = 0, .bookings = 0}));
    Desktop desktop(portfolio);
    setStatus(desktop, sync::SyncState::Live, {});
    QTRY_VERIFY(desktop.timeline.isLoaded());
    for (const QString &page : {u"calendar"_s, u"reservations"_s, u"listings"_s, u"problems"_s, u"sync"_s}) {
        desktop.window.workspace()->showPage(page);
        takePicture(desktop.window, u"empty-"_s + page);
    }
}

void TestPictures::setup()
{
    QFETCH(bool, isDark);
    Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
    LoginActions actions;
    actions.hasKeychain = [] { return false; };
    actions.logIn = [](const QString &, const QString &, const QString &, const DoneFunction &done) {
        done(fail(ErrorCode::WrongCredentials, u"Email or password is wrong. Check both and try again."_s));
    };
    LoginPresenter login(actions);
    MainWindow window;
    window.resize(1280, 800);
    auto *welcome = new WelcomeScreen;
    auto *loginScreen = new LoginScreen(login);
    auto *account = new AccountScreen(login);
    auto *progress = new ProgressScreen;
    window.showScreen(welcome);
    window.show();
    welcome->setFocus();
    takePicture(window, u"welcome"_s);
    loginScreen->fill({}, {});
    window.showScreen(loginScreen);
    takePicture(window, u"login"_s);
    loginScreen->setReturning(true);
    loginScreen->fill(u"https://roost.example.org"_s, u"ingrid@example.org"_s);
    loginScreen->submit(u"wrong"_s);
    takePicture(window, u"login-again"_s);
    window.showScreen(account);
    takePicture(window, u"account"_s);
    progress->begin(u"Getting your data"_s,
                    u"Everything you host comes to this computer once; from then on only changes travel."_s);
    progress->setStep(u"Loading bookings: 3,200 of 8,100"_s, 3200, 8100);
    window.showScreen(progress);
    takePicture(window, u"first-sync"_s);
}

QTEST_MAIN(TestPictures)
#include "TestPictures.moc"
