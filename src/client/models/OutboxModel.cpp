// Names the edits in the host's words.
#include "OutboxModel.h"

#include "BackgroundReader.h"
#include "DisplayText.h"
#include "ModelRoles.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

Result<QString> subjectOf(replica::ReplicaReader &reader, const QJsonObject &args)
{
    if (args.contains("booking_id"_L1)) {
        ROOST_ASSIGN(const std::optional<replica::BookingRow> booking,
                     reader.booking(BookingId::fromString(args["booking_id"_L1].toString())));
        // One that was entered here has no code yet.
        if (booking && !booking->code.isEmpty())
            return booking->code;
        if (booking)
            return booking->guestName;
    }
    ROOST_ASSIGN(const std::optional<replica::ListingRow> listing,
                 reader.listing(ListingId::fromString(args["listing_id"_L1].toString())));
    return listing ? listing->title : QString();
}

Result<QList<OutboxListRow>> readOutboxRows(replica::ReplicaReader &reader)
{
    ROOST_ASSIGN(const QList<replica::OutboxRow> edits, reader.outbox());
    QList<OutboxListRow> rows;
    for (const replica::OutboxRow &edit : edits) {
        ROOST_ASSIGN(const QString about, subjectOf(reader, edit.args));
        rows.append({edit.mutation, edit, about});
    }
    return rows;
}

} // namespace

bool operator==(const OutboxListRow &a, const OutboxListRow &b)
{
    return a.id == b.id && a.about == b.about && a.edit.state == b.edit.state && a.edit.attempts == b.edit.attempts &&
           a.edit.lastError == b.edit.lastError;
}

OutboxModel::OutboxModel(BackgroundReader &reader, QObject *parent)
    : KeyedRowsModel(parent)
    , m_reader(reader)
{
}

void OutboxModel::refresh()
{
    m_reader.ask<QList<OutboxListRow>>(this, readOutboxRows, [this](QList<OutboxListRow> rows) {
        replaceRows(std::move(rows));
        Q_EMIT refreshed();
    });
}

int OutboxModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OutboxModel::editName(const QString &mutationName)
{
    if (mutationName == "listing.edit"_L1)
        return tr("Listing changed");
    if (mutationName == "calendar.block"_L1)
        return tr("Nights blocked");
    if (mutationName == "calendar.unblock"_L1)
        return tr("Block removed");
    if (mutationName == "booking.accept"_L1)
        return tr("Request accepted");
    if (mutationName == "booking.decline"_L1)
        return tr("Request declined");
    if (mutationName == "booking.cancel"_L1)
        return tr("Booking cancelled");
    if (mutationName == "booking.no_show"_L1)
        return tr("Guest did not come");
    if (mutationName == "booking.change"_L1)
        return tr("Booking changed");
    if (mutationName == "booking.create"_L1)
        return tr("Booking entered");
    if (mutationName == "calendar.set_rates"_L1)
        return tr("Prices of days set");
    return mutationName;
}

QString OutboxModel::stateText(const replica::OutboxRow &edit)
{
    if (edit.state == "answered"_L1)
        return tr("Sent");
    if (edit.state == "quarantined"_L1)
        return tr("Set aside: see Problems");
    return edit.attempts > 0 ? tr("Will be sent again (%1)").arg(edit.lastError) : tr("Not sent yet");
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    const OutboxListRow *row = rowAt(index);
    if (!row)
        return {};
    if (role == IdRole)
        return row->id.toString();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case What:
        return editName(row->edit.name);
    case About:
        return row->about;
    case When:
        return display::dateTime(row->edit.createdAt);
    case State:
        return stateText(row->edit);
    default:
        return {};
    }
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles = {tr("Edit"), tr("About"), tr("Made"), tr("State")};
    return titles.value(section);
}

} // namespace roost
