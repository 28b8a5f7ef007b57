// Chunk by chunk, then a pull from where both the replica and the chunks are complete.
#include "RefetchRun.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

RefetchRun::RefetchRun(ReplicaStore &store, Transport &transport, QString scope, QString table, Report report,
                       Done done)
    : m_store(store)
    , m_transport(transport)
    , m_position{std::move(scope), {}, 0}
    , m_table(std::move(table))
    , m_report(std::move(report))
    , m_done(std::move(done))
{
}

void RefetchRun::start()
{
    const auto position = m_store.position();
    if (!position) {
        finish(fail(position.error()));
        return;
    }
    m_client = position->client;
    m_ackedMid = position->lastAckedMid;
    for (const ScopePosition &scope : position->scopes) {
        if (scope.scope == m_position.scope)
            m_position = scope;
    }
    ask({});
}

void RefetchRun::ask(const QString &after)
{
    m_after = after;
    m_transport.snapshot({m_position.scope, m_table, after, m_client},
                         m_guard.expect<SnapshotChunk>([this](const auto &chunk) { received(chunk); }));
}

void RefetchRun::received(const Result<SnapshotChunk> &chunk)
{
    if (!chunk) {
        finish(fail(chunk.error()));
        return;
    }
    if (const auto staged = stage(*chunk); !staged) {
        finish(staged);
        return;
    }
    if (chunk->done)
        catchUp();
    else
        ask(chunk->after);
}

Result<void> RefetchRun::stage(const SnapshotChunk &chunk)
{
    if (chunk.epoch != m_position.epoch)
        return fail(ErrorCode::EpochChanged, u"The server's data was replaced; it is fetched anew."_s);
    if (chunk.rows.table != m_table || (!chunk.done && (chunk.after.isEmpty() || chunk.after == m_after))) {
        return fail(ErrorCode::Protocol, u"The server's answer makes no sense. Ask its operator to update it."_s,
                    u"refetch without an end"_s);
    }
    if (m_isFirst) {
        m_startVersion = chunk.version;
        m_total = chunk.totalRows;
    }
    ROOST_TRY(m_store.stageRefetch(m_position.scope, chunk, std::exchange(m_isFirst, false)));
    m_rows += chunk.rows.rows.size();
    m_report(m_rows, m_total);
    return {};
}

void RefetchRun::catchUp()
{
    const qint64 from = std::min(m_startVersion, m_position.cursor);
    PullRequest request{m_client, m_position.scope, m_position.epoch, from, m_ackedMid, {}};
    request.check = true;
    m_pull = std::make_unique<PullRun>(m_transport, request, [this](const Result<QList<PullReply>> &pages) {
        finish(pages ? m_store.applyRefetch(m_position.scope, m_table, *pages) : Result<void>(fail(pages.error())));
    });
    m_pull->start();
}

void RefetchRun::finish(Result<void> result)
{
    const Done done = std::move(m_done);
    done(std::move(result));
}

} // namespace roost::sync
