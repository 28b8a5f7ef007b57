// COPY … TO STDOUT over Qt's own connection. The text format is that of Postgres' documentation, "COPY", "Text Format".
#include "CopyOut.h"

#include <QSqlDriver>
#include <QSqlError>

#include <libpq-fe.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Error copyError(PGconn *connection, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const QString text = QString::fromUtf8(result ? PQresultErrorMessage(result) : PQerrorMessage(connection));
    return sqlError(SqlDialect::Postgres,
                    QSqlError(QString(), text, QSqlError::StatementError, QString::fromLatin1(state ? state : "")),
                    u"copy"_s);
}

char unescaped(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return letter;
    }
}

// In place, because it only gets shorter. Returns the new end.
char *unescape(char *from, char *end)
{
    char *to = from;
    while (from < end) {
        if (*from == '\\' && from + 1 < end) {
            *to++ = unescaped(from[1]);
            from += 2;
        } else {
            *to++ = *from++;
        }
    }
    return to;
}

} // namespace

Result<CopyOut> CopyOut::start(Database &database, const QString &query)
{
    Q_ASSERT(database.dialect() == SqlDialect::Postgres);
    auto *connection = *static_cast<PGconn *const *>(database.connection().driver()->handle().constData());
    const QByteArray command = "COPY (" + query.toUtf8() + ") TO STDOUT";
    PGresult *result = PQexec(connection, command.constData());
    const bool started = PQresultStatus(result) == PGRES_COPY_OUT;
    const Error error = started ? Error() : copyError(connection, result);
    PQclear(result);
    if (!started)
        return fail(error);
    return CopyOut(connection);
}

CopyOut::CopyOut(CopyOut &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_row(std::exchange(other.m_row, nullptr))
    , m_cells(std::move(other.m_cells))
{
}

CopyOut::~CopyOut()
{
    freeRow();
    if (!m_connection)
        return;
    char buffer[256];
    if (PGcancel *cancel = PQgetCancel(m_connection)) {
        PQcancel(cancel, buffer, sizeof buffer);
        PQfreeCancel(cancel);
    }
    while (PQgetCopyData(m_connection, &m_row, 0) > 0)
        freeRow();
    static_cast<void>(finish());
}

void CopyOut::freeRow()
{
    if (m_row)
        PQfreemem(m_row);
    m_row = nullptr;
}

Result<bool> CopyOut::next()
{
    freeRow();
    if (!m_connection)
        return false;
    const int size = PQgetCopyData(m_connection, &m_row, 0);
    if (size > 0) {
        splitRow(size);
        return true;
    }
    ROOST_TRY(finish());
    return false;
}

void CopyOut::splitRow(qsizetype size)
{
    m_cells.clear();
    char *from = m_row;
    char *const end = m_row + size - 1; // without the line's end
    bool hasEscapes = false;
    for (char *at = from;; ++at) {
        if (at < end && *at == '\\') {
            hasEscapes = true;
            ++at;
            continue;
        }
        if (at < end && *at != '\t')
            continue;
        if (at - from == 2 && from[0] == '\\' && from[1] == 'N')
            m_cells.emplace_back();
        else
            m_cells.emplace_back(from, hasEscapes ? unescape(from, at) : at);
        if (at >= end)
            return;
        from = at + 1;
        hasEscapes = false;
    }
}

Result<void> CopyOut::finish()
{
    PGconn *connection = std::exchange(m_connection, nullptr);
    std::optional<Error> failed;
    while (PGresult *result = PQgetResult(connection)) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && !failed)
            failed = copyError(connection, result);
        PQclear(result);
    }
    if (!failed && PQstatus(connection) != CONNECTION_OK)
        failed = copyError(connection, nullptr);
    if (failed)
        return fail(*failed);
    return {};
}

} // namespace roost
