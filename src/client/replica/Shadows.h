// The server's copies of rows that pending mutations touched, so that a pull can be applied under them.
#pragma once

#include "Replica.h"
#include "RowStore.h"

namespace roost::replica {

class Shadows
{
public:
    Shadows(Database &database, RowStore &rows, ReplicaChange &change)
        : m_database(database)
        , m_rows(rows)
        , m_change(change)
    {
    }

    // Keeps the row as it is now, unless an earlier copy is kept already: that one is the server's.
    Result<void> keep(const QString &scope, const QString &table, const QString &rowId,
                      const std::optional<QJsonObject> &row);
    // Puts the server's rows of the scope back and forgets the copies.
    Result<void> putBack(const QString &scope);

private:
    Database &m_database;
    RowStore &m_rows;
    ReplicaChange &m_change;
};

} // namespace roost::replica
