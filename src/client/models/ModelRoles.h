// Roles that Roost's models share beyond Qt's own.
#pragma once

#include <Qt>

namespace roost {

enum ModelRole {
    IdRole = Qt::UserRole + 1, // the row's id as text
    StatusNameRole,            // "confirmed", "published", …: what a status mark is painted from
    TentativeRole,             // bool: an edit of the row waits for the server
    SortRole,                  // what a column sorts by
};

} // namespace roost
