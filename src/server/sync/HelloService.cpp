#include "HelloService.h"

#include "ClientRecords.h"
#include "Epoch.h"

#include "server/tenancy/TenantTransaction.h"
#include "sync/protocol/SyncTables.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

struct FollowedTenant
{
    ScopeState state;
    qint64 floor = 0;
};

Result<QList<FollowedTenant>> followedTenants(Database &database, const QString &epoch)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/followed_tenants"_s));
    ROOST_TRY(statement.exec());
    QList<FollowedTenant> tenants;
    while (statement.next()) {
        FollowedTenant tenant;
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

ScopeVerdict verdictFor(const FollowedTenant &tenant, const ScopePosition *position)
{
    if (!position || position->epoch.isEmpty())
        return ScopeVerdict::Resync;
    // A client ahead of the server has seen a history that this server lost, whatever the epoch says.
    if (position->epoch != tenant.state.epoch || position->cursor > tenant.state.version)
        return ScopeVerdict::EpochChanged;
    return position->cursor < tenant.floor ? ScopeVerdict::Resync : ScopeVerdict::Ok;
}

const ScopePosition *findPosition(const HelloRequest &request, const QString &scope)
{
    for (const ScopePosition &position : request.scopes) {
        if (position.scope == scope)
            return &position;
    }
    return nullptr;
}

QList<ScopeState> scopeStates(const HelloRequest &request, const QList<FollowedTenant> &tenants)
{
    QList<ScopeState> states;
    QSet<QString> followed;
    for (const FollowedTenant &tenant : tenants) {
        ScopeState state = tenant.state;
        state.verdict = verdictFor(tenant, findPosition(request, state.scope));
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
    ROOST_ASSIGN(const QString epoch, currentEpoch(context.database));
    ROOST_ASSIGN(const auto tenants, followedTenants(context.database, epoch));
    reply.scopes = scopeStates(request, tenants);
    ROOST_TRY(transaction.commit());
    return reply;
}

Result<QStringList> followedScopes(ServerContext &context, const Caller &caller)
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, {}, caller.user));
    ROOST_ASSIGN(const QString epoch, currentEpoch(context.database));
    ROOST_ASSIGN(const auto tenants, followedTenants(context.database, epoch));
    QStringList scopes;
    for (const FollowedTenant &tenant : tenants)
        scopes << tenant.state.scope;
    return scopes;
}

} // namespace roost
