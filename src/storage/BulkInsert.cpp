// SQLite's own interface, on Qt's connection.
#include "BulkInsert.h"

#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Error bulkError(sqlite3 *connection)
{
    const QString state = QString::number(sqlite3_extended_errcode(connection));
    return sqlError(SqlDialect::Sqlite, QSqlError({}, {}, QSqlError::StatementError, state), u"bulk insert"_s);
}

} // namespace

void BulkInsert::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<BulkInsert> BulkInsert::prepare(Database &database, const QString &sql)
{
    Q_ASSERT(database.dialect() == SqlDialect::Sqlite);
    BulkInsert bulk;
    bulk.m_connection = *static_cast<sqlite3 *const *>(database.connection().driver()->handle().constData());
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    const int result = sqlite3_prepare_v3(bulk.m_connection, text.constData(), static_cast<int>(text.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    bulk.m_statement.reset(statement);
    if (result != SQLITE_OK)
        return fail(bulkError(bulk.m_connection));
    return bulk;
}

void BulkInsert::bindNull(int column)
{
    sqlite3_bind_null(m_statement.get(), column + 1);
}

void BulkInsert::bind(int column, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), column + 1, value);
}

void BulkInsert::bind(int column, double value)
{
    sqlite3_bind_double(m_statement.get(), column + 1, value);
}

void BulkInsert::bind(int column, std::string_view text)
{
    // A text without bytes is not NULL.
    sqlite3_bind_text64(m_statement.get(), column + 1, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void BulkInsert::bindBlob(int column, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement.get(), column + 1, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
}

Result<void> BulkInsert::insert()
{
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return {};
    }
    const Error error = bulkError(m_connection);
    sqlite3_reset(m_statement.get());
    return fail(error);
}

} // namespace roost
