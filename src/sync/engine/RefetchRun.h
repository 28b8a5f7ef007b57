// Fetches one table of a scope anew, after a check found it to differ: its chunks, the pull that follows them, and the
// exchange.
#pragma once

#include "PullRun.h"

#include "sync/ports/ReplicaStore.h"

namespace roost::sync {

// Calls done once, then may be deleted by it. Deleting it earlier gives the run up; nothing was changed then.
class RefetchRun
{
    Q_DISABLE_COPY_MOVE(RefetchRun)

public:
    using Done = std::function<void(Result<void>)>;
    using Report = std::function<void(qint64 rows, qint64 total)>;

    RefetchRun(ReplicaStore &store, Transport &transport, QString scope, QString table, Report report, Done done);
    void start();

private:
    void ask(const QString &after);
    void received(const Result<SnapshotChunk> &chunk);
    Result<void> stage(const SnapshotChunk &chunk);
    void catchUp();
    void finish(Result<void> result);

    ReplicaStore &m_store;
    Transport &m_transport;
    ScopePosition m_position; // of the replica
    ClientId m_client;
    qint64 m_ackedMid = 0;
    QString m_table;
    Report m_report;
    Done m_done;
    QString m_after;
    bool m_isFirst = true;
    qint64 m_startVersion = 0; // of the first chunk
    qint64 m_rows = 0;
    qint64 m_total = 0;
    CallGuard m_guard;
    std::unique_ptr<PullRun> m_pull;
};

} // namespace roost::sync
