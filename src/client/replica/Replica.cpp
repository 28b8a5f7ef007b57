// Edits, and the sync engine's store, over one SQLite file.
#include "Replica.h"

#include "MutationApplier.h"
#include "OutboxStore.h"
#include "Profile.h"
#include "PullApplier.h"
#include "SnapshotSwap.h"

#include "common/Clock.h"
#include "storage/Migrator.h"
#include "storage/Transaction.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

// Beyond this, naming rows costs more than reading everything anew.
constexpr qsizetype kMostNamedRows = 2000;
constexpr int kMostReopens = 8;

qsizetype namedRows(const ReplicaChange &change)
{
    qsizetype count = 0;
    for (const auto &ids : change.rows)
        count += ids.size();
    return count;
}

} // namespace

Replica::Replica(const Profile &profile, const Clock &clock)
    : m_profile(profile)
    , m_clock(clock)
{
}

Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(const Profile &profile, const Clock &clock)
{
    std::unique_ptr<Replica> replica(new Replica(profile, clock));
    ROOST_TRY(replica->openCurrent());
    if (profile.isOwner())
        replica->removeOldGenerations();
    return replica;
}

Result<void> Replica::openCurrent()
{
    m_database.reset();
    ROOST_ASSIGN(m_generation, m_profile.currentGeneration());
    const bool isNew = m_generation.isEmpty();
    if (isNew)
        m_generation = Profile::generationName(1);
    ROOST_ASSIGN(m_database, Database::openSqlite(m_profile.path(m_generation)));
    ROOST_TRY(Migrator(*m_database, Migrator::builtIn(SqlDialect::Sqlite)).migrate());
    ROOST_TRY(OutboxStore(*m_database, m_clock).ensureClient());
    return isNew ? m_profile.switchTo(m_generation) : Result<void>();
}

void Replica::removeOldGenerations()
{
    const QStringList generations = m_profile.generations();
    for (const QString &generation : generations) {
        if (Profile::generationNumber(generation) < Profile::generationNumber(m_generation))
            m_profile.removeGeneration(generation);
    }
}

Result<Transaction> Replica::beginOnCurrent()
{
    for (int attempt = 0; attempt < kMostReopens; ++attempt) {
        ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
        ROOST_ASSIGN(const QString generation, m_profile.currentGeneration());
        if (generation == m_generation)
            return transaction;
        // A snapshot was swapped in by another process while this one waited for the lock.
        transaction.rollBack();
        ROOST_TRY(openCurrent());
    }
    return fail(ErrorCode::Busy, u"The data is being fetched anew at the moment. Try again."_s);
}

Result<void> Replica::write(const std::function<Result<void>(Database &, ReplicaChange &)> &work)
{
    ReplicaChange change;
    {
        ROOST_ASSIGN(Transaction transaction, beginOnCurrent());
        ROOST_TRY(work(*m_database, change));
        ROOST_TRY(transaction.commit());
    }
    tell(change);
    return {};
}

void Replica::tell(const ReplicaChange &change)
{
    if (!m_listener || change.isEmpty())
        return;
    if (namedRows(change) > kMostNamedRows)
        m_listener({.everything = true, .rows = {}, .edits = change.edits});
    else
        m_listener(change);
}

sync::Mutation Replica::mutationFor(const Edit &edit)
{
    sync::Mutation mutation;
    mutation.id = MutationId::create();
    mutation.name = edit.name;
    mutation.schemaVersion = sync::kSchemaVersion;
    mutation.args = edit.args;
    mutation.base = edit.base;
    return mutation;
}

Result<MutationId> Replica::edit(const Edit &edit)
{
    sync::Mutation mutation = mutationFor(edit);
    const auto written =
        write([&](Database &database, ReplicaChange &change) { return enqueue(database, mutation, change); });
    ROOST_TRY(written);
    return mutation.id;
}

Result<void> Replica::enqueue(Database &database, sync::Mutation &mutation, ReplicaChange &change)
{
    RowStore rows(database);
    MutationApplier applier(database, rows, change);
    ROOST_ASSIGN(mutation.scope, applier.scopeOf(mutation.name, mutation.args));
    OutboxStore outbox(database, m_clock);
    ROOST_TRY(freshenBase(rows, outbox, mutation));
    ROOST_TRY(applier.applyChecked(mutation));
    change.edits = true;
    return outbox.append(mutation);
}

// Who types twice before the screen has caught up, or in two windows, must not be asked to choose between their own
// words: an edit over one's own earlier edit is based on that one.
Result<void> Replica::freshenBase(RowStore &rows, OutboxStore &outbox, sync::Mutation &mutation)
{
    if (mutation.name != u"listing.edit")
        return {};
    const QString listingId = mutation.args.value(u"listing_id").toString();
    ROOST_ASSIGN(const auto row, rows.load(u"listing"_s, listingId));
    const QStringList fields = mutation.base.keys();
    for (const QString &field : fields) {
        const QJsonValue now = row ? row->value(field) : QJsonValue();
        if (!row || now == mutation.base.value(field))
            continue;
        ROOST_ASSIGN(const bool isOwn, outbox.wasSetHere(listingId, field, now));
        if (isOwn)
            mutation.base.insert(field, now);
    }
    return {};
}

Result<void> Replica::rebase(Database &database, const QString &scope, ReplicaChange &change,
                             const std::function<Result<void>()> &between)
{
    RowStore rows(database);
    ROOST_TRY(Shadows(database, rows, change).putBack(scope));
    ROOST_TRY(between());
    ROOST_ASSIGN(const auto pending, OutboxStore(database, m_clock).pendingOf(scope));
    MutationApplier applier(database, rows, change);
    for (const sync::Mutation &mutation : pending)
        ROOST_TRY(applier.replay(mutation));
    return {};
}

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
        while (cursors.next())
            position.scopes << sync::ScopePosition{cursors.text(0), cursors.text(1), cursors.integer(2)};
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
    return OutboxStore(*m_database, m_clock).waiting(most);
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
        ROOST_ASSIGN(attempts, OutboxStore(database, m_clock).noteFailure(mutation, code));
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

Result<void> Replica::takeNewIdentity()
{
    return write([&](Database &database, ReplicaChange &change) {
        change.edits = true;
        return OutboxStore(database, m_clock).takeNewIdentity();
    });
}

Result<void> Replica::describeScope(const sync::ScopeState &scope)
{
    m_descriptions.insert(scope.scope, scope);
    return write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(Statement describe, database.statement(u"store/describe_cursor"_s));
        describe.bind(u":name"_s, scope.name).bind(u":role"_s, scope.role).bind(u":scope"_s, scope.scope);
        return describe.exec();
    });
}

Result<void> Replica::removeScope(const QString &scope, qint64 serverLastMid)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.everything = true;
        change.edits = true;
        ROOST_TRY(OutboxStore(database, m_clock).leaveScope(scope, serverLastMid));
        ROOST_TRY(RowStore(database).removeTenant(tenantOfScope(scope)));
        for (const QString &statement : {u"store/remove_shadows_of_scope"_s, u"store/remove_cursor"_s}) {
            ROOST_ASSIGN(Statement remove, database.statement(statement));
            remove.bind(u":scope"_s, scope);
            ROOST_TRY(remove.exec());
        }
        return {};
    });
}

Result<void> Replica::applyPull(const QString &scope, const QList<sync::PullReply> &pages)
{
    return write([&](Database &database, ReplicaChange &change) { return publish(database, scope, pages, change); });
}

Result<void> Replica::publish(Database &database, const QString &scope, const QList<sync::PullReply> &pages,
                              ReplicaChange &change)
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
    OutboxStore outbox(database, m_clock);
    ROOST_ASSIGN(const auto pendingBefore, outbox.pendingOf(scope));
    change.edits = !pendingBefore.isEmpty() || !last.outcomes.isEmpty();
    const auto rebased = rebase(database, scope, change, [&]() -> Result<void> {
        ROOST_TRY(PullApplier(database, scope, change).apply(pages));
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

Result<sync::SnapshotPosition> Replica::beginSnapshot(const QString &scope, const QString &epoch)
{
    m_load.reset();
    ROOST_TRY(write([](Database &, ReplicaChange &) { return Result<void>(); }));
    ROOST_ASSIGN(m_load, SnapshotLoad::open(m_profile, scope, epoch));
    return m_load->position();
}

Result<sync::SnapshotPosition> Replica::appendSnapshot(const sync::SnapshotChunk &chunk)
{
    Q_ASSERT(m_load);
    return m_load->append(chunk);
}

Result<void> Replica::publishSnapshot(const QList<sync::PullReply> &catchUp)
{
    Q_ASSERT(m_load);
    if (catchUp.last().epoch != m_load->epoch())
        return fail(ErrorCode::EpochChanged, u"The server's data was replaced; it is fetched anew."_s);
    const auto completed = m_load->complete();
    if (!completed) {
        if (completed.error().code == ErrorCode::StorageBroken)
            static_cast<void>(dropSnapshot());
        return completed;
    }
    {
        ROOST_ASSIGN(Transaction hold, beginOnCurrent());
        ROOST_TRY(swapIn(*m_load, m_profile, m_generation, catchUp, m_descriptions.value(m_load->scope()), m_clock));
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
