// The client's half of the sync protocol (docs/sync.md): keeps a replica and a server in step, whatever the network
// does.
//
//   hello -> push a run -> snapshots of what is new or was replaced -> pull what changed -> live
//
// Event-driven: no function blocks on the network. Lives in one thread, which the ports share. Each step leaves the
// replica in a good state, so the program may be killed, and sync cancelled, at any moment.
#pragma once

#include "PushRun.h"
#include "RefetchRun.h"
#include "SnapshotRun.h"
#include "SyncStatus.h"

#include "sync/ports/Timers.h"

#include <QObject>

namespace roost {
class Clock;
}

namespace roost::sync {

struct SyncOptions
{
    int pollMs = 60'000;            // behind the live connection; a poll is one hello, and a pull only of what moved on
    int pollWithoutLiveMs = 20'000; // when there is none
    int firstRetryMs = 1'000;
    int mostRetryMs = 60'000;
    int renewAttempts = 2;          // of the access token, in one cycle
    std::function<double()> random; // in [0, 1); the system's when empty
};

class SyncEngine : public QObject
{
    Q_OBJECT

public:
    // The ports must outlive the engine. clock tells lastSyncedAt and decides nothing.
    SyncEngine(ReplicaStore &store, Transport &transport, Authenticator &authenticator, Timers &timers,
               const Clock &clock, SyncOptions options = {}, QObject *parent = nullptr);
    ~SyncEngine() override;

    // Begins, or begins anew after stop(), a log-in or an upgrade.
    void start();
    // Gives up what is under way; nothing is lost and the next start goes on there.
    void stop();
    // Now, whatever waits for a retry: F5, a network that came back, a computer that woke up.
    void syncNow();
    // The host's edit was committed.
    void editsWaiting();

    const SyncStatus &status() const { return m_status; }
    const SyncProgress &progress() const { return m_progress; }

Q_SIGNALS:
    void statusChanged();
    void progressChanged();
    // A cycle is over: everything was sent and pulled, or error says what kept it from that.
    void cycleFinished(bool succeeded);

private:
    // The steps of a cycle.
    void wake(int delayMs = 0);
    void runCycle();
    void sayHello();
    void greeted(const Result<HelloReply> &reply);
    Result<bool> settleIdentity(const HelloReply &reply);
    Result<void> settleScopes(const HelloReply &reply);
    Result<void> followEmptyScope(const ScopeState &scope);
    bool isAsLoaded(const ScopePosition &position, const ScopeState &scope) const;
    void push();
    void pushed(const Result<PushResult> &result);
    void loadNextSnapshot();
    void loadByPull(const ScopeState &scope);
    void snapshotLoaded(const QString &scope, const Result<void> &result);
    void pullNext();
    void pulled(const QString &scope, const Result<QList<PullReply>> &pages);
    // Fetches the tables of the scope anew that a check found to differ, one after the other, then goes on.
    void mendTables(const QString &scope);
    void tableFetched(const QString &scope, const QString &table, const Result<void> &result);
    void finishCycle();

    // What keeps a cycle from its end.
    void handleError(const Error &error);
    void renewAccess();
    void beginAgain(const Error &error);
    void takeNewIdentity(const Error &reason, bool serverForgot);
    void failCycle(const Error &error);
    void giveUp();

    // Between cycles.
    void pausePush(int ms);
    void schedule(int delayMs);
    void schedulePoll();
    void openLive();
    void closeLive();
    void poked(const Poke &poke);
    void liveClosed();
    void markEverythingDirty();

    void setState(SyncState state);
    void setProgress(const SyncProgress &progress);
    void refreshCounts();

    ReplicaStore &m_store;
    Transport &m_transport;
    Authenticator &m_authenticator;
    Timers &m_timers;
    const Clock &m_clock;
    SyncOptions m_options;

    SyncStatus m_status;
    SyncProgress m_progress;

    bool m_isRunning = false;    // a cycle is under way
    bool m_runAgain = false;     // something came up meanwhile
    bool m_isGreeted = false;    // hello's answer still stands
    bool m_isPushPaused = false; // the server can't take the outbox for a while
    bool m_morePush = false;
    bool m_serverTellsAll = false; // counts and hashes of tables, and the versions of scopes when the live socket opens
    int m_pushRuns = 0;            // since the last pull
    qint64 m_sent = 0;             // mutations, in this cycle
    bool m_isLiveOpen = false;
    bool m_isLiveWanted = false;
    int m_failures = 0;     // cycles in a row
    int m_liveFailures = 0; // of the live connection
    int m_restarts = 0;     // within a cycle
    int m_renewals = 0;     // within a cycle

    QHash<QString, qint64> m_cursors;    // of the scopes that the replica follows
    QSet<QString> m_dirty;               // scopes to pull, whatever version they have
    QHash<QString, qint64> m_news;       // the newest version told of each scope
    QSet<QString> m_unmendable;          // "scope table" whose refetch failed; left to the next start
    std::optional<Error> m_scopeTrouble; // what the server says of a scope that can't be followed now
    QList<ScopeState> m_toLoad;          // scopes to fetch whole
    QHash<QString, QString> m_names;     // of scopes, for progress

    PushRun m_push;
    std::unique_ptr<SnapshotRun> m_snapshot;
    std::unique_ptr<PullRun> m_pull;
    std::unique_ptr<RefetchRun> m_refetch;
    CallGuard m_guard;
    Timers::Handle m_wakeTimer = 0;
    Timers::Handle m_pushTimer = 0;
};

} // namespace roost::sync
