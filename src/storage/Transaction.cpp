#include "Transaction.h"

namespace roost {

namespace {

QString beginSql(SqlDialect dialect, TransactionMode mode)
{
    if (dialect == SqlDialect::Sqlite)
        return mode == TransactionMode::Write ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN DEFERRED");
    switch (mode) {
    case TransactionMode::Write:
        return QStringLiteral("BEGIN");
    case TransactionMode::Read:
        return QStringLiteral("BEGIN READ ONLY");
    case TransactionMode::ReadSnapshot:
        break;
    }
    return QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

} // namespace

Result<Transaction> Transaction::begin(Database &database, TransactionMode mode)
{
    if (database.m_transactionDepth == 0) {
        ROOST_TRY(database.execute(beginSql(database.dialect(), mode)));
        database.m_mustRollBack = false;
    }
    ++database.m_transactionDepth;
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database)
        rollBack();
}

Result<void> Transaction::commit()
{
    Database *database = std::exchange(m_database, nullptr);
    if (--database->m_transactionDepth > 0)
        return {};
    if (database->m_mustRollBack) {
        static_cast<void>(database->execute(QStringLiteral("ROLLBACK")));
        return fail(ErrorCode::Internal,
                    QStringLiteral("The change was not made, because a part of it failed. Try again."),
                    QStringLiteral("commit after a joined transaction had rolled back"));
    }
    auto committed = database->execute(QStringLiteral("COMMIT"));
    if (!committed)
        static_cast<void>(database->execute(QStringLiteral("ROLLBACK")));
    return committed;
}

void Transaction::rollBack()
{
    Database *database = std::exchange(m_database, nullptr);
    if (--database->m_transactionDepth > 0) {
        database->m_mustRollBack = true;
        return;
    }
    // Nothing to report: when the connection is gone, the server has rolled back already.
    static_cast<void>(database->execute(QStringLiteral("ROLLBACK")));
}

Result<Savepoint> Savepoint::begin(Database &database)
{
    ROOST_TRY(database.execute(QStringLiteral("SAVEPOINT roost_part")));
    return Savepoint(database);
}

Savepoint::Savepoint(Savepoint &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Savepoint::~Savepoint()
{
    if (m_database)
        static_cast<void>(rollBack());
}

Result<void> Savepoint::release()
{
    return std::exchange(m_database, nullptr)->execute(QStringLiteral("RELEASE SAVEPOINT roost_part"));
}

Result<void> Savepoint::rollBack()
{
    Database *database = std::exchange(m_database, nullptr);
    ROOST_TRY(database->execute(QStringLiteral("ROLLBACK TO SAVEPOINT roost_part")));
    database->m_mustRollBack = false;
    return database->execute(QStringLiteral("RELEASE SAVEPOINT roost_part"));
}

} // namespace roost
