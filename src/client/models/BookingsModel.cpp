// Pages of bookings and their cells.
#include "BookingsModel.h"

#include "BackgroundReader.h"
#include "DisplayText.h"
#include "ModelRoles.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

Result<QList<BookingListRow>> readPage(replica::ReplicaReader &reader, const replica::BookingFilter &filter, int limit,
                                       int offset)
{
    ROOST_ASSIGN(const QList<replica::BookingRow> bookings, reader.findBookings(filter, limit, offset));
    ROOST_ASSIGN(const QList<replica::ListingRow> listings, reader.listings());
    QHash<ListingId, QString> titles;
    for (const replica::ListingRow &listing : listings)
        titles.insert(listing.id, listing.title);
    QList<BookingListRow> rows;
    rows.reserve(bookings.size());
    for (const replica::BookingRow &booking : bookings)
        rows.append({booking.id, booking, titles.value(booking.listing)});
    return rows;
}

} // namespace

bool operator==(const BookingListRow &a, const BookingListRow &b)
{
    const replica::BookingRow &x = a.booking;
    const replica::BookingRow &y = b.booking;
    return a.listingTitle == b.listingTitle &&
           std::tie(x.id, x.code, x.guestName, x.status, x.checkIn, x.checkOut, x.guests, x.totalMinor, x.currency,
                    x.message, x.revision, x.isTentative) == std::tie(y.id, y.code, y.guestName, y.status, y.checkIn,
                                                                      y.checkOut, y.guests, y.totalMinor, y.currency,
                                                                      y.message, y.revision, y.isTentative);
}

BookingsModel::BookingsModel(BackgroundReader &reader, QObject *parent)
    : KeyedRowsModel(parent)
    , m_reader(reader)
{
}

void BookingsModel::setFilter(const replica::BookingFilter &filter)
{
    m_filter = filter;
    read(kPageSize, 0, &BookingsModel::useWhole);
}

void BookingsModel::refresh()
{
    read(std::max(kPageSize, rowCount()), 0, &BookingsModel::useWhole);
}

void BookingsModel::read(int limit, int offset, void (BookingsModel::*use)(QList<BookingListRow>, int))
{
    const quint64 generation = ++m_generation;
    m_isReading = true;
    m_reader.ask<QList<BookingListRow>>(
        this,
        [filter = m_filter, limit, offset](replica::ReplicaReader &reader) {
            return readPage(reader, filter, limit, offset);
        },
        [this, generation, limit, use](QList<BookingListRow> rows) {
            if (generation == m_generation)
                (this->*use)(std::move(rows), limit);
        });
}

void BookingsModel::useWhole(QList<BookingListRow> rows, int asked)
{
    m_isLoaded = true;
    const bool hasMore = rows.size() == asked;
    replaceRows(std::move(rows));
    // Last, for a view that asks for more while rows are being inserted would get the same page twice.
    m_hasMore = hasMore;
    m_isReading = false;
    Q_EMIT refreshed();
}

void BookingsModel::useNextPage(QList<BookingListRow> rows, int asked)
{
    appendRows(rows);
    m_hasMore = rows.size() == asked;
    m_isReading = false;
}

bool BookingsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_isReading;
}

void BookingsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(kPageSize, rowCount(), &BookingsModel::useNextPage);
}

int BookingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BookingsModel::data(const QModelIndex &index, int role) const
{
    const BookingListRow *row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Listing ? row->listingTitle : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Nights || index.column() == Total ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                                   : int(Qt::AlignLeft | Qt::AlignVCenter);
    case IdRole:
        return row->id.toString();
    case StatusNameRole:
        return row->booking.status;
    case TentativeRole:
        return row->booking.isTentative;
    default:
        return {};
    }
}

QString BookingsModel::cellText(const BookingListRow &row, int column)
{
    const replica::BookingRow &booking = row.booking;
    switch (column) {
    case Guest:
        return booking.guestName.isEmpty() ? tr("Guest not named") : booking.guestName;
    case Listing:
        return row.listingTitle;
    case Dates:
        return booking.startsAt.isValid() ? display::timeRange(booking.startsAt, booking.endsAt, booking.timeZone)
                                          : display::dateRange(booking.checkIn, booking.checkOut);
    case Nights:
        return booking.startsAt.isValid() ? u"–"_s : QString::number(booking.checkIn.daysTo(booking.checkOut));
    case Status:
        return display::bookingStatus(booking.status);
    case Total:
        return display::money(booking.totalMinor, booking.currency);
    case Code:
        return booking.code;
    default:
        return {};
    }
}

QVariant BookingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Nights || section == Total ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                     : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles = {tr("Guest"),  tr("Listing"), tr("Dates"), tr("Nights"),
                                tr("Status"), tr("Total"),   tr("Code")};
    return titles.value(section);
}

} // namespace roost
