// See ModelSync.h.
#include "ModelSync.h"

#include "common/PlantedBug.h"
#include "common/Uuid.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

Result<ModelClient *> clientOf(ModelState &state, const QString &client, const QString &user, const QDateTime &now)
{
    const auto known = state.clients.constFind(client);
    if (known != state.clients.constEnd() && known->user != user)
        return fail(ErrorCode::ClientForked, u"This client id is another user's."_s);
    ModelClient &record = state.clients[client];
    record.user = user;
    record.seenAt = now;
    return &record;
}

ModelHello::ModelHello(ModelState &state, const ModelSettings &settings, const QString &user)
    : m_state(state)
    , m_settings(settings)
    , m_user(user)
{
}

HelloReply ModelHello::answer(const HelloRequest &request)
{
    HelloReply reply;
    reply.schemaVersion = m_settings.schemaVersion;
    const bool isNear = std::abs(request.schemaVersion - m_settings.schemaVersion) <= 2;
    if (request.protocolVersion != kProtocolVersion || !isNear) {
        reply.verdict = HelloVerdict::UpgradeRequired;
        return reply;
    }
    const QString id = request.client.toString();
    const bool isNew = !m_state.clients.contains(id);
    const auto client = clientOf(m_state, id, m_user, m_settings.now);
    if (!client) {
        reply.verdict = HelloVerdict::ClientForked;
        return reply;
    }
    (*client)->schemaVersion = request.schemaVersion;
    reply.lastMid = (*client)->lastMid;
    const bool knowsMore = request.lastAckedMid > reply.lastMid;
    restartLostScopes(request, knowsMore && !isNew);
    reply.scopes = scopeStates(request);
    if (knowsMore && isNew) {
        m_state.clients.remove(id);
        reply.verdict = HelloVerdict::ClientForked;
    }
    return reply;
}

// A client of the scope that knows more than the server has: the scope's history goes on under another name.
void ModelHello::restartLostScopes(const HelloRequest &request, bool forgotMutations)
{
    for (const ScopePosition &position : request.scopes) {
        const auto scope = m_state.scopes.constFind(position.scope);
        if (scope == m_state.scopes.constEnd() || !m_state.mayFollow(m_user, position.scope) ||
            position.epoch != m_state.epochOf(position.scope))
            continue;
        if (forgotMutations || (position.cursor > scope->version() && !ROOST_PLANTED(AcceptAhead)))
            m_state.restarted.insert(position.scope, {m_state.epoch, uuidText(newUuid())});
    }
}

QList<ScopeState> ModelHello::scopeStates(const HelloRequest &request) const
{
    QMap<QString, ScopePosition> positions;
    for (const ScopePosition &position : request.scopes)
        positions.insert(position.scope, position);
    QList<ScopeState> states;
    for (auto scope = m_state.scopes.begin(); scope != m_state.scopes.end(); ++scope) {
        if (!m_state.mayFollow(m_user, scope.key()))
            continue;
        const ScopePosition position = positions.take(scope.key());
        ScopeState state{scope.key(), ScopeVerdict::Ok, m_state.epochOf(scope.key()), scope->version(), {}, {}};
        state.schemaVersion = m_settings.commonSchema(request.schemaVersion);
        state.name = scope->rows(u"tenant"_s).first().value("name"_L1).toString();
        state.role = m_state.roleOf(m_user, scope.key());
        if (position.epoch.isEmpty())
            state.verdict = ScopeVerdict::Resync;
        else if (position.epoch != state.epoch || (position.cursor > scope->version() && !ROOST_PLANTED(AcceptAhead)))
            state.verdict = ScopeVerdict::EpochChanged;
        else if (position.cursor < scope->floor)
            state.verdict = ScopeVerdict::Resync;
        states << state;
    }
    for (const ScopePosition &position : request.scopes) {
        if (positions.contains(position.scope))
            states << ScopeState{position.scope, ScopeVerdict::Gone, {}, 0, {}, {}};
    }
    return states;
}

} // namespace roost::sim
