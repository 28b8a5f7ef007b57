#include "Database.h"

#include <QFileInfo>
#include <QSqlError>
#include <QUrlQuery>

#include <sqlite3.h>

namespace roost {

namespace {

QString nextConnectionName()
{
    static std::atomic<int> counter{0};
    return QStringLiteral("roost-%1").arg(++counter);
}

// Splits a script at the semicolons that end statements; SQLite itself knows about quotes and triggers.
QStringList splitSqliteScript(const QString &script)
{
    QStringList statements;
    QString current;
    const QStringList lines = script.split(u'\n');
    for (const QString &line : lines) {
        if (current.isEmpty() && (line.trimmed().isEmpty() || line.trimmed().startsWith(QStringLiteral("--"))))
            continue;
        current += line + u'\n';
        if (line.contains(u';') && sqlite3_complete(current.toUtf8().constData())) {
            statements << current;
            current.clear();
        }
    }
    if (!current.trimmed().isEmpty())
        statements << current;
    return statements;
}

} // namespace

Database::Database(SqlDialect dialect, QString connectionName)
    : m_dialect(dialect)
    , m_connectionName(std::move(connectionName))
    , m_connection(QSqlDatabase::addDatabase(
          dialect == SqlDialect::Sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), m_connectionName))
{
}

Database::~Database()
{
    m_prepared.clear();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Database>> Database::openSqlite(const QString &path, const SqliteOptions &options)
{
    if (!options.createIfMissing && !QFileInfo::exists(path)) {
        return fail(ErrorCode::NotFound, QStringLiteral("There is no file %1.").arg(path));
    }
    std::unique_ptr<Database> database(new Database(SqlDialect::Sqlite, nextConnectionName()));
    QSqlDatabase &connection = database->m_connection;
    connection.setDatabaseName(path);
    QString connectOptions = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
    if (options.readOnly)
        connectOptions += QStringLiteral(";QSQLITE_OPEN_READONLY");
    connection.setConnectOptions(connectOptions);
    if (!connection.open())
        return fail(sqlError(SqlDialect::Sqlite, connection.lastError(), QStringLiteral("open")));
    if (!options.readOnly) {
        ROOST_TRY(database->execute(QStringLiteral("PRAGMA journal_mode = WAL")));
        ROOST_TRY(database->execute(QStringLiteral("PRAGMA synchronous = FULL")));
    }
    ROOST_TRY(database->execute(QStringLiteral("PRAGMA foreign_keys = ON")));
    return database;
}

Result<std::unique_ptr<Database>> Database::openPostgres(const QUrl &url)
{
    std::unique_ptr<Database> database(new Database(SqlDialect::Postgres, nextConnectionName()));
    QSqlDatabase &connection = database->m_connection;
    const QUrlQuery query(url);
    QStringList options;
    QString host = url.host();
    int port = url.port();
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (name == u"host")
            host = value;
        else if (name == u"port")
            port = value.toInt();
        else
            options << name + u'=' + value;
    }
    options << QStringLiteral("application_name=roostd");
    connection.setHostName(host);
    if (port > 0)
        connection.setPort(port);
    connection.setDatabaseName(url.path().mid(1));
    connection.setUserName(url.userName(QUrl::FullyDecoded));
    connection.setPassword(url.password(QUrl::FullyDecoded));
    connection.setConnectOptions(options.join(u';'));
    if (!connection.open()) {
        return fail(ErrorCode::Unavailable,
                    QStringLiteral("The database can't be reached. Check that Postgres runs and "
                                   "that the address, user and password are right."),
                    QStringLiteral("postgres connect: ") + connection.lastError().databaseText());
    }
    ROOST_TRY(database->execute(QStringLiteral("SET client_min_messages = warning; SET TimeZone = 'UTC'; "
                                               "SET DateStyle = 'ISO'; SET plan_cache_mode = 'auto'")));
    return database;
}

bool Database::isOpen() const
{
    return m_connection.isOpen();
}

Result<std::shared_ptr<PreparedQuery>> Database::prepareQuery(const QString &name, const QString &sql)
{
    auto prepared = std::make_shared<PreparedQuery>(PreparedQuery{QSqlQuery(m_connection), name, m_dialect});
    // Forward only makes QPSQL fetch row by row, which costs more than it saves for the short results that are read
    // here.
    prepared->query.setForwardOnly(m_dialect == SqlDialect::Sqlite);
    if (!prepared->query.prepare(sql))
        return fail(sqlError(m_dialect, prepared->query.lastError(), name));
    return prepared;
}

Result<Statement> Database::statement(const QString &catalogueName)
{
    const auto found = m_prepared.constFind(catalogueName);
    if (found != m_prepared.constEnd() && !(*found)->inUse)
        return Statement(*found);
    ROOST_ASSIGN(auto prepared, prepareQuery(catalogueName, SqlCatalog::of(m_dialect).text(catalogueName)));
    if (found == m_prepared.constEnd())
        m_prepared.insert(catalogueName, prepared);
    return Statement(prepared);
}

Result<Statement> Database::prepare(const QString &sql)
{
    ROOST_ASSIGN(auto prepared, prepareQuery(QStringLiteral("(ad hoc)"), sql));
    return Statement(prepared);
}

Result<void> Database::execute(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return fail(sqlError(m_dialect, query.lastError(), sql.section(u' ', 0, 1)));
    return {};
}

Result<void> Database::executeScript(const QString &script)
{
    const QStringList statements = m_dialect == SqlDialect::Sqlite ? splitSqliteScript(script) : QStringList{script};
    for (const QString &statement : statements)
        ROOST_TRY(execute(statement));
    return {};
}

} // namespace roost
