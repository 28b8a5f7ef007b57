#include "Statement.h"

#include <QDate>
#include <QDateTime>
#include <QSqlError>
#include <QSqlRecord>

namespace roost {

namespace {

ErrorCode postgresCode(const QString &state, const QString &message)
{
    if (state == u"ROOST") {
        const QString firstLine = message.section(u'\n', 0, 0);
        return errorCodeFromName(firstLine.section(QStringLiteral("ERROR:"), -1).trimmed());
    }
    if (state == u"23P01")
        return ErrorCode::DatesTaken;
    if (state == u"23505")
        return ErrorCode::AlreadyExists;
    if (state == u"40001" || state == u"40P01" || state == u"55P03")
        return ErrorCode::Busy;
    if (state == u"53100")
        return ErrorCode::StorageFull;
    if (state == u"57014")
        return ErrorCode::Timeout;
    if (state == u"42501")
        return ErrorCode::Forbidden;
    if (state.isEmpty() || state.startsWith(u"08") || state.startsWith(u"57P") || state == u"53300")
        return ErrorCode::Unavailable;
    return ErrorCode::Internal;
}

ErrorCode sqliteCode(int extendedCode)
{
    switch (extendedCode & 0xFF) {
    case 5:
    case 6:
        return ErrorCode::Busy;
    case 10: // SQLITE_IOERR: a full quota or a vanished disk
    case 13:
        return ErrorCode::StorageFull;
    case 11:
    case 26:
        return ErrorCode::StorageBroken;
    case 19:
        return ErrorCode::AlreadyExists;
    default:
        return ErrorCode::Internal;
    }
}

QString adviceFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
        return QStringLiteral("Someone else is changing this at the moment. Try again.");
    case ErrorCode::StorageFull:
        return QStringLiteral("The disk is full or can't be written. Free some space and try again.");
    case ErrorCode::StorageBroken:
        return QStringLiteral("The data file is damaged. Restore it from a backup or sync it anew.");
    case ErrorCode::Unavailable:
        return QStringLiteral("The database can't be reached right now. Try again in a moment.");
    case ErrorCode::Timeout:
        return QStringLiteral("This took too long and was given up. Ask for less at once, or try again later.");
    case ErrorCode::DatesTaken:
        return QStringLiteral("These dates are taken. Choose others.");
    case ErrorCode::AlreadyExists:
        return QStringLiteral("This exists already.");
    case ErrorCode::Forbidden:
        return QStringLiteral("You are not allowed to do this.");
    default:
        return QStringLiteral(
            "Something went wrong on our side. Try again; if it stays, report it with the request id.");
    }
}

} // namespace

Error sqlError(SqlDialect dialect, const QSqlError &error, const QString &statementName)
{
    const QString state = error.nativeErrorCode();
    const ErrorCode code =
        dialect == SqlDialect::Postgres ? postgresCode(state, error.databaseText()) : sqliteCode(state.toInt());
    return {code, adviceFor(code), QStringLiteral("sql %1: state %2").arg(statementName, state), {}};
}

Statement::Statement(std::shared_ptr<PreparedQuery> prepared)
    : m_prepared(std::move(prepared))
{
    m_prepared->inUse = true;
}

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        release();
        m_prepared = std::move(other.m_prepared);
    }
    return *this;
}

Statement::~Statement()
{
    release();
}

void Statement::release()
{
    if (!m_prepared)
        return;
    m_prepared->query.finish();
    m_prepared->inUse = false;
    m_prepared.reset();
}

Statement &Statement::bind(const QString &name, const QVariant &value)
{
    m_prepared->query.bindValue(name, value);
    return *this;
}

Statement &Statement::bindAt(int index, const QVariant &value)
{
    m_prepared->query.bindValue(index, value);
    return *this;
}

Result<void> Statement::exec()
{
    if (!m_prepared->query.exec())
        return fail(sqlError(m_prepared->dialect, m_prepared->query.lastError(), m_prepared->name));
    return {};
}

bool Statement::next()
{
    return m_prepared->query.next();
}

int Statement::rowsAffected() const
{
    return m_prepared->query.numRowsAffected();
}

int Statement::columnCount() const
{
    return m_prepared->query.record().count();
}

bool Statement::isNull(int column) const
{
    return m_prepared->query.isNull(column);
}

QVariant Statement::value(int column) const
{
    return m_prepared->query.value(column);
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return integer(column);
}

QDate Statement::date(int column) const
{
    const QVariant raw = value(column);
    return raw.typeId() == QMetaType::QDate ? raw.toDate() : QDate::fromString(raw.toString(), Qt::ISODate);
}

QDateTime Statement::timestamp(int column) const
{
    const QVariant raw = value(column);
    const QDateTime time = raw.typeId() == QMetaType::QDateTime
                               ? raw.toDateTime()
                               : QDateTime::fromString(raw.toString(), Qt::ISODateWithMs);
    return time.toUTC();
}

} // namespace roost
