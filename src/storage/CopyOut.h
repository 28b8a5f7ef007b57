// Streams a query's rows out of Postgres by COPY, in its text format: Postgres makes the next rows while the caller
// works on this one, and nothing is kept but the row at hand. For the few places that read thousands of rows.
#pragma once

#include "Database.h"

#include <vector>

struct pg_conn;

namespace roost {

// The connection can do nothing else until the last row was read or this object is gone. The query's text must be one
// that the program itself made; values reach it through set_config() and current_setting().
class CopyOut
{
    Q_DISABLE_COPY(CopyOut)

public:
    // Errors as Statement::exec.
    static Result<CopyOut> start(Database &database, const QString &query);
    CopyOut(CopyOut &&other) noexcept;
    CopyOut &operator=(CopyOut &&other) = delete;
    // Gives up what was not read.
    ~CopyOut();

    // False behind the last row.
    Result<bool> next();
    // The row's cells as text in UTF-8, a null view for NULL; good until the next call of next().
    const std::vector<QByteArrayView> &row() const { return m_cells; }

private:
    explicit CopyOut(pg_conn *connection)
        : m_connection(connection)
    {
    }
    void freeRow();
    void splitRow(qsizetype size);
    Result<void> finish();

    pg_conn *m_connection; // null behind the last row
    char *m_row = nullptr; // libpq's
    std::vector<QByteArrayView> m_cells;
};

} // namespace roost
