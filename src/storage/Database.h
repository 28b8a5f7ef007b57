// One connection to SQLite or Postgres, with the statements it has prepared. Belongs to the thread that opened it.
#pragma once

#include "SqlCatalog.h"
#include "Statement.h"

#include "common/Result.h"

#include <QSqlDatabase>
#include <QUrl>

namespace roost {

struct SqliteOptions
{
    bool readOnly = false;
    bool createIfMissing = true;
    int busyTimeoutMs = 10000;
};

class Database
{
    Q_DISABLE_COPY_MOVE(Database)

public:
    // WAL, foreign keys on, synchronous=FULL: a committed edit survives a power cut.
    static Result<std::unique_ptr<Database>> openSqlite(const QString &path, const SqliteOptions &options = {});

    // url: postgresql://user[:password]@host[:port]/database; for a Unix socket the folder goes into the query:
    // postgresql://roost_app@/roost?host=/run/roost&port=5432
    static Result<std::unique_ptr<Database>> openPostgres(const QUrl &url);

    ~Database();

    SqlDialect dialect() const { return m_dialect; }
    bool isOpen() const;
    bool isInTransaction() const { return m_transactionDepth > 0; }

    // The prepared statement of the catalogue with this name; prepared at first use, then kept.
    Result<Statement> statement(const QString &catalogueName);
    // A statement from text that the program itself made (never from outside), prepared and not kept.
    Result<Statement> prepare(const QString &sql);
    // Runs text at once, without parameters: transaction control, PRAGMA, SET. On Postgres it may hold several
    // statements.
    Result<void> execute(const QString &sql);
    // Runs a script of several statements on either dialect (migrations).
    Result<void> executeScript(const QString &script);

    // For LISTEN (QSqlDriver::subscribeToNotification) alone.
    QSqlDatabase &connection() { return m_connection; }

private:
    friend class Savepoint;
    friend class Transaction;
    friend class Statement;

    Database(SqlDialect dialect, QString connectionName);
    Result<std::shared_ptr<PreparedQuery>> prepareQuery(const QString &name, const QString &sql);

    SqlDialect m_dialect;
    QString m_connectionName;
    QSqlDatabase m_connection;
    QHash<QString, std::shared_ptr<PreparedQuery>> m_prepared;
    int m_transactionDepth = 0;
    bool m_mustRollBack = false;
};

} // namespace roost
