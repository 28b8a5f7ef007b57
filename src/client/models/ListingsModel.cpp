// Cells of the listings table.
#include "ListingsModel.h"

#include "BackgroundReader.h"
#include "DisplayText.h"
#include "ModelRoles.h"

using namespace Qt::StringLiterals;

namespace roost {

using replica::ListingRow;

ListingsModel::ListingsModel(BackgroundReader &reader, QObject *parent)
    : KeyedRowsModel(parent)
    , m_reader(reader)
{
}

void ListingsModel::refresh()
{
    m_reader.ask<QList<ListingRow>>(
        this, [](replica::ReplicaReader &reader) { return reader.listings(); },
        [this](QList<ListingRow> rows) {
            erase_if(rows, [](const ListingRow &row) { return row.status == "archived"_L1; });
            m_isLoaded = true;
            replaceRows(std::move(rows));
            Q_EMIT refreshed();
        });
}

const ListingRow *ListingsModel::find(const ListingId &id) const
{
    return rowAt(indexOf(id));
}

int ListingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ListingsModel::data(const QModelIndex &index, int role) const
{
    const ListingRow *row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Title ? row->title : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() >= Price ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    case IdRole:
        return row->id.toString();
    case StatusNameRole:
        return row->status;
    case TentativeRole:
        return row->isTentative;
    case SortRole:
        return sortKey(*row, index.column());
    default:
        return {};
    }
}

QString ListingsModel::cellText(const ListingRow &row, int column)
{
    switch (column) {
    case Title:
        return row.title;
    case Place:
        return row.neighbourhood.isEmpty() || row.city.isEmpty() ? row.city + row.neighbourhood
                                                                 : u"%1, %2"_s.arg(row.neighbourhood, row.city);
    case Status:
        return display::listingStatus(row.status);
    case Price:
        return display::money(row.basePriceMinor, row.currency);
    case MinNights:
        return QString::number(row.minNights);
    default:
        return {};
    }
}

QVariant ListingsModel::sortKey(const ListingRow &row, int column)
{
    if (column == Price)
        return row.basePriceMinor.value_or(-1);
    if (column == MinNights)
        return row.minNights;
    return cellText(row, column);
}

QVariant ListingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= Price ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Listing");
    case Place:
        return tr("Place");
    case Status:
        return tr("Status");
    case Price:
        return tr("Price per night");
    case MinNights:
        return tr("Minimum nights");
    default:
        return {};
    }
}

} // namespace roost
