// Running a finder's statement: all of its rows, or the first.
#pragma once

#include "storage/Statement.h"

namespace roost::replica {

template <class Row>
Result<QList<Row>> readAll(Statement &statement, Row (*read)(const Statement &))
{
    ROOST_TRY(statement.exec());
    QList<Row> rows;
    while (statement.next())
        rows << read(statement);
    return rows;
}

template <class Row>
Result<std::optional<Row>> readOne(Statement &statement, Row (*read)(const Statement &))
{
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return std::optional<Row>();
    return std::optional<Row>(read(statement));
}

} // namespace roost::replica
