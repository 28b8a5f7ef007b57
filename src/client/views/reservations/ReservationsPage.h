// Reservations: bookings as a table with a search and the views that a host thinks in. Announces which one was chosen.
#pragma once

#include "client/models/BookingsModel.h"
#include "client/presenters/BookingViews.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;
class QStackedWidget;

namespace roost {

class DataTable;
class EmptyState;
class PageHeader;

class ReservationsPage : public QWidget
{
    Q_OBJECT

public:
    // reader must outlive the page.
    explicit ReservationsPage(BackgroundReader &reader, QWidget *parent = nullptr);

    // The replica changed: reads anew what is shown.
    void refresh();
    void showView(BookingView view);
    void focusSearch();
    // Marks the row of this booking, if it is listed.
    void selectBooking(const BookingId &id);
    void clearSelection();

Q_SIGNALS:
    void bookingChosen(roost::BookingId id);

private:
    QWidget *makeViews();
    void applyFilter();
    void updateState();

    BookingsModel m_model;
    PageHeader *m_header;
    QLineEdit *m_search;
    QButtonGroup *m_views;
    QStackedWidget *m_stack;
    DataTable *m_table;
    EmptyState *m_empty;
    BookingView m_view = BookingView::Upcoming;
    QString m_text;
    BookingId m_selected;
};

} // namespace roost
