// Builds the pages over a profile's replica and connects them with each other, the menu and sync.
#pragma once

#include "client/models/BackgroundReader.h"
#include "client/models/TimelineModel.h"
#include "client/presenters/BookingInspectorPresenter.h"
#include "client/presenters/CalendarPresenter.h"
#include "client/presenters/ListingEditorPresenter.h"
#include "client/presenters/PhotoStripPresenter.h"

#include <QObject>

namespace roost::session {
class SyncService;
}

namespace roost {

class AboutPanel;
class BookingInspector;
class CalendarPage;
class ListingEditor;
class ListingsPage;
class MainWindow;
class ProblemsPage;
class ReservationsPage;
class SyncPage;
class WorkspaceStatus;

// Owned by the program; window and sync must outlive it.
class WorkspaceController : public QObject
{
    Q_OBJECT

public:
    WorkspaceController(MainWindow &window, session::SyncService &sync, const QString &profileFolder);
    ~WorkspaceController() override;

    // Every page shows what the replica has now.
    void refreshAll();
    void setOffline(bool isOffline);
    // A passing message in the status line.
    void showMessage(const QString &message);
    // Scrolls the calendar to a day.
    void showDay(const QDate &day);

Q_SIGNALS:
    // The calendar has what the replica had when the window opened, or anything newer.
    void calendarFilled();
    void loginRequested();
    void logOutRequested();

private:
    void addPages();
    void connectPages();
    void connectMenu();
    void connectInspectors();
    void connectSync();
    void rowsChanged(const replica::ReplicaChange &change);
    void showBooking(const BookingId &id);
    void showListing(const ListingId &id);
    void enableBookingActions();
    void find();

    MainWindow &m_window;
    session::SyncService &m_sync;
    BackgroundReader m_reader;
    // Of its own, so that lists don't wait while years of bookings are laid out.
    BackgroundReader m_calendarReader;
    BookingInspectorPresenter m_booking;
    ListingEditorPresenter m_listing;
    PhotoStripPresenter m_photos;
    TimelineModel m_timeline;
    CalendarPresenter m_calendarPresenter;
    CalendarPage *m_calendar = nullptr;
    ReservationsPage *m_reservations = nullptr;
    ListingsPage *m_listings = nullptr;
    ProblemsPage *m_problems = nullptr;
    SyncPage *m_syncPage = nullptr;
    BookingInspector *m_bookingInspector = nullptr;
    ListingEditor *m_listingEditor = nullptr;
    AboutPanel *m_about = nullptr;
    std::unique_ptr<WorkspaceStatus> m_status;
};

} // namespace roost
