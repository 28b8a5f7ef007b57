// Chunk by chunk, then a pull from the version at which the first chunk was read.
#include "SnapshotRun.h"

#include "Failures.h"

#include "sync/protocol/SyncTables.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

SnapshotRun::SnapshotRun(ReplicaStore &store, Transport &transport, ScopeState scope, Report report, Done done)
    : m_store(store)
    , m_transport(transport)
    , m_scope(std::move(scope))
    , m_report(std::move(report))
    , m_done(std::move(done))
{
}

void SnapshotRun::start()
{
    report(SyncPhase::Snapshot);
    const auto position = m_store.position();
    if (!position) {
        finish(fail(position.error()));
        return;
    }
    m_client = position->client;
    goOn(m_store.beginSnapshot(m_scope.scope, m_scope.epoch));
}

void SnapshotRun::goOn(const Result<SnapshotPosition> &position)
{
    if (!position) {
        finish(fail(position.error()));
        return;
    }
    if (position->table.isEmpty()) {
        catchUp(position->startVersion);
        return;
    }
    ask(position->table, position->after);
}

void SnapshotRun::ask(const QString &table, const QString &after)
{
    m_after = after;
    m_transport.snapshot({m_scope.scope, table, after, m_client},
                         m_guard.expect<SnapshotChunk>([this](auto chunk) { received(std::move(chunk)); }));
}

void SnapshotRun::received(Result<SnapshotChunk> chunk)
{
    if (!chunk) {
        finish(fail(std::move(chunk).error()));
        return;
    }
    if (!chunk->done && (chunk->after.isEmpty() || chunk->after == m_after)) {
        finish(fail(ErrorCode::Protocol, u"The server's answer makes no sense. Ask its operator to update it."_s,
                    u"snapshot without an end"_s));
        return;
    }
    // Only a table's first chunk tells how many rows there are.
    if (m_after.isEmpty())
        m_totalRows = chunk->totalRows;
    // The server reads the next chunk while this one is stored.
    const QString nextTable =
        chunk->done ? syncTableAfter(chunk->rows.table, m_scope.schemaVersion) : chunk->rows.table;
    if (!nextTable.isEmpty())
        ask(nextTable, chunk->done ? QString() : chunk->after);
    const auto position = m_store.appendSnapshot(*chunk);
    if (!position) {
        m_guard.giveUp();
        finish(fail(position.error()));
        return;
    }
    const bool sameTable = position->table == chunk->rows.table;
    report(SyncPhase::Snapshot, chunk->rows.table, sameTable ? position->rowsLoaded : m_totalRows, m_totalRows);
    if (nextTable.isEmpty())
        catchUp(position->startVersion);
}

void SnapshotRun::catchUp(qint64 startVersion)
{
    const auto position = m_store.position();
    if (!position) {
        finish(fail(position.error()));
        return;
    }
    report(SyncPhase::Pull);
    const PullRequest request{position->client, m_scope.scope, m_scope.epoch, startVersion, position->lastAckedMid, {}};
    m_pull = std::make_unique<PullRun>(m_transport, request, [this](const auto &pages) { publish(pages); });
    m_pull->start();
}

void SnapshotRun::publish(const Result<QList<PullReply>> &pages)
{
    if (!pages) {
        finish(fail(pages.error()));
        return;
    }
    report(SyncPhase::Publish);
    finish(m_store.publishSnapshot(*pages));
}

void SnapshotRun::report(SyncPhase phase, const QString &table, qint64 rowsDone, qint64 rowsTotal)
{
    m_report({phase, m_scope.name, table, rowsDone, rowsTotal});
}

void SnapshotRun::finish(Result<void> result)
{
    // What was loaded belongs to a state that the server no longer has.
    if (!result && needsHello(result.error().code))
        static_cast<void>(m_store.dropSnapshot());
    const Done done = std::move(m_done);
    done(std::move(result));
}

} // namespace roost::sync
