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

Result<FollowedScope> scopeOfUser(Database &database, const UserId &user, const Epochs &epochs)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/user_scope"_s));
    ROOST_TRY(statement.exec());
    FollowedScope scope;
    scope.state.scope = userScope(user);
    scope.state.epoch = epochs.of(scope.state.scope);
    if (statement.next()) {
        scope.state.version = statement.integer(0);
        scope.floor = statement.integer(1);
    }
    return scope;
}

Result<QList<FollowedScope>> followedTenants(Database &database, const Epochs &epochs)
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
        tenant.state.epoch = epochs.of(tenant.state.scope);
        tenant.floor = statement.integer(4);
        tenants << tenant;
    }
    return tenants;
}

// The caller's tenants, and behind them the caller's own scope.
Result<QList<FollowedScope>> scopesOf(Database &database, const UserId &user, int schemaVersion)
{
    ROOST_ASSIGN(const Epochs epochs, currentEpochs(database));
    ROOST_ASSIGN(QList<FollowedScope> scopes, followedTenants(database, epochs));
    if (schemaVersion >= kUserScopesSince) {
        ROOST_ASSIGN(const FollowedScope own, scopeOfUser(database, user, epochs));
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

// Why the caller may no longer follow a scope.
Result<ScopeState> goneState(Database &database, const QString &scope)
{
    ScopeState state{scope, ScopeVerdict::Gone, {}, 0, {}, {}};
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/membership"_s));
    statement.bind(u":tenant_id"_s, tenantOfScope(scope));
    ROOST_TRY(statement.exec());
    if (statement.next()) {
        state.reason = u"ROLE_CHANGED"_s;
        state.message = QCoreApplication::translate(
            "sync", "Your role at this host has changed: only owners and managers keep its data on their computers.");
    } else {
        state.reason = u"ACCESS_WITHDRAWN"_s;
        state.message = QCoreApplication::translate("sync", "You no longer have access to this host's data.");
    }
    return state;
}

Result<QList<ScopeState>> scopeStates(Database &database, const HelloRequest &request,
                                      const QList<FollowedScope> &scopes)
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
        if (followed.contains(position.scope))
            continue;
        ROOST_ASSIGN(const ScopeState gone, goneState(database, position.scope));
        states << gone;
    }
    return states;
}

// Scopes in which the client has seen more than the server has go on in an epoch of their own: the server's data went
// back in time without its knowing, and clients that are not ahead would not notice. forgotMutations: the server has
// the client's record, but not what it acknowledged; then no scope of the client can be trusted.
Result<void> restartLostScopes(Database &database, const HelloRequest &request, bool forgotMutations,
                               QList<FollowedScope> &scopes)
{
    for (FollowedScope &scope : scopes) {
        ScopeState &state = scope.state;
        const ScopePosition *position = findPosition(request, state.scope);
        if (!position || position->epoch != state.epoch)
            continue;
        if (forgotMutations || position->cursor > state.version) {
            ROOST_ASSIGN(state.epoch, restartScope(database, state.scope, state.epoch));
        }
    }
    return {};
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
    Database &database = context.database;
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginForUser(context, caller.user));
    const auto greeting = greetClient(database, caller, request);
    if (!greeting && greeting.error().code != ErrorCode::ClientForked)
        return fail(greeting.error());
    if (!greeting) {
        reply.verdict = HelloVerdict::ClientForked;
        return reply;
    }
    reply.lastMid = greeting->lastMid;
    const bool knowsMore = request.lastAckedMid > greeting->lastMid;
    ROOST_ASSIGN(auto scopes, scopesOf(database, caller.user, request.schemaVersion));
    ROOST_TRY(restartLostScopes(database, request, knowsMore && !greeting->isNew, scopes));
    ROOST_ASSIGN(reply.scopes, scopeStates(database, request, scopes));
    // Without its record the server can't tell a repetition from something new, and without the outcomes behind what
    // the client knows it can't answer one: a new id starts clean. What was done is known by the mutations' own ids.
    if (knowsMore && greeting->isNew)
        ROOST_TRY(forgetClient(database, request.client));
    if ((knowsMore && greeting->isNew) || request.lastAckedMid < greeting->outcomeFloor)
        reply.verdict = HelloVerdict::ClientForked;
    ROOST_TRY(transaction.commit());
    return reply;
}

Result<QHash<QString, qint64>> followedVersions(ServerContext &context, const Caller &caller)
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, {}, caller.user));
    ROOST_ASSIGN(const auto followed, scopesOf(context.database, caller.user, kSchemaVersion));
    QHash<QString, qint64> versions;
    for (const FollowedScope &scope : followed)
        versions.insert(scope.state.scope, scope.state.version);
    return versions;
}

Result<QStringList> followedScopes(ServerContext &context, const Caller &caller)
{
    ROOST_ASSIGN(const auto versions, followedVersions(context, caller));
    return versions.keys();
}

} // namespace roost
