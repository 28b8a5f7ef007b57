// The wiring of the workspace.
#include "WorkspaceController.h"

#include "WorkspaceStatus.h"

#include "client/session/SyncService.h"
#include "client/views/calendar/BlockInspector.h"
#include "client/views/calendar/CalendarPage.h"
#include "client/views/listings/ListingEditor.h"
#include "client/views/listings/ListingsPage.h"
#include "client/views/listings/PhotoStrip.h"
#include "client/views/problems/ProblemsPage.h"
#include "client/views/reservations/BookingInspector.h"
#include "client/views/reservations/ReservationsPage.h"
#include "client/views/shell/AboutPanel.h"
#include "client/views/shell/InspectorPanel.h"
#include "client/views/shell/MainMenu.h"
#include "client/views/shell/MainWindow.h"
#include "client/views/shell/NavigationRail.h"
#include "client/views/shell/StatusLine.h"
#include "client/views/shell/Workspace.h"
#include "client/views/syncing/SyncPage.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

EditFunction editWith(session::SyncService &sync)
{
    return [&sync](const replica::Edit &edit, const DoneFunction &done) { sync.edit(edit, done); };
}

ResolveFunction resolveWith(session::SyncService &sync)
{
    return [&sync](const ProblemId &id, const replica::Decision &decision, const DoneFunction &done) {
        sync.resolveProblem(id, decision, done);
    };
}

PhotoFunctions photosWith(session::SyncService &sync)
{
    PhotoFunctions functions;
    functions.edit = editWith(sync);
    functions.add = [&sync](const ListingId &listing, const QString &file, qint64 position, const DoneFunction &done) {
        sync.addPhoto(listing, file, {}, position, done);
    };
    functions.fetch = [&sync](const TenantId &tenant, const QString &sha256, int side, const PhotoFetched &fetched) {
        sync.fetchPhoto(tenant, sha256, side, fetched);
    };
    return functions;
}

UndoProblemFunction undoWith(session::SyncService &sync)
{
    return [&sync](const ProblemId &id, const DoneFunction &done) { sync.undoProblem(id, done); };
}

} // namespace

WorkspaceController::WorkspaceController(MainWindow &window, session::SyncService &sync, const QString &profileFolder)
    : m_window(window)
    , m_sync(sync)
    , m_reader(profileFolder, sync.key())
    , m_calendarReader(profileFolder, sync.key())
    , m_booking(editWith(sync), m_reader)
    , m_listing(editWith(sync), m_reader)
    , m_photos(photosWith(sync), m_reader)
    , m_timeline(m_calendarReader)
    , m_calendarPresenter(editWith(sync), m_reader)
{
    addPages();
    connectPages();
    connectInspectors();
    connectMenu();
    connectSync();
    connect(&m_timeline, &TimelineModel::changed, this, &WorkspaceController::calendarFilled);
    m_timeline.refresh();
}

// The pages hold references to what this object owns, so they go with it.
WorkspaceController::~WorkspaceController()
{
    m_status.reset();
    for (QWidget *page : QList<QWidget *>{m_calendar->blockInspector(), m_calendar, m_reservations, m_listings,
                                          m_problems, m_syncPage, m_bookingInspector, m_listingEditor})
        delete page;
}

void WorkspaceController::showDay(const QDate &day)
{
    m_calendar->goToDate(day);
}

void WorkspaceController::addPages()
{
    Workspace *workspace = m_window.workspace();
    NavigationRail *rail = workspace->rail();
    m_calendar = new CalendarPage(m_timeline, m_calendarPresenter, workspace);
    m_reservations = new ReservationsPage(m_reader, workspace);
    m_listings = new ListingsPage(m_reader, workspace);
    m_problems = new ProblemsPage(resolveWith(m_sync), undoWith(m_sync), m_reader, workspace);
    m_syncPage = new SyncPage(m_reader, workspace);
    const auto add = [&](const QString &name, const QString &title, const QString &icon, const QString &shortcut,
                         QWidget *page, NavigationRail::Place place = NavigationRail::Place::Top) {
        rail->addPage(name, title, icon, shortcut, place);
        workspace->addPage(name, page);
    };
    add(u"calendar"_s, tr("Calendar"), u"calendar"_s, u"Ctrl+1"_s, m_calendar);
    add(u"reservations"_s, tr("Reservations"), u"bookings"_s, u"Ctrl+2"_s, m_reservations);
    add(u"listings"_s, tr("Listings"), u"listings"_s, u"Ctrl+3"_s, m_listings);
    add(u"problems"_s, tr("Problems"), u"problems"_s, u"Ctrl+4"_s, m_problems);
    add(u"sync"_s, tr("Sync"), u"sync"_s, u"Ctrl+5"_s, m_syncPage, NavigationRail::Place::Bottom);
    m_bookingInspector = new BookingInspector(m_booking);
    m_listingEditor = new ListingEditor(m_listing);
    m_listingEditor->addSection(new PhotoStrip(m_photos, m_listingEditor));
    InspectorPanel *inspector = workspace->inspector();
    inspector->addContent(m_bookingInspector);
    inspector->addContent(m_listingEditor);
    inspector->addContent(m_calendar->blockInspector());
    m_about = new AboutPanel(inspector);
    inspector->addContent(m_about);
}

void WorkspaceController::connectPages()
{
    InspectorPanel *inspector = m_window.workspace()->inspector();
    StatusLine *line = m_window.workspace()->statusLine();
    connect(m_calendar, &CalendarPage::bookingActivated, this, &WorkspaceController::showBooking);
    connect(m_calendar, &CalendarPage::blockActivated, this,
            [this, inspector] { inspector->showContent(m_calendar->blockInspector(), tr("Blocked nights")); });
    connect(m_calendar, &CalendarPage::selectionCleared, inspector, &InspectorPanel::closePanel);
    connect(m_calendar, &CalendarPage::notice, line, &StatusLine::showMessage);
    connect(m_reservations, &ReservationsPage::bookingChosen, this, &WorkspaceController::showBooking);
    connect(m_listings, &ListingsPage::listingChosen, this, &WorkspaceController::showListing);
    connect(m_syncPage, &SyncPage::syncRequested, &m_sync, &session::SyncService::syncNow);
    connect(m_syncPage, &SyncPage::offlineToggled, this, &WorkspaceController::setOffline);
    connect(m_syncPage, &SyncPage::loginRequested, this, &WorkspaceController::loginRequested);
    connect(line, &StatusLine::detailsRequested, this, [this] { m_window.workspace()->showPage(u"sync"_s); });
    connect(m_window.workspace(), &Workspace::pageShown, inspector, &InspectorPanel::closePanel);
}

void WorkspaceController::connectInspectors()
{
    InspectorPanel *inspector = m_window.workspace()->inspector();
    StatusLine *line = m_window.workspace()->statusLine();
    connect(&m_booking, &BookingInspectorPresenter::missing, inspector, &InspectorPanel::closePanel);
    connect(&m_booking, &BookingInspectorPresenter::done, line, &StatusLine::showMessage);
    connect(&m_listing, &ListingEditorPresenter::missing, inspector, &InspectorPanel::closePanel);
    connect(&m_listing, &ListingEditorPresenter::saved, this, [this, line] {
        line->showMessage(m_sync.status().isOnline() ? tr("Saved.")
                                                     : tr("Saved here. It is sent when you are online."));
    });
    connect(&m_photos, &PhotoStripPresenter::failed, line, &StatusLine::showMessage);
    connect(&m_sync, &session::SyncService::uploadsChanged, this, [this] {
        const session::UploadProgress &progress = m_sync.uploads();
        m_photos.setSending({progress.waiting, progress.sentBytes, progress.totalBytes});
    });
    connect(inspector, &InspectorPanel::closed, this, [this] {
        m_booking.close();
        m_reservations->clearSelection();
        m_listings->clearSelection();
        enableBookingActions();
    });
    connect(m_bookingInspector, &BookingInspector::actionsChanged, this, &WorkspaceController::enableBookingActions);
    connect(m_bookingInspector, &BookingInspector::showInCalendarRequested, this, [this](const BookingId &id) {
        m_window.workspace()->showPage(u"calendar"_s);
        m_calendar->showBar(id.uuid());
        showBooking(id);
    });
}

void WorkspaceController::connectMenu()
{
    MainMenu *menu = m_window.menus();
    const auto on = [this, menu](const char *name, auto slot) {
        connect(menu->action(QString::fromLatin1(name)), &QAction::triggered, this, slot);
    };
    on("sync", [this] { m_sync.syncNow(); });
    on("workOffline", &WorkspaceController::setOffline);
    on("logOut", [this] { Q_EMIT logOutRequested(); });
    on("find", [this] { find(); });
    on("closeInspector", [this] { m_window.workspace()->inspector()->closePanel(); });
    on("acceptBooking", [this] { m_bookingInspector->request(BookingAction::Accept); });
    on("declineBooking", [this] { m_bookingInspector->request(BookingAction::Decline); });
    on("cancelBooking", [this] { m_bookingInspector->request(BookingAction::Cancel); });
    on("saveListing", [this] { m_listingEditor->save(); });
    on("discardListing", [this] { m_listingEditor->discard(); });
    on("about", [this] { m_window.workspace()->inspector()->showContent(m_about, tr("About Roost")); });
    QAction *today = menu->calendarMenu()->addAction(tr("Go to &today"));
    today->setObjectName(u"calendarTodayAction"_s);
    today->setShortcut(QKeySequence(tr("Ctrl+T")));
    connect(today, &QAction::triggered, this, [this] {
        m_window.workspace()->showPage(u"calendar"_s);
        m_calendar->goToToday();
    });
    connect(m_listingEditor, &ListingEditor::dirtyChanged, this, [menu](bool isDirty, bool canSave) {
        menu->action(u"saveListing"_s)->setEnabled(canSave);
        menu->action(u"discardListing"_s)->setEnabled(isDirty);
    });
}

void WorkspaceController::connectSync()
{
    connect(&m_sync, &session::SyncService::rowsChanged, this, &WorkspaceController::rowsChanged);
    m_status = std::make_unique<WorkspaceStatus>(m_window, *m_syncPage, m_sync, m_reader);
}

void WorkspaceController::rowsChanged(const replica::ReplicaChange &change)
{
    const auto touches = [&change](std::initializer_list<const char *> tables) {
        return change.everything || change.edits ||
               std::any_of(tables.begin(), tables.end(),
                           [&change](const char *table) { return change.rows.contains(QString::fromLatin1(table)); });
    };
    m_timeline.apply(change);
    if (touches({"booking", "contact", "listing"})) {
        m_reservations->refresh();
        m_booking.refresh();
    }
    if (touches({"listing_photo"}))
        m_photos.refresh();
    if (touches({"listing"})) {
        m_listings->refresh();
        m_listing.refresh();
    }
    if (touches({"listing", "booking", "block"}))
        m_problems->refresh();
    if (touches({}))
        m_syncPage->refresh();
    m_status->refresh();
}

void WorkspaceController::refreshAll()
{
    replica::ReplicaChange everything;
    everything.everything = true;
    rowsChanged(everything);
}

void WorkspaceController::setOffline(bool isOffline)
{
    m_sync.setOffline(isOffline);
    m_syncPage->setOffline(isOffline);
    m_window.menus()->action(u"workOffline"_s)->setChecked(isOffline);
    m_status->setOffline(isOffline);
}

void WorkspaceController::showMessage(const QString &message)
{
    m_window.workspace()->statusLine()->showMessage(message);
}

void WorkspaceController::showBooking(const BookingId &id)
{
    m_booking.open(id);
    m_window.workspace()->inspector()->showContent(m_bookingInspector, tr("Booking"));
}

void WorkspaceController::showListing(const ListingId &id)
{
    m_listing.open(id);
    m_photos.open(id);
    m_window.workspace()->inspector()->showContent(m_listingEditor, tr("Listing"));
}

void WorkspaceController::enableBookingActions()
{
    MainMenu *menu = m_window.menus();
    const QList<std::pair<QString, BookingAction>> actions = {{u"acceptBooking"_s, BookingAction::Accept},
                                                              {u"declineBooking"_s, BookingAction::Decline},
                                                              {u"cancelBooking"_s, BookingAction::Cancel}};
    for (const auto &[name, action] : actions)
        menu->action(name)->setEnabled(m_booking.canDo(action));
}

void WorkspaceController::find()
{
    const QString page = m_window.workspace()->currentPage();
    if (page == "reservations"_L1)
        m_reservations->focusSearch();
    else if (page == "listings"_L1)
        m_listings->focusSearch();
    else if (page == "calendar"_L1)
        m_calendar->focusFilter();
}

} // namespace roost
