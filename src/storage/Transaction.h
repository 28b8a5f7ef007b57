// RAII transactions and savepoints. A Transaction inside another joins it; only the outermost commits.
#pragma once

#include "Database.h"

namespace roost {

enum class TransactionMode {
    Write,        // SQLite: BEGIN IMMEDIATE. Postgres: READ COMMITTED, the default
    Read,         // reading only; each statement sees what is committed when it starts
    ReadSnapshot, // one consistent state for all statements (Postgres: REPEATABLE READ READ ONLY)
};

class Transaction
{
    Q_DISABLE_COPY(Transaction)

public:
    // Busy when SQLite's writer lock can't be had in time; Unavailable when the connection is gone.
    static Result<Transaction> begin(Database &database, TransactionMode mode = TransactionMode::Write);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&other) = delete;
    // Rolls back unless committed. A joined transaction that ends without commit makes the outermost roll back too.
    ~Transaction();

    // Durable on return when this is the outermost one.
    Result<void> commit();
    void rollBack();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }

    Database *m_database;
};

// A part of a transaction that can fail alone: rolling it back also forgives Transactions that joined inside it and
// failed.
class Savepoint
{
    Q_DISABLE_COPY(Savepoint)

public:
    static Result<Savepoint> begin(Database &database);

    Savepoint(Savepoint &&other) noexcept;
    Savepoint &operator=(Savepoint &&other) = delete;
    // Rolls back to its start unless released.
    ~Savepoint();

    Result<void> release();
    Result<void> rollBack();

private:
    explicit Savepoint(Database &database)
        : m_database(&database)
    {
    }

    Database *m_database;
};

} // namespace roost
