// A booking at the right-hand side: who, where, when, how much; accept, decline or cancel it with a confirmation in
// place.
#pragma once

#include "client/presenters/BookingInspectorPresenter.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace roost {

class FactsGrid;
class NoteBox;
class StatusMark;

class BookingInspector : public QWidget
{
    Q_OBJECT

public:
    // presenter must outlive the widget.
    explicit BookingInspector(BookingInspectorPresenter &presenter, QWidget *parent = nullptr);

    // As if the host had pressed the action's button: asks first where it must.
    void request(BookingAction action);

Q_SIGNALS:
    // What may be done has changed: for the menu.
    void actionsChanged();
    void showInCalendarRequested(roost::BookingId id, const QDate &checkIn);

private:
    void build();
    QWidget *makeActions();
    void showBooking();
    void confirmed();
    void showButtons();

    BookingInspectorPresenter &m_presenter;
    QLabel *m_guest;
    StatusMark *m_status;
    QLabel *m_contact;
    NoteBox *m_tentative;
    NoteBox *m_error;
    FactsGrid *m_facts;
    QLabel *m_messageHeading;
    QLabel *m_message;
    QLabel *m_history;
    NoteBox *m_confirmation;
    QPushButton *m_confirm;
    QPushButton *m_keep;
    QPushButton *m_accept;
    QPushButton *m_decline;
    QPushButton *m_cancel;
    QPushButton *m_calendar;
    BookingAction m_asked = BookingAction::Accept;
};

} // namespace roost
