// What starts a cycle, what interrupts one, and what the live connection tells.
#include "SyncEngine.h"

#include "common/PlantedBug.h"

#include "Failures.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

// A server and a client that never agree must not talk without end.
constexpr int kMostRestarts = 4;
constexpr int kMostFailingRetryMs = 300'000;

} // namespace

void SyncEngine::start()
{
    if (m_status.state != SyncState::Stopped && m_status.state != SyncState::LoginNeeded &&
        m_status.state != SyncState::UpgradeRequired)
        return;
    m_failures = 0;
    m_isGreeted = false;
    m_unmendable.clear();
    m_status.lastError.reset();
    setState(SyncState::Connecting);
    wake();
}

void SyncEngine::stop()
{
    giveUp();
    m_timers.cancel(std::exchange(m_wakeTimer, 0));
    m_timers.cancel(std::exchange(m_pushTimer, 0));
    m_isPushPaused = false;
    setState(SyncState::Stopped);
}

void SyncEngine::giveUp()
{
    m_guard.giveUp();
    m_push.giveUp();
    m_snapshot.reset();
    m_pull.reset();
    m_refetch.reset();
    m_transport.cancelAll();
    closeLive();
    m_isRunning = false;
    m_isGreeted = false;
    setProgress({});
}

void SyncEngine::syncNow()
{
    // Scopes may have come and gone, too; which of them moved on is told with them.
    m_isGreeted = m_isGreeted && m_isRunning;
    if (m_isRunning)
        markEverythingDirty();
    wake();
}

void SyncEngine::editsWaiting()
{
    refreshCounts();
    Q_EMIT statusChanged();
    if (!ROOST_PLANTED(NeverWakeForEdits))
        wake();
}

void SyncEngine::wake(int delayMs)
{
    if (m_status.state == SyncState::Stopped || m_status.state == SyncState::LoginNeeded ||
        m_status.state == SyncState::UpgradeRequired)
        return;
    if (m_isRunning) {
        m_runAgain = true;
        return;
    }
    schedule(delayMs);
}

void SyncEngine::schedule(int delayMs)
{
    m_timers.cancel(m_wakeTimer);
    m_wakeTimer = m_timers.after(delayMs, [this] { runCycle(); });
}

void SyncEngine::schedulePoll()
{
    // Spread, so that the clients of a server don't come in waves; never sooner.
    const int period = m_isLiveOpen ? m_options.pollMs : m_options.pollWithoutLiveMs;
    const int delay = period + static_cast<int>(period * m_options.random() / 10);
    m_wakeTimer = m_timers.after(delay, [this] {
        m_isGreeted = false;
        if (m_isLiveOpen)
            m_liveFailures = 0;
        runCycle();
    });
}

void SyncEngine::markEverythingDirty()
{
    for (auto cursor = m_cursors.cbegin(); cursor != m_cursors.cend(); ++cursor)
        m_dirty.insert(cursor.key());
}

void SyncEngine::handleError(const Error &error)
{
    if (error.code == ErrorCode::Unauthenticated) {
        renewAccess();
    } else if (error.code == ErrorCode::UpgradeRequired || error.code == ErrorCode::SessionEnded) {
        giveUp();
        m_status.lastError = error;
        setState(error.code == ErrorCode::UpgradeRequired ? SyncState::UpgradeRequired : SyncState::LoginNeeded);
        Q_EMIT cycleFinished(false);
    } else if (error.code == ErrorCode::ClientForked) {
        takeNewIdentity(error, false);
    } else if (needsHello(error.code)) {
        beginAgain(error);
    } else {
        failCycle(error);
    }
}

void SyncEngine::renewAccess()
{
    if (++m_renewals > m_options.renewAttempts) {
        failCycle(
            {ErrorCode::Unauthenticated, tr("The server doesn't accept this session. It is tried again."), {}, {}});
        return;
    }
    std::function<void(Result<QString>)> renewed = m_guard.expect<QString>([this](const Result<QString> &result) {
        if (result) {
            beginAgain({});
        } else if (isPassing(result.error().code)) {
            failCycle(result.error());
        } else {
            Error ended = result.error();
            ended.code = ErrorCode::SessionEnded;
            handleError(ended);
        }
    });
    m_authenticator.renewAccess([renewed](const Result<void> &result) {
        renewed(result ? Result<QString>(QString()) : Result<QString>(fail(result.error())));
    });
}

void SyncEngine::beginAgain(const Error &error)
{
    if (++m_restarts > kMostRestarts) {
        failCycle(error);
        return;
    }
    m_isGreeted = false;
    sayHello();
}

void SyncEngine::takeNewIdentity(const Error &reason, bool serverForgot)
{
    if (ROOST_PLANTED(IgnoreFork)) {
        failCycle(reason);
        return;
    }
    if (const auto taken = m_store.takeNewIdentity(serverForgot); !taken) {
        failCycle(taken.error());
        return;
    }
    refreshCounts();
    beginAgain(reason);
}

void SyncEngine::failCycle(const Error &error)
{
    m_guard.giveUp();
    m_snapshot.reset();
    m_pull.reset();
    m_refetch.reset();
    m_isRunning = false;
    m_isGreeted = false;
    m_status.lastError = error;
    const bool offline = meansOffline(error.code);
    if (offline)
        closeLive();
    setProgress({});
    setState(offline ? SyncState::Offline : SyncState::Failing);
    const int most = offline ? m_options.mostRetryMs : kMostFailingRetryMs;
    const int delay = backoffMs(m_failures++, m_options.firstRetryMs, most, m_options.random());
    schedule(std::max(delay, retryAfterMs(error)));
    Q_EMIT cycleFinished(false);
}

void SyncEngine::pausePush(int ms)
{
    m_isPushPaused = true;
    m_timers.cancel(m_pushTimer);
    m_pushTimer = m_timers.after(ms, [this] {
        m_pushTimer = 0;
        m_isPushPaused = false;
        wake();
    });
}

void SyncEngine::openLive()
{
    if (m_isLiveWanted)
        return;
    m_isLiveWanted = true;
    LiveEvents events;
    events.opened = [this] {
        m_isLiveOpen = true;
        if (m_serverTellsAll)
            return;
        // What changed while nobody listened.
        markEverythingDirty();
        wake();
    };
    events.poked = [this](const Poke &poke) { poked(poke); };
    events.closed = [this] { liveClosed(); };
    m_transport.openLive(std::move(events));
}

// The connection tells about the scopes that were followed when it was opened.
void SyncEngine::closeLive()
{
    m_isLiveWanted = false;
    m_isLiveOpen = false;
    m_transport.closeLive();
}

void SyncEngine::poked(const Poke &poke)
{
    qint64 &newest = m_news[poke.scope];
    newest = std::max(newest, poke.version);
    // A scope that hello did not name: it has come since.
    if (!m_names.contains(poke.scope))
        m_isGreeted = false;
    else if (poke.version <= m_cursors.value(poke.scope, -1))
        return;
    wake();
}

void SyncEngine::liveClosed()
{
    if (!m_isLiveWanted)
        return;
    m_isLiveWanted = false;
    m_isLiveOpen = false;
    m_isGreeted = false;
    // Spread: when a server goes down, all its clients lose their connections at once.
    wake(backoffMs(m_liveFailures++, m_options.firstRetryMs, m_options.mostRetryMs, m_options.random()));
}

void SyncEngine::setState(SyncState state)
{
    m_status.state = state;
    Q_EMIT statusChanged();
}

void SyncEngine::setProgress(const SyncProgress &progress)
{
    m_progress = progress;
    Q_EMIT progressChanged();
}

void SyncEngine::refreshCounts()
{
    if (const auto counts = m_store.editCounts())
        m_status.counts = *counts;
}

} // namespace roost::sync
