// Opening, writing, edits and their replay, over one SQLite file.
#include "Replica.h"

#include "MutationApplier.h"
#include "OutboxStore.h"
#include "Profile.h"
#include "SealedColumns.h"
#include "SnapshotLoad.h"
#include "UnknownColumns.h"

#include "common/Clock.h"
#include "common/PlantedBug.h"
#include "storage/Migrator.h"
#include "storage/Transaction.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostReopens = 8;

qsizetype namedRows(const ReplicaChange &change)
{
    qsizetype count = 0;
    for (const auto &ids : change.rows)
        count += ids.size();
    return count;
}

} // namespace

Replica::Replica(const Profile &profile, const Clock &clock, FieldKey key)
    : m_profile(profile)
    , m_clock(clock)
    , m_key(std::move(key))
{
}

Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(const Profile &profile, const Clock &clock, const FieldKey &key)
{
    if (key.isNull())
        return fail(ErrorCode::Forbidden, u"The key of the personal data is missing, so nothing can be changed."_s);
    std::unique_ptr<Replica> replica(new Replica(profile, clock, key));
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
    if (ROOST_PLANTED(UnsyncedCommits))
        ROOST_TRY(m_database->execute(u"PRAGMA synchronous = OFF"_s));
    ROOST_TRY(useKey(*m_database, m_key));
    // What a migration seals must not stay readable in pages that it gives free.
    ROOST_TRY(m_database->execute(u"PRAGMA secure_delete = ON"_s));
    ROOST_ASSIGN(const int upgrades, Migrator(*m_database, Migrator::builtIn(SqlDialect::Sqlite)).migrate());
    if (upgrades > 0 && !isNew) {
        ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
        ROOST_TRY(adoptUnknownColumns(*m_database));
        ROOST_TRY(transaction.commit());
    }
    ROOST_TRY(OutboxStore(*m_database, m_clock).ensureClient());
    ROOST_TRY(adoptKey());
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
        if (generation == m_generation || ROOST_PLANTED(EditOldGeneration))
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
    if (change.everything || namedRows(change) > kMostNamedRows)
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
    mutation.scope = edit.scope;
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
    if (mutation.scope.isEmpty()) {
        ROOST_ASSIGN(mutation.scope, applier.scopeOf(mutation.name, mutation.args));
    }
    OutboxStore outbox(database, m_clock);
    ROOST_TRY(freshenBase(rows, outbox, mutation));
    if (mutation.name == u"calendar.set_rates" && !mutation.base.contains(u"days")) {
        ROOST_ASSIGN(mutation.base, dayRateBase(database, rows, mutation.args));
    }
    change.edits = true;
    ROOST_ASSIGN(const bool isWithdrawn, withdrawPhoto(database, mutation, change));
    if (isWithdrawn)
        return {};
    ROOST_TRY(applier.applyChecked(mutation));
    ROOST_TRY(outbox.append(mutation));
    return mutation.name == u"photo.add" ? BlobQueue(database, m_clock).expect(mutation) : Result<void>();
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
    if (!ROOST_PLANTED(SkipShadowRestore))
        ROOST_TRY(Shadows(database, rows, change).putBack(scope));
    ROOST_TRY(between());
    ROOST_ASSIGN(const auto pending, OutboxStore(database, m_clock).pendingOf(scope));
    if (ROOST_PLANTED(SkipReplay))
        return {};
    MutationApplier applier(database, rows, change);
    for (const sync::Mutation &mutation : pending)
        ROOST_TRY(applier.replay(mutation));
    return {};
}

} // namespace roost::replica
