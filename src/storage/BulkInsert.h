// A prepared INSERT of SQLite for thousands of rows: binds without copies and without a QVariant a value.
#pragma once

#include "Database.h"

#include <memory>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace roost {

// Belongs to the database, which outlives it, and to its thread. Columns count from 0. A column that was not bound for
// a row holds what was bound for the row before it.
class BulkInsert
{
    Q_DISABLE_COPY(BulkInsert)

public:
    BulkInsert() = default;
    BulkInsert(BulkInsert &&) noexcept = default;
    BulkInsert &operator=(BulkInsert &&) noexcept = default;
    // sql: text that the program itself made, with a ? for each value.
    static Result<BulkInsert> prepare(Database &database, const QString &sql);

    void bindNull(int column);
    void bind(int column, qint64 value);
    void bind(int column, double value);
    // UTF-8, which must stay where it is until insert().
    void bind(int column, std::string_view text);
    void bindBlob(int column, std::string_view bytes);
    // Errors as Statement::exec.
    Result<void> insert();

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    sqlite3 *m_connection = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace roost
