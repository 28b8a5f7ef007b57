// A prepared statement in use: bind, exec, step, read. Ends (and frees its cursor) when it goes out of scope.
#pragma once

#include "SqlCatalog.h"

#include "common/Id.h"
#include "common/Result.h"

#include <QSqlQuery>
#include <QVariant>

namespace roost {

// Turns the driver's error into an Error. Constraint and server states are told apart by SQLSTATE (Postgres) or by the
// extended result code (SQLite):
//   23P01 -> DatesTaken, 23505 -> AlreadyExists, 40001/40P01/55P03/SQLITE_BUSY -> Busy, 53100/SQLITE_FULL ->
//   StorageFull, 08*/57P* and a lost connection -> Unavailable, 42501 -> Forbidden, SQLITE_CORRUPT/NOTADB ->
//   StorageBroken.
// A function in Postgres reports one of our codes with RAISE EXCEPTION 'BOOKING_CHANGED' USING ERRCODE = 'ROOST'.
// detail names the statement and the state, never values.
Error sqlError(SqlDialect dialect, const QSqlError &error, const QString &statementName);

struct PreparedQuery
{
    QSqlQuery query;
    QString name;
    SqlDialect dialect;
    bool inUse = false;
};

class Statement
{
    Q_DISABLE_COPY(Statement)

public:
    Statement() = default;
    explicit Statement(std::shared_ptr<PreparedQuery> prepared);
    Statement(Statement &&other) noexcept = default;
    Statement &operator=(Statement &&other) noexcept;
    ~Statement();

    // name with its colon (":listing_id"). A null QVariant, a null QString or a null id binds NULL.
    Statement &bind(const QString &name, const QVariant &value);
    template <class Tag>
    Statement &bind(const QString &name, const Id<Tag> &id)
    {
        return bind(name, id.isNull() ? QVariant(QMetaType::fromType<QString>()) : QVariant(id.toString()));
    }
    template <class T>
    Statement &bind(const QString &name, const std::optional<T> &value)
    {
        return bind(name, value ? QVariant::fromValue(*value) : QVariant(QMetaType::fromType<QString>()));
    }
    // By position, from 0; for the few loops that bind thousands of rows. Don't mix with names.
    Statement &bindAt(int index, const QVariant &value);

    // May be called again after binding anew.
    Result<void> exec();
    bool next();

    int rowsAffected() const;
    int columnCount() const;
    bool isNull(int column) const;
    QVariant value(int column) const;
    QString text(int column) const { return value(column).toString(); }
    qint64 integer(int column) const { return value(column).toLongLong(); }
    bool boolean(int column) const { return value(column).toBool(); }
    QByteArray bytes(int column) const { return value(column).toByteArray(); }
    std::optional<qint64> optionalInteger(int column) const;
    template <class AnyId>
    AnyId id(int column) const
    {
        return AnyId::fromString(text(column));
    }
    // date or ISO text.
    QDate date(int column) const;
    // UTC.
    QDateTime timestamp(int column) const;

private:
    void release();

    std::shared_ptr<PreparedQuery> m_prepared;
};

} // namespace roost
