// See PostgresServer.h. The protocol, and a look at what is there; PostgresWorld.cpp has what others do.
#include "PostgresServer.h"

#include "common/Json.h"
#include "server/sync/Epoch.h"
#include "server/sync/HelloService.h"
#include "server/sync/PullService.h"
#include "server/sync/PushService.h"
#include "storage/Database.h"
#include "sync/protocol/Codec.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

// What the model leaves out.
bool isOfUser(const QString &scope)
{
    return sync::scopeKindOf(scope) == sync::ScopeKind::User;
}

} // namespace

PostgresServer::PostgresServer(test::PostgresFixture &postgres, test::TestDatabase names)
    : m_postgres(postgres)
    , m_names(std::move(names))
{
}

PostgresServer::~PostgresServer()
{
    close();
    if (auto admin = Database::openPostgres(m_postgres.server().adminUrl())) {
        for (int save = 0; save < m_savePoints; ++save)
            (void)(*admin)->execute(u"DROP DATABASE IF EXISTS %1_save_%2"_s.arg(m_names.name).arg(save));
        (void)(*admin)->execute(u"DROP DATABASE IF EXISTS "_s + m_names.name);
    }
}

Result<std::unique_ptr<PostgresServer>> PostgresServer::create(test::PostgresFixture &postgres)
{
    ROOST_ASSIGN(test::TestDatabase names, postgres.createDatabase());
    std::unique_ptr<PostgresServer> server(new PostgresServer(postgres, std::move(names)));
    ROOST_TRY(server->open());
    ROOST_TRY(ensureEpoch(*server->m_app));
    return server;
}

Result<void> PostgresServer::open()
{
    ROOST_ASSIGN(m_app, Database::openPostgres(m_names.appUrl));
    ROOST_ASSIGN(m_admin, Database::openPostgres(m_names.adminUrl));
    m_context = std::make_unique<ServerContext>(ServerContext{*m_app, m_clock, nullptr});
    return {};
}

void PostgresServer::close()
{
    m_context.reset();
    m_app.reset();
    m_admin.reset();
}

Result<void> PostgresServer::noteSeen(const ClientId &client)
{
    return m_admin->execute(u"UPDATE sync_client SET seen_at = '%1' WHERE client_id = '%2'"_s.arg(
        m_clock.nowUtc().toString(Qt::ISODateWithMs), client.toString()));
}

Result<sync::HelloReply> PostgresServer::hello(int user, const sync::HelloRequest &request)
{
    ROOST_ASSIGN(auto reply, sayHello(*m_context, caller(user), request));
    reply.scopes.removeIf([](const sync::ScopeState &state) { return isOfUser(state.scope); });
    ROOST_TRY(noteSeen(request.client));
    return reply;
}

Result<sync::PushReply> PostgresServer::push(int user, const sync::PushRequest &request)
{
    ROOST_ASSIGN(auto reply, roost::push(*m_context, caller(user), request));
    ROOST_TRY(noteSeen(request.client));
    return reply;
}

Result<sync::PullReply> PostgresServer::pull(int user, const sync::PullRequest &request)
{
    roost::PullRequest asked{request.client,   request.scope, request.epoch, request.cursor,
                             request.ackedMid, request.page,  request.check};
    asked.mostRows = m_pageRows;
    ROOST_ASSIGN(const QByteArray bytes, roost::pull(*m_context, caller(user), asked));
    return sync::decodePullReply(bytes);
}

Result<sync::SnapshotChunk> PostgresServer::snapshot(int user, const sync::SnapshotRequest &request)
{
    roost::SnapshotRequest asked{request.scope, request.table, request.after, request.client};
    asked.mostRows = m_pageRows;
    ROOST_ASSIGN(const QByteArray bytes, readSnapshot(*m_context, caller(user), asked));
    return sync::decodeSnapshotChunk(bytes);
}

QStringList PostgresServer::followedScopes(int user)
{
    QStringList scopes = roost::followedScopes(*m_context, caller(user)).value_or(QStringList());
    scopes.removeIf(isOfUser);
    return scopes;
}

Result<QVariant> PostgresServer::look(const QString &sql)
{
    ROOST_ASSIGN(Statement statement, m_admin->prepare(sql));
    ROOST_TRY(statement.exec());
    return statement.next() ? statement.value(0) : QVariant();
}

QString PostgresServer::epoch()
{
    return currentEpoch(*m_app).value_or(QString());
}

QString PostgresServer::epochOf(const QString &scope)
{
    return scopeEpoch(*m_admin, scope).value_or(QString());
}

QStringList PostgresServer::scopes()
{
    const auto found =
        look(u"SELECT string_agg(scope, ' ' ORDER BY scope) FROM sync_scope WHERE tenant_id IS NOT NULL"_s);
    return found ? found->toString().split(u' ', Qt::SkipEmptyParts) : QStringList();
}

qint64 PostgresServer::version(const QString &scope)
{
    const auto found = look(u"SELECT version FROM sync_scope WHERE scope = '%1'"_s.arg(scope));
    return found ? found->toLongLong() : -1;
}

Result<void> PostgresServer::readRows(const sync::SyncTable &table, const QString &scope, Rows &rows)
{
    ROOST_ASSIGN(Statement statement,
                 m_admin->prepare(
                     u"SELECT id, cells::text FROM wire_%1 WHERE tenant_id = '%2'"_s.arg(table.name, scope.mid(2))));
    ROOST_TRY(statement.exec());
    while (statement.next()) {
        const QJsonArray cells = QJsonDocument::fromJson(statement.text(1).toUtf8()).array();
        QJsonObject row;
        for (qsizetype i = 0; i < table.columns.size(); ++i)
            row.insert(table.columns.at(i), cells.at(i));
        rows[table.name].insert(statement.text(0), row);
    }
    return {};
}

Rows PostgresServer::rows(const QString &scope)
{
    Rows rows;
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant)) {
        if (!readRows(table, scope, rows))
            return {};
    }
    return rows;
}

} // namespace roost::sim
