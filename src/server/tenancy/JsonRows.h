// Parts of lists whose rows are JSON text made by Postgres.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace roost {

// A row, and where it stands in the list's order.
struct JsonRow
{
    QByteArray json;
    QStringList key;
};

// Which part of a list is wanted: at most limit rows behind the row with the key `after` (empty: from the start). A key
// that the list never gave out counts as empty.
struct RowWindow
{
    int limit = 50;
    QStringList after;
};

} // namespace roost
