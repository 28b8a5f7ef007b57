// Texts and actions of the booking inspector.
#include "BookingInspectorPresenter.h"

#include "client/models/BackgroundReader.h"
#include "client/models/DisplayText.h"
#include "client/replica/Edits.h"

using namespace Qt::StringLiterals;

namespace roost {

BookingInspectorPresenter::BookingInspectorPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent)
    : QObject(parent)
    , m_edit(std::move(edit))
    , m_reader(reader)
{
}

void BookingInspectorPresenter::open(const BookingId &id)
{
    m_wanted = id;
    refresh();
}

void BookingInspectorPresenter::close()
{
    m_wanted = {};
    m_isLoaded = false;
}

void BookingInspectorPresenter::refresh()
{
    if (m_wanted.isNull())
        return;
    m_reader.ask<Loaded>(
        this, [id = m_wanted](replica::ReplicaReader &reader) { return load(reader, id); },
        [this, id = m_wanted](const Loaded &loaded) {
            if (id == m_wanted)
                show(loaded);
        });
}

Result<BookingInspectorPresenter::Loaded> BookingInspectorPresenter::load(replica::ReplicaReader &reader,
                                                                          const BookingId &id)
{
    Loaded loaded;
    ROOST_ASSIGN(loaded.booking, reader.booking(id));
    if (!loaded.booking)
        return loaded;
    ROOST_ASSIGN(const std::optional<replica::ContactRow> contact, reader.contact(loaded.booking->contact));
    loaded.contact = contact.value_or(replica::ContactRow{});
    ROOST_ASSIGN(const std::optional<replica::ListingRow> listing, reader.listing(loaded.booking->listing));
    if (listing) {
        loaded.listingTitle = listing->title;
        loaded.checkInTime = listing->checkInTime;
        loaded.checkOutTime = listing->checkOutTime;
    }
    ROOST_ASSIGN(const QList<replica::UnitRow> units, reader.unitsOf(loaded.booking->listing));
    for (const replica::UnitRow &unit : units)
        if (units.size() > 1 && unit.id == loaded.booking->unit)
            loaded.unitName = unit.name;
    // Seats, who gives the appointment, several units: all of it.
    QStringList items;
    for (const QJsonValue &item : loaded.booking->items)
        items << item.toObject().value("name"_L1).toString();
    if (loaded.booking->startsAt.isValid() || items.size() > 1)
        loaded.unitName = items.join(u", "_s);
    return loaded;
}

void BookingInspectorPresenter::show(const Loaded &loaded)
{
    m_isLoaded = loaded.booking.has_value();
    if (!m_isLoaded) {
        Q_EMIT missing();
        return;
    }
    m_booking = *loaded.booking;
    m_contact = loaded.contact;
    m_listingTitle = loaded.listingTitle;
    m_unitName = loaded.unitName;
    m_checkInTime = loaded.checkInTime;
    m_checkOutTime = loaded.checkOutTime;
    Q_EMIT changed();
}

QString BookingInspectorPresenter::guestName() const
{
    return m_booking.guestName.isEmpty() ? tr("Guest not named") : m_booking.guestName;
}

QString BookingInspectorPresenter::contactText() const
{
    QStringList lines = {m_contact.email, m_contact.phone};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString BookingInspectorPresenter::checkInText() const
{
    if (m_booking.startsAt.isValid())
        return display::timeRange(m_booking.startsAt, {}, m_booking.timeZone);
    const QString date = display::date(m_booking.checkIn);
    return m_checkInTime.isEmpty() ? date : tr("%1, from %2").arg(date, m_checkInTime);
}

QString BookingInspectorPresenter::checkOutText() const
{
    if (m_booking.endsAt.isValid())
        return display::timeRange(m_booking.endsAt, {}, m_booking.timeZone);
    const QString date = display::date(m_booking.checkOut);
    return m_checkOutTime.isEmpty() ? date : tr("%1, until %2").arg(date, m_checkOutTime);
}

QString BookingInspectorPresenter::nightsText() const
{
    return m_booking.startsAt.isValid() ? u"–"_s : QString::number(m_booking.checkIn.daysTo(m_booking.checkOut));
}

QString BookingInspectorPresenter::totalText() const
{
    return m_booking.totalMinor ? display::money(m_booking.totalMinor, m_booking.currency) : QString();
}

QStringList BookingInspectorPresenter::history() const
{
    QStringList lines;
    const auto add = [&lines](const QDateTime &when, const QString &what) {
        if (when.isValid())
            lines << u"%1 · %2"_s.arg(display::dateTime(when), what);
    };
    add(m_booking.requestedAt, tr("Requested"));
    add(m_booking.decidedAt, display::bookingStatus(m_booking.status));
    if (m_booking.status == bookingStatusName(BookingStatus::Pending))
        add(m_booking.expiresAt, tr("Expires without an answer"));
    return lines;
}

QString BookingInspectorPresenter::tentativeText() const
{
    return m_booking.isTentative
               ? tr("Not sent yet. The server confirms it when you are online; if the dates went meanwhile, it "
                    "appears under Problems.")
               : QString();
}

bool BookingInspectorPresenter::canDo(BookingAction action) const
{
    const auto status = bookingStatusFromName(m_booking.status);
    return m_isLoaded && status && bookingAfter(*status, action, BookingActor::Host).has_value();
}

QString BookingInspectorPresenter::confirmationFor(BookingAction action) const
{
    if (action == BookingAction::Decline)
        return tr("Decline this request? %1 is told, and the dates become free.").arg(guestName());
    if (action == BookingAction::Cancel)
        return tr("Cancel this booking? %1 is told, and the dates become free. This can't be undone.").arg(guestName());
    return {};
}

void BookingInspectorPresenter::perform(BookingAction action)
{
    if (!canDo(action))
        return;
    m_edit(replica::decideBooking(m_booking, action), [this, action](const Result<void> &result) {
        if (!result) {
            Q_EMIT failed(result.error().userText);
            refresh();
            return;
        }
        refresh();
        if (action == BookingAction::Accept)
            Q_EMIT done(tr("Request accepted."));
        else
            Q_EMIT done(action == BookingAction::Decline ? tr("Request declined.") : tr("Booking cancelled."));
    });
}

} // namespace roost
