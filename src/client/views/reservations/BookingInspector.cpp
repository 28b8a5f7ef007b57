// The inspector's layout; what it says comes from the presenter.
#include "BookingInspector.h"

#include "client/models/DisplayText.h"
#include "client/views/controls/FactsGrid.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/controls/StatusMark.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace roost {

BookingInspector::BookingInspector(BookingInspectorPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_guest(controls::label({}, "title", u"bookingGuest"_s, this))
    , m_status(new StatusMark(u"bookingStatus"_s, this))
    , m_contact(controls::label({}, "muted", u"bookingContact"_s, this))
    , m_tentative(new NoteBox(u"bookingTentative"_s, this))
    , m_error(new NoteBox(u"bookingError"_s, this))
    , m_facts(new FactsGrid(this))
    , m_messageHeading(controls::label(tr("Message"), "strong", u"bookingMessageHeading"_s, this))
    , m_message(controls::label({}, "", u"bookingMessage"_s, this))
    , m_history(controls::label({}, "muted", u"bookingHistory"_s, this))
    , m_confirmation(new NoteBox(u"bookingConfirmation"_s, this))
    , m_confirm(m_confirmation->addButton({}, "danger", u"bookingConfirm"_s))
    , m_keep(m_confirmation->addButton(tr("No, keep it"), "", u"bookingKeep"_s))
    , m_accept(controls::button(tr("Accept"), "primary", u"bookingAccept"_s, this))
    , m_decline(controls::button(tr("Decline"), "", u"bookingDecline"_s, this))
    , m_cancel(controls::button(tr("Cancel booking"), "danger", u"bookingCancel"_s, this))
    , m_calendar(controls::button(tr("Show in calendar"), "quiet", u"bookingShowInCalendar"_s, this))
{
    setObjectName(u"bookingInspector"_s);
    build();
    connect(&m_presenter, &BookingInspectorPresenter::changed, this, &BookingInspector::showBooking);
    connect(&m_presenter, &BookingInspectorPresenter::failed, this,
            [this](const QString &message) { m_error->setNote(NoteBox::Kind::Danger, message); });
    connect(m_accept, &QPushButton::clicked, this, [this] { request(BookingAction::Accept); });
    connect(m_decline, &QPushButton::clicked, this, [this] { request(BookingAction::Decline); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { request(BookingAction::Cancel); });
    connect(m_confirm, &QPushButton::clicked, this, &BookingInspector::confirmed);
    connect(m_keep, &QPushButton::clicked, this, &BookingInspector::showButtons);
    connect(m_calendar, &QPushButton::clicked, this,
            [this] { Q_EMIT showInCalendarRequested(m_presenter.booking().id, m_presenter.booking().checkIn); });
}

void BookingInspector::build()
{
    m_facts->addFact(u"bookingListing"_s, tr("Listing"));
    m_facts->addFact(u"bookingUnit"_s, tr("Unit"));
    m_facts->addFact(u"bookingCheckIn"_s, tr("Check-in"));
    m_facts->addFact(u"bookingCheckOut"_s, tr("Check-out"));
    m_facts->addFact(u"bookingNights"_s, tr("Nights"));
    m_facts->addFact(u"bookingGuests"_s, tr("Guests"));
    m_facts->addFact(u"bookingTotal"_s, tr("Total"));
    m_facts->addFact(u"bookingCode"_s, tr("Code"));
    m_facts->addFact(u"bookingSource"_s, tr("Booked through"));
    m_contact->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *body = new QWidget;
    body->setProperty("surface", u"clear"_s);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, spacing::kDouble);
    column->setSpacing(spacing::kDouble);
    auto *head = new QVBoxLayout;
    head->setSpacing(spacing::kUnit);
    head->addWidget(m_guest);
    head->addWidget(m_status, 0, Qt::AlignLeft);
    head->addWidget(m_contact);
    column->addLayout(head);
    column->addWidget(m_error);
    column->addWidget(m_tentative);
    column->addWidget(controls::horizontalLine(body));
    column->addWidget(m_facts);
    column->addWidget(m_calendar, 0, Qt::AlignLeft);
    column->addWidget(m_messageHeading);
    column->addWidget(m_message);
    column->addWidget(controls::horizontalLine(body));
    column->addWidget(controls::label(tr("History"), "strong", u"bookingHistoryHeading"_s, body));
    column->addWidget(m_history);
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"bookingScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    outer->addWidget(makeActions());
}

QWidget *BookingInspector::makeActions()
{
    auto *actions = new QWidget(this);
    auto *column = new QVBoxLayout(actions);
    column->setContentsMargins(spacing::kTriple, spacing::kUnit, spacing::kTriple, spacing::kDouble);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::kUnit);
    row->addWidget(m_accept);
    row->addWidget(m_decline);
    row->addWidget(m_cancel);
    row->addStretch();
    column->addWidget(m_confirmation);
    column->addLayout(row);
    return actions;
}

void BookingInspector::showBooking()
{
    const replica::BookingRow &booking = m_presenter.booking();
    m_guest->setText(m_presenter.guestName());
    m_status->setStatus(booking.status, display::bookingStatus(booking.status));
    m_contact->setText(m_presenter.contactText());
    m_contact->setVisible(!m_presenter.contactText().isEmpty());
    m_tentative->setNote(NoteBox::Kind::Note, m_presenter.tentativeText());
    m_facts->setFact(u"bookingListing"_s, m_presenter.listingTitle());
    m_facts->setFact(u"bookingUnit"_s, m_presenter.unitName());
    m_facts->setFact(u"bookingCheckIn"_s, m_presenter.checkInText());
    m_facts->setFact(u"bookingCheckOut"_s, m_presenter.checkOutText());
    m_facts->setFact(u"bookingNights"_s, m_presenter.nightsText());
    m_facts->setFact(u"bookingGuests"_s, QString::number(booking.guests));
    m_facts->setFact(u"bookingTotal"_s, m_presenter.totalText());
    m_facts->setFact(u"bookingCode"_s, booking.code);
    m_facts->setFact(u"bookingSource"_s, booking.source == "direct"_L1 ? tr("Roost") : booking.source);
    m_message->setText(booking.message);
    m_message->setVisible(!booking.message.isEmpty());
    m_messageHeading->setVisible(!booking.message.isEmpty());
    m_history->setText(m_presenter.history().join(u'\n'));
    m_error->setNote(NoteBox::Kind::Danger, {});
    showButtons();
}

void BookingInspector::showButtons()
{
    m_confirmation->setNote(NoteBox::Kind::Warning, {});
    m_accept->setVisible(m_presenter.canDo(BookingAction::Accept));
    m_decline->setVisible(m_presenter.canDo(BookingAction::Decline));
    m_cancel->setVisible(m_presenter.canDo(BookingAction::Cancel));
    Q_EMIT actionsChanged();
}

void BookingInspector::request(BookingAction action)
{
    if (!m_presenter.canDo(action))
        return;
    const QString question = m_presenter.confirmationFor(action);
    if (question.isEmpty()) {
        m_presenter.perform(action);
        return;
    }
    m_asked = action;
    m_confirm->setText(action == BookingAction::Decline ? tr("Decline request") : tr("Cancel booking"));
    m_confirmation->setNote(NoteBox::Kind::Warning, question);
    m_accept->hide();
    m_decline->hide();
    m_cancel->hide();
    m_keep->setFocus();
}

void BookingInspector::confirmed()
{
    showButtons();
    m_presenter.perform(m_asked);
}

} // namespace roost
