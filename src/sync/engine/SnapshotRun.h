// Fetches a scope whole: chunks into the side file, the pull that follows them, and the swap.
#pragma once

#include "PullRun.h"
#include "SyncStatus.h"

namespace roost::sync {

// Calls done once, then may be deleted by it. Deleting it earlier gives the run up; the next one goes on from there.
class SnapshotRun
{
    Q_DISABLE_COPY_MOVE(SnapshotRun)

public:
    using Done = std::function<void(Result<void>)>;
    using Report = std::function<void(const SyncProgress &)>;

    SnapshotRun(ReplicaStore &store, Transport &transport, ScopeState scope, Report report, Done done);
    void start();

private:
    void goOn(const Result<SnapshotPosition> &position);
    void ask(const QString &table, const QString &after);
    void received(Result<SnapshotChunk> chunk);
    void catchUp(qint64 startVersion);
    void publish(const Result<QList<PullReply>> &pages);
    void report(SyncPhase phase, const QString &table = {}, qint64 rowsDone = 0, qint64 rowsTotal = 0);
    void finish(Result<void> result);

    ReplicaStore &m_store;
    Transport &m_transport;
    ScopeState m_scope;
    Report m_report;
    Done m_done;
    ClientId m_client;
    QString m_after;
    qint64 m_totalRows = 0; // of the table that is being loaded; 0: not known
    CallGuard m_guard;
    std::unique_ptr<PullRun> m_pull;
};

} // namespace roost::sync
