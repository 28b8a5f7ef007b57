// The steps of a cycle. What interrupts one, and what happens between them, is in SyncEngineEvents.cpp.
#include "SyncEngine.h"

#include "Failures.h"

#include "common/Clock.h"
#include "common/Log.h"
#include "common/PlantedBug.h"
#include "sync/protocol/SyncTables.h"

#include <QRandomGenerator>

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

// A long outbox goes out in runs; between so many of them what others did comes in.
constexpr int kRunsBetweenPulls = 10;
// The first schema version whose servers count and hash tables and tell versions when the live socket opens.
constexpr int kTellsAllSince = 3;

SyncOptions withRandom(SyncOptions options)
{
    if (!options.random)
        options.random = [] { return QRandomGenerator::system()->generateDouble(); };
    return options;
}

} // namespace

SyncEngine::SyncEngine(ReplicaStore &store, Transport &transport, Authenticator &authenticator, Timers &timers,
                       const Clock &clock, SyncOptions options, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_transport(transport)
    , m_authenticator(authenticator)
    , m_timers(timers)
    , m_clock(clock)
    , m_options(withRandom(std::move(options)))
    , m_push(store, transport, m_options.random)
{
    refreshCounts();
}

SyncEngine::~SyncEngine()
{
    giveUp();
    m_timers.cancel(m_wakeTimer);
    m_timers.cancel(m_pushTimer);
}

void SyncEngine::runCycle()
{
    m_wakeTimer = 0;
    m_isRunning = true;
    m_runAgain = false;
    m_restarts = 0;
    m_renewals = 0;
    m_pushRuns = 0;
    m_sent = 0;
    if (m_isGreeted) {
        setState(SyncState::Syncing);
        push();
    } else {
        sayHello();
    }
}

void SyncEngine::sayHello()
{
    // A look round between times is nothing to tell about.
    if (m_status.state != SyncState::Live && m_status.state != SyncState::Syncing)
        setState(SyncState::Connecting);
    setProgress({SyncPhase::Hello, {}, {}, 0, 0});
    const auto position = m_store.position();
    if (!position) {
        failCycle(position.error());
        return;
    }
    const HelloRequest request{position->client, kProtocolVersion, kSchemaVersion, position->lastAckedMid,
                               position->scopes};
    m_transport.hello(request, m_guard.expect<HelloReply>([this](const auto &reply) { greeted(reply); }));
}

void SyncEngine::greeted(const Result<HelloReply> &reply)
{
    if (!reply) {
        handleError(reply.error());
        return;
    }
    if (reply->verdict == HelloVerdict::UpgradeRequired) {
        handleError({ErrorCode::UpgradeRequired,
                     tr("The server needs a newer version of Roost. Install it; your changes are kept."),
                     {},
                     {}});
        return;
    }
    const auto isSettled = settleIdentity(*reply);
    if (!isSettled) {
        failCycle(isSettled.error());
        return;
    }
    if (!*isSettled) {
        const bool serverForgot = std::any_of(reply->scopes.begin(), reply->scopes.end(), [](const ScopeState &scope) {
            return scope.verdict == ScopeVerdict::EpochChanged;
        });
        takeNewIdentity({ErrorCode::ClientForked, tr("The server knows another state of this computer."), {}, {}},
                        serverForgot);
        return;
    }
    m_serverTellsAll = reply->schemaVersion >= kTellsAllSince;
    if (const auto settled = settleScopes(*reply); !settled) {
        failCycle(settled.error());
        return;
    }
    m_isGreeted = true;
    setState(SyncState::Syncing);
    if (!m_toLoad.isEmpty())
        closeLive();
    openLive();
    push();
}

// Whether the server and this replica mean the same client: it must not know edits that were never made here (a copied
// profile). One that lacks edits that it had acknowledged was restored to an earlier state: it gets them again.
Result<bool> SyncEngine::settleIdentity(const HelloReply &reply)
{
    if (reply.verdict == HelloVerdict::ClientForked)
        return false;
    ROOST_ASSIGN(const ReplicaPosition position, m_store.position());
    if (reply.lastMid >= position.nextMid)
        return false;
    if (reply.lastMid < position.lastAckedMid) {
        ROOST_ASSIGN(const int replayed, m_store.replayForgotten(reply.lastMid));
        logEvent(LogLevel::Warning, u"sync.server_forgot"_s, {{u"replayed"_s, replayed}});
    }
    return true;
}

Result<void> SyncEngine::settleScopes(const HelloReply &reply)
{
    m_toLoad.clear();
    m_names.clear();
    m_scopeTrouble.reset();
    ROOST_ASSIGN(const ReplicaPosition before, m_store.position());
    QHash<QString, ScopePosition> known;
    for (const ScopePosition &position : before.scopes)
        known.insert(position.scope, position);
    for (ScopeState scope : reply.scopes) {
        if (scope.schemaVersion == 0)
            scope.schemaVersion = kSchemaVersion;
        if (ROOST_PLANTED(IgnoreGone) && scope.verdict == ScopeVerdict::Gone)
            continue;
        if (scope.verdict == ScopeVerdict::Gone) {
            ROOST_TRY(m_store.removeScope(scope, reply.lastMid));
            continue;
        }
        m_names.insert(scope.scope, scope.name);
        if (scope.verdict == ScopeVerdict::Unknown) {
            m_scopeTrouble = Error{ErrorCode::UpgradeRequired, scope.message, u"unknown verdict"_s, {}};
            continue;
        }
        ROOST_TRY(m_store.describeScope(scope));
        m_news.insert(scope.scope, scope.version);
        const auto position = known.constFind(scope.scope);
        if (position == known.cend() && scope.version == 0) {
            ROOST_TRY(followEmptyScope(scope));
            continue;
        }
        const bool isTakenForOk = ROOST_PLANTED(IgnoreEpoch) && scope.verdict == ScopeVerdict::EpochChanged;
        if ((scope.verdict != ScopeVerdict::Ok && !isTakenForOk) || position == known.cend() ||
            !isAsLoaded(*position, scope)) {
            m_toLoad << scope;
            continue;
        }
        m_cursors.insert(scope.scope, position->cursor);
        if (m_serverTellsAll && before.checksDue.contains(scope.scope))
            m_dirty.insert(scope.scope);
    }
    refreshCounts();
    return {};
}

// Nothing was ever written there: what a load would bring is known.
Result<void> SyncEngine::followEmptyScope(const ScopeState &scope)
{
    PullReply nothing;
    nothing.epoch = scope.epoch;
    nothing.complete = true;
    return m_store.replaceScope(scope.scope, {nothing});
}

// Rows that an older server sent lack what it now has.
bool SyncEngine::isAsLoaded(const ScopePosition &position, const ScopeState &scope) const
{
    return position.schemaVersion == 0 || position.schemaVersion >= scope.schemaVersion;
}

void SyncEngine::push()
{
    if (m_isPushPaused || (ROOST_PLANTED(NeverWakeForEdits) && m_isLiveOpen)) {
        loadNextSnapshot();
        return;
    }
    setProgress({SyncPhase::Push, {}, {}, m_sent, m_sent + m_status.counts.waiting});
    m_push.start([this](const Result<PushResult> &result) { pushed(result); });
}

void SyncEngine::pushed(const Result<PushResult> &result)
{
    refreshCounts();
    if (!result) {
        handleError(result.error());
        return;
    }
    m_dirty.unite(result->scopes);
    m_sent += result->sent;
    m_morePush = result->moreWaiting;
    if (result->trouble)
        m_status.lastError = result->trouble;
    if (result->pauseMs > 0)
        pausePush(result->pauseMs);
    if (m_morePush && !m_isPushPaused && ++m_pushRuns < kRunsBetweenPulls) {
        push();
        return;
    }
    m_pushRuns = 0;
    loadNextSnapshot();
}

void SyncEngine::loadNextSnapshot()
{
    if (m_toLoad.isEmpty()) {
        pullNext();
        return;
    }
    const ScopeState scope = m_toLoad.first();
    if (scopeKindOf(scope.scope) == ScopeKind::User) {
        loadByPull(scope);
        return;
    }
    m_snapshot = std::make_unique<SnapshotRun>(
        m_store, m_transport, scope, [this](const SyncProgress &progress) { setProgress(progress); },
        [this, name = scope.scope](const Result<void> &result) { snapshotLoaded(name, result); });
    m_snapshot->start();
}

// A user's scope is small: one pull brings it, where a snapshot would copy the tenants' rows into another file.
void SyncEngine::loadByPull(const ScopeState &scope)
{
    const auto position = m_store.position();
    if (!position) {
        failCycle(position.error());
        return;
    }
    setProgress({SyncPhase::Pull, scope.name, {}, 0, 0});
    const PullRequest request{position->client, scope.scope, scope.epoch, 0, position->lastAckedMid, {}};
    m_pull = std::make_unique<PullRun>(m_transport, request, [this, name = scope.scope](const auto &pages) {
        snapshotLoaded(name, pages ? m_store.replaceScope(name, *pages) : Result<void>(fail(pages.error())));
    });
    m_pull->start();
}

void SyncEngine::snapshotLoaded(const QString &scope, const Result<void> &result)
{
    refreshCounts();
    if (!result) {
        handleError(result.error());
        return;
    }
    m_toLoad.removeIf([&scope](const ScopeState &state) { return state.scope == scope; });
    loadNextSnapshot();
}

void SyncEngine::pullNext()
{
    const auto position = m_store.position();
    if (!position) {
        failCycle(position.error());
        return;
    }
    m_cursors.clear();
    for (const ScopePosition &scope : position->scopes)
        m_cursors.insert(scope.scope, scope.cursor);
    for (const ScopePosition &scope : position->scopes) {
        // Taken off first: what comes up during the pull asks for another.
        const bool isAskedFor = m_dirty.remove(scope.scope);
        if (m_news.take(scope.scope) <= scope.cursor && !isAskedFor)
            continue;
        setProgress({SyncPhase::Pull, m_names.value(scope.scope), {}, 0, 0});
        PullRequest request{position->client, scope.scope, scope.epoch, scope.cursor, position->lastAckedMid, {}};
        request.check = m_serverTellsAll && position->checksDue.contains(scope.scope);
        m_pull = std::make_unique<PullRun>(m_transport, request,
                                           [this, name = scope.scope](const auto &pages) { pulled(name, pages); });
        m_pull->start();
        return;
    }
    if (m_morePush && !m_isPushPaused)
        push();
    else
        finishCycle();
}

void SyncEngine::pulled(const QString &scope, const Result<QList<PullReply>> &pages)
{
    if (!pages) {
        handleError(pages.error());
        return;
    }
    if (const auto applied = m_store.applyPull(scope, *pages); !applied) {
        handleError(applied.error());
        return;
    }
    refreshCounts();
    mendTables(scope);
}

void SyncEngine::mendTables(const QString &scope)
{
    const auto tables = m_store.tablesToRefetch(scope);
    if (!tables) {
        failCycle(tables.error());
        return;
    }
    for (const QString &table : *tables) {
        if (m_unmendable.contains(scope + u' ' + table))
            continue;
        m_refetch = std::make_unique<RefetchRun>(
            m_store, m_transport, scope, table,
            [this](qint64 rows, qint64 total) {
                setProgress({SyncPhase::Snapshot, {}, {}, rows, total});
            },
            [this, scope, table](const Result<void> &result) { tableFetched(scope, table, result); });
        m_refetch->start();
        return;
    }
    pullNext();
}

void SyncEngine::tableFetched(const QString &scope, const QString &table, const Result<void> &result)
{
    if (result) {
        refreshCounts();
        mendTables(scope);
        return;
    }
    const ErrorCode code = result.error().code;
    // That one table can't be fetched must not keep the others from being synced.
    if (!isPassing(code) && !needsHello(code) && code != ErrorCode::Unauthenticated) {
        logEvent(LogLevel::Warning, u"sync.refetch_failed"_s,
                 {{u"table"_s, table}, {u"detail"_s, result.error().detail}});
        m_unmendable.insert(scope + u' ' + table);
        mendTables(scope);
        return;
    }
    handleError(result.error());
}

void SyncEngine::finishCycle()
{
    m_isRunning = false;
    m_failures = 0;
    m_dirty.clear();
    m_status.lastSyncedAt = m_clock.nowUtc();
    if (!m_isPushPaused)
        m_status.lastError = m_scopeTrouble;
    setProgress({});
    setState(SyncState::Live);
    Q_EMIT cycleFinished(!m_isPushPaused);
    if (m_runAgain)
        wake();
    else if (m_wakeTimer == 0)
        schedulePoll();
}

} // namespace roost::sync
