#include "HelloService.h"

#include "ClientRecords.h"
#include "Epoch.h"
#include "PullService.h"

#include "server/tenancy/TenantTransaction.h"
#include "sync/protocol/SyncTables.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

struct FollowedScope
{
    ScopeState state;
    qint64 floor = 0;
};

Result<FollowedScope> scopeOfUser(Database &database, const UserId &user, const QString &epoch)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/user_scope"_s));
    ROOST_TRY(statement.exec());
    FollowedScope scope;
    scope.state.scope = userScope(user);
    scope.state.epoch = epoch;
    if (statement.next()) {
        scope.state.version = statement.integer(0);
        scope.floor = statement.integer(1);
    }
    return scope;
}

Result<QList<FollowedScope>> followedTenants(Database &database, const QString &epoch)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/followed_tenants"_s));
    ROOST_TRY(statement.exec());
    QList<FollowedScope> tenants;
    while (statement.next()) {
        FollowedScope tenant;
        tenant.state.scope = tenantScope(statement.id<TenantId>(0));
        tenant.state.name = statement.text(1);
        tenant.state.role = statement.text(2);
        tenant.state.version = statement.integer(3);
        tenant.state.epoch = epoch;
        tenant.floor = statement.integer(4);
        tenants << tenant;
    }
    return tenants;
}

// The caller's tenants, and behind them the caller's own scope.
Result<QList<FollowedScope>> scopesOf(Database &database, const UserId &user, int schemaVersion)
{
    ROOST_ASSIGN(const QString epoch, currentEpoch(database));
    ROOST_ASSIGN(QList<FollowedScope> scopes, followedTenants(database, epoch));
    if (schemaVersion >= kUserScopesSince) {
        ROOST_ASSIGN(const FollowedScope own, scopeOfUser(database, user, epoch));
        scopes << own;
    }
    return scopes;
}

ScopeVerdict verdictFor(const FollowedScope &scope, const ScopePosition *position)
{
    if (!position || position->epoch.isEmpty())
        return ScopeVerdict::Resync;
    // A client ahead of the server has seen a history that this server lost, whatever the epoch says.
    if (position->epoch != scope.state.epoch || position->cursor > scope.state.version)
        return ScopeVerdict::EpochChanged;
    const ScopeKind kind = scopeKindOf(scope.state.scope).value_or(ScopeKind::Tenant);
    return isBelowFloor(kind, position->cursor, scope.floor) ? ScopeVerdict::Resync : ScopeVerdict::Ok;
}

const ScopePosition *findPosition(const HelloRequest &request, const QString &scope)
{
    for (const ScopePosition &position : request.scopes) {
        if (position.scope == scope)
            return &position;
    }
    return nullptr;
}

QList<ScopeState> scopeStates(const HelloRequest &request, const QList<FollowedScope> &scopes)
{
    QList<ScopeState> states;
    QSet<QString> followed;
    for (const FollowedScope &scope : scopes) {
        ScopeState state = scope.state;
        state.verdict = verdictFor(scope, findPosition(request, state.scope));
        followed.insert(state.scope);
        states << state;
    }
    for (const ScopePosition &position : request.scopes) {
        if (!followed.contains(position.scope))
            states << ScopeState{position.scope, ScopeVerdict::Gone, {}, 0, {}, {}, {}};
    }
    return states;
}

} // namespace

Result<HelloReply> sayHello(ServerContext &context, const Caller &caller, const HelloRequest &request)
{
    HelloReply reply;
    reply.schemaVersion = kSchemaVersion;
    if (request.protocolVersion != kProtocolVersion || !isAcceptedSchema(request.schemaVersion)) {
        reply.verdict = HelloVerdict::UpgradeRequired;
        return reply;
    }
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginForUser(context, caller.user));
    const auto greeting = greetClient(context.database, caller, request);
    if (!greeting && greeting.error().code != ErrorCode::ClientForked)
        return fail(greeting.error());
    // Without its record the server can't tell a repetition from something new; a new id starts clean.
    if (!greeting || request.lastAckedMid > greeting->lastMid) {
        reply.verdict = HelloVerdict::ClientForked;
        return reply;
    }
    reply.lastMid = greeting->lastMid;
    ROOST_ASSIGN(const auto scopes, scopesOf(context.database, caller.user, request.schemaVersion));
    reply.scopes = scopeStates(request, scopes);
    ROOST_TRY(transaction.commit());
    return reply;
}

Result<QStringList> followedScopes(ServerContext &context, const Caller &caller)
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, {}, caller.user));
    ROOST_ASSIGN(const auto followed, scopesOf(context.database, caller.user, kSchemaVersion));
    QStringList scopes;
    for (const FollowedScope &scope : followed)
        scopes << scope.state.scope;
    return scopes;
}

} // namespace roost
