// The sync engine's store: positions, outcomes, pulls and snapshots.
#include "Replica.h"

#include "OutboxStore.h"
#include "Profile.h"
#include "PullApplier.h"
#include "SnapshotSwap.h"
#include "TableChecks.h"

#include "common/Clock.h"
#include "common/PlantedBug.h"
#include "storage/Transaction.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<sync::ReplicaPosition> Replica::position()
{
    sync::ReplicaPosition position;
    // In a write transaction, because only that is sure to look at the generation in use.
    const auto looked = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(const auto client, OutboxStore(database, m_clock).client());
        position.client = client.id;
        position.lastAckedMid = client.lastAckedMid;
        position.nextMid = client.nextMid;
        ROOST_ASSIGN(Statement cursors, database.statement(u"store/cursors"_s));
        ROOST_TRY(cursors.exec());
        while (cursors.next()) {
            position.scopes << sync::ScopePosition{cursors.text(0), cursors.text(1), cursors.integer(2),
                                                   static_cast<int>(cursors.integer(3))};
        }
        ROOST_ASSIGN(position.checksDue, TableChecks::due(database, m_clock));
        return {};
    });
    ROOST_TRY(looked);
    return position;
}

Result<sync::EditCounts> Replica::editCounts()
{
    ROOST_ASSIGN(Statement counts, m_database->statement(u"replica/counts"_s));
    ROOST_TRY(counts.exec());
    if (!counts.next())
        return sync::EditCounts{};
    return sync::EditCounts{static_cast<int>(counts.integer(0)), static_cast<int>(counts.integer(1)),
                            static_cast<int>(counts.integer(2))};
}

Result<QList<sync::Mutation>> Replica::waitingMutations(int most)
{
    const auto looked = BlobQueue(*m_database, m_clock).list(u"waiting"_s);
    ROOST_TRY(looked);
    ROOST_ASSIGN(const bool isNews, OutboxStore(*m_database, m_clock).hasUnsent(most));
    if (looked->isEmpty() && !isNews)
        return OutboxStore(*m_database, m_clock).waiting(most);
    QList<sync::Mutation> sendable;
    const auto sorted = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(const qint64 firstHeld, BlobQueue(database, m_clock).holdBack());
        OutboxStore outbox(database, m_clock);
        ROOST_ASSIGN(sendable, outbox.waiting(most));
        if (firstHeld > 0)
            sendable.removeIf([firstHeld](const sync::Mutation &mutation) { return mutation.mid >= firstHeld; });
        return sendable.isEmpty() ? Result<void>() : outbox.noteSent(sendable.last().mid);
    });
    ROOST_TRY(sorted);
    return sendable;
}

Result<void> Replica::storeOutcomes(const QList<sync::Outcome> &outcomes)
{
    if (outcomes.isEmpty())
        return {};
    return write([&](Database &database, ReplicaChange &change) {
        change.edits = true;
        return OutboxStore(database, m_clock).storeOutcomes(outcomes);
    });
}

Result<int> Replica::noteFailure(const MutationId &mutation, const QString &code)
{
    int attempts = 0;
    const auto noted = write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.edits = true;
        OutboxStore outbox(database, m_clock);
        ROOST_ASSIGN(attempts, outbox.noteFailure(mutation, code));
        if (code != errorCodeName(ErrorCode::BlobMissing))
            return {};
        ROOST_ASSIGN(const auto found, outbox.find(mutation));
        if (found)
            ROOST_TRY(BlobQueue(database, m_clock).sendAgain(*found));
        return {};
    });
    ROOST_TRY(noted);
    return attempts;
}

Result<void> Replica::quarantine(const MutationId &mutation, const QString &code, const QString &message)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        OutboxStore outbox(database, m_clock);
        ROOST_ASSIGN(const auto found, outbox.find(mutation));
        if (!found || found->mid == 0)
            return {};
        change.edits = true;
        return rebase(database, found->scope, change, [&] { return outbox.quarantine(*found, code, message); });
    });
}

Result<void> Replica::takeNewIdentity(bool serverForgot)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.edits = true;
        ROOST_TRY(OutboxStore(database, m_clock).takeNewIdentity(serverForgot));
        return serverForgot ? showWhatWaits(database, change) : Result<void>();
    });
}

// What waits again is seen again, over what others did to the same rows since it was acknowledged.
Result<void> Replica::showWhatWaits(Database &database, ReplicaChange &change)
{
    QStringList scopes;
    {
        ROOST_ASSIGN(Statement cursors, database.statement(u"store/cursors"_s));
        ROOST_TRY(cursors.exec());
        while (cursors.next())
            scopes << cursors.text(0);
    }
    change.everything = true;
    for (const QString &scope : std::as_const(scopes))
        ROOST_TRY(rebase(database, scope, change, [] { return Result<void>(); }));
    return {};
}

Result<int> Replica::replayForgotten(qint64 serverLastMid)
{
    int count = 0;
    const auto replayed = write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.edits = true;
        ROOST_ASSIGN(count, OutboxStore(database, m_clock).replayForgotten(serverLastMid));
        return showWhatWaits(database, change);
    });
    ROOST_TRY(replayed);
    return count;
}

Result<void> Replica::describeScope(const sync::ScopeState &scope)
{
    m_descriptions.insert(scope.scope, scope);
    return write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(Statement describe, database.statement(u"store/describe_cursor"_s));
        describe.bind(u":name"_s, scope.name)
            .bind(u":role"_s, scope.role)
            .bind(u":epoch"_s, scope.epoch)
            .bind(u":version"_s, scope.version)
            .bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs))
            .bind(u":scope"_s, scope.scope);
        return describe.exec();
    });
}

Result<void> Replica::removeScope(const sync::ScopeState &scope, qint64 serverLastMid)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.everything = true;
        change.edits = true;
        ROOST_TRY(OutboxStore(database, m_clock).leaveScope(scope, serverLastMid));
        ROOST_TRY(RowStore(database).removeScope(scope.scope));
        for (const QString &statement : {u"store/remove_shadows_of_scope"_s, u"store/remove_checks_of_scope"_s,
                                         u"store/remove_unknown_columns_of_scope"_s, u"store/remove_cursor"_s}) {
            ROOST_ASSIGN(Statement remove, database.statement(statement));
            remove.bind(u":scope"_s, scope.scope);
            ROOST_TRY(remove.exec());
        }
        return {};
    });
}

Result<void> Replica::applyPull(const QString &scope, const QList<sync::PullReply> &pages)
{
    if (ROOST_PLANTED(CursorBeforeRows)) {
        const auto moved = write([&](Database &database, ReplicaChange &change) {
            sync::PullReply empty = pages.last();
            empty.tables.clear();
            empty.tombstones.clear();
            return publish(database, scope, {empty}, change);
        });
        ROOST_TRY(moved);
    }
    return write([&](Database &database, ReplicaChange &change) { return publish(database, scope, pages, change); });
}

Result<void> Replica::publish(Database &database, const QString &scope, const QList<sync::PullReply> &pages,
                              ReplicaChange &change, const QString &replaced)
{
    const sync::PullReply &last = pages.last();
    {
        ROOST_ASSIGN(Statement cursor, database.statement(u"store/cursor"_s));
        cursor.bind(u":scope"_s, scope);
        ROOST_TRY(cursor.exec());
        if (!cursor.next() || cursor.text(0) != last.epoch)
            return fail(ErrorCode::EpochChanged, u"The server's data was replaced; it is fetched anew."_s);
        if (cursor.integer(1) > last.cursor)
            return {};
    }
    TableChecks checks(database, m_clock, scope);
    OutboxStore outbox(database, m_clock);
    ROOST_ASSIGN(const auto pendingBefore, outbox.pendingOf(scope));
    change.edits = !pendingBefore.isEmpty() || !last.outcomes.isEmpty();
    const auto rebased = rebase(database, scope, change, [&]() -> Result<void> {
        if (!replaced.isEmpty())
            ROOST_TRY(checks.replace(replaced));
        ROOST_TRY(PullApplier(database, scope, change).apply(pages));
        // The rows are the server's here: edits that wait are replayed behind this.
        ROOST_TRY(checks.compare(last.checks));
        ROOST_TRY(outbox.storeOutcomes(last.outcomes));
        return outbox.finishUpTo(scope, last.lastMid);
    });
    ROOST_TRY(rebased);
    ROOST_ASSIGN(Statement move, database.statement(u"store/move_cursor"_s));
    move.bind(u":version"_s, last.cursor)
        .bind(u":synced_at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs))
        .bind(u":scope"_s, scope);
    return move.exec();
}

Result<void> Replica::replaceScope(const QString &scope, const QList<sync::PullReply> &pages)
{
    const sync::PullReply &last = pages.last();
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.everything = true;
        change.edits = true;
        OutboxStore outbox(database, m_clock);
        const auto rebased = rebase(database, scope, change, [&]() -> Result<void> {
            ROOST_TRY(RowStore(database).removeScope(scope));
            ROOST_TRY(PullApplier(database, scope, change).apply(pages));
            ROOST_TRY(outbox.storeOutcomes(last.outcomes));
            return outbox.finishUpTo(scope, last.lastMid);
        });
        ROOST_TRY(rebased);
        return saveCursor(database, {scope, last.epoch, last.cursor}, m_descriptions.value(scope), m_clock);
    });
}

Result<QStringList> Replica::tablesToRefetch(const QString &scope)
{
    QStringList tables;
    const auto looked = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(tables, TableChecks(database, m_clock, scope).toRefetch());
        return {};
    });
    ROOST_TRY(looked);
    return tables;
}

Result<void> Replica::stageRefetch(const QString &scope, const sync::SnapshotChunk &chunk, bool isFirst)
{
    return write([&](Database &database, ReplicaChange &) {
        return TableChecks(database, m_clock, scope).stage(chunk, isFirst);
    });
}

Result<void> Replica::applyRefetch(const QString &scope, const QString &table, const QList<sync::PullReply> &catchUp)
{
    return write([&](Database &database, ReplicaChange &change) {
        change.everything = true;
        return publish(database, scope, catchUp, change, table);
    });
}

// A power cut during the load may have damaged the side file where nobody has looked yet; whoever meets that begins
// anew instead of going on with it for ever.
template <class T>
void Replica::dropIfBroken(const Result<T> &result)
{
    if (!result && result.error().code == ErrorCode::StorageBroken)
        static_cast<void>(dropSnapshot());
}

Result<sync::SnapshotPosition> Replica::beginSnapshot(const QString &scope, const QString &epoch)
{
    m_load.reset();
    ROOST_TRY(write([](Database &, ReplicaChange &) { return Result<void>(); }));
    ROOST_ASSIGN(m_load, SnapshotLoad::open(m_profile, m_key, scope, epoch));
    if (const int schema = m_descriptions.value(scope).schemaVersion; schema > 0)
        m_load->setSchema(schema);
    auto position = m_load->position();
    dropIfBroken(position);
    return position;
}

Result<sync::SnapshotPosition> Replica::appendSnapshot(const sync::SnapshotChunk &chunk)
{
    Q_ASSERT(m_load);
    auto position = m_load->append(chunk);
    dropIfBroken(position);
    return position;
}

Result<void> Replica::publishSnapshot(const QList<sync::PullReply> &catchUp)
{
    Q_ASSERT(m_load);
    if (catchUp.last().epoch != m_load->epoch())
        return fail(ErrorCode::EpochChanged, u"The server's data was replaced; it is fetched anew."_s);
    const auto completed = m_load->complete();
    dropIfBroken(completed);
    ROOST_TRY(completed);
    {
        ROOST_ASSIGN(Transaction hold, beginOnCurrent());
        const auto swapped =
            swapIn(*m_load, m_profile, m_generation, catchUp, m_descriptions.value(m_load->scope()), m_clock);
        dropIfBroken(swapped);
        ROOST_TRY(swapped);
    }
    m_load.reset();
    ROOST_TRY(openCurrent());
    tell({.everything = true, .rows = {}, .edits = true});
    return {};
}

Result<void> Replica::dropSnapshot()
{
    if (!m_load)
        return {};
    const QString generation = m_load->generation();
    m_load.reset();
    m_profile.removeGeneration(generation);
    return {};
}

} // namespace roost::replica
