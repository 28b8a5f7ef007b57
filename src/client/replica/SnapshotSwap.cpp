// Carries over what the snapshot doesn't hold, replays pending edits on it, and switches the pointer.
#include "SnapshotSwap.h"

#include "MutationApplier.h"
#include "OutboxStore.h"
#include "Profile.h"
#include "PullApplier.h"

#include "common/Clock.h"
#include "common/PlantedBug.h"
#include "storage/Transaction.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

// The file in use under the name "previous" for as long as this lives.
class Attached
{
    Q_DISABLE_COPY_MOVE(Attached)

public:
    explicit Attached(Database &database)
        : m_database(database)
    {
    }
    ~Attached() { static_cast<void>(m_database.execute(u"DETACH previous"_s)); }

    Result<void> attach(const QString &path)
    {
        ROOST_ASSIGN(Statement attach, m_database.prepare(u"ATTACH ? AS previous"_s));
        attach.bindAt(0, path);
        return attach.exec();
    }

private:
    Database &m_database;
};

Result<void> copyRows(Database &database, const QString &table, const QString &where, const QVariant &value)
{
    ROOST_TRY(database.execute(u"DELETE FROM main."_s + table));
    const QString condition = where.isEmpty() ? QString() : u" WHERE %1 <> ?"_s.arg(where);
    ROOST_ASSIGN(Statement copy,
                 database.prepare(u"INSERT INTO main.%1 SELECT * FROM previous.%1%2"_s.arg(table, condition)));
    if (!where.isEmpty())
        copy.bindAt(0, value);
    return copy.exec();
}

// Rows of other scopes as the host sees them, with their shadows; the scope's own come from the snapshot.
Result<void> copyOtherScopes(Database &database, const QString &scope)
{
    for (const sync::SyncTable &table : sync::syncTables()) {
        ROOST_ASSIGN(Statement copy,
                     database.prepare(u"INSERT OR REPLACE INTO main.%1 SELECT * FROM previous.%1 WHERE %2 <> ?"_s.arg(
                         table.name, table.ownerColumn())));
        // Ids are unique over all kinds of owners.
        copy.bindAt(0, sync::ownerOfScope(scope));
        ROOST_TRY(copy.exec());
    }
    ROOST_ASSIGN(
        Statement unknown,
        database.prepare(
            u"INSERT OR IGNORE INTO main.unknown_column SELECT * FROM previous.unknown_column WHERE scope <> ?"_s));
    unknown.bindAt(0, scope);
    ROOST_TRY(unknown.exec());
    ROOST_TRY(copyRows(database, u"shadow"_s, u"scope"_s, scope));
    return copyRows(database, u"cursor"_s, u"scope"_s, scope);
}

Result<void> copyOwn(Database &database)
{
    for (const QString &table : {u"outbox"_s, u"problem"_s, u"sync_client"_s, u"blob_upload"_s, u"table_check"_s}) {
        if ((ROOST_PLANTED(DropOutboxAtSnapshot) && table == u"outbox") ||
            (ROOST_PLANTED(DropProblemsAtSnapshot) && table == u"problem"))
            continue;
        ROOST_TRY(copyRows(database, table, {}, {}));
    }
    return {};
}

Result<void> rebuild(SnapshotLoad &load, const QList<sync::PullReply> &catchUp, const sync::ScopeState &description,
                     const Clock &clock)
{
    Database &database = load.database();
    ReplicaChange change;
    ROOST_TRY(copyOwn(database));
    ROOST_TRY(copyOtherScopes(database, load.scope()));
    if (!ROOST_PLANTED(SnapshotWithoutCatchUp))
        ROOST_TRY(PullApplier(database, load.scope(), change).apply(catchUp));
    ROOST_TRY(saveCursor(database, {load.scope(), load.epoch(), catchUp.last().cursor}, description, clock));
    OutboxStore outbox(database, clock);
    ROOST_TRY(outbox.storeOutcomes(catchUp.last().outcomes));
    ROOST_TRY(outbox.finishUpTo(load.scope(), catchUp.last().lastMid));
    ROOST_ASSIGN(const auto pending, outbox.pendingOf(load.scope()));
    RowStore rows(database);
    MutationApplier applier(database, rows, change);
    for (const sync::Mutation &mutation : pending)
        ROOST_TRY(applier.replay(mutation));
    ROOST_ASSIGN(Statement end, database.statement(u"store/end_snapshot"_s));
    return end.exec();
}

} // namespace

Result<void> saveCursor(Database &database, const sync::ScopePosition &position, const sync::ScopeState &description,
                        const Clock &clock)
{
    ROOST_ASSIGN(Statement save, database.statement(u"store/save_cursor"_s));
    save.bind(u":scope"_s, position.scope)
        .bind(u":epoch"_s, position.epoch)
        .bind(u":version"_s, position.cursor)
        .bind(u":name"_s, description.name.isNull() ? u""_s : description.name)
        .bind(u":role"_s, description.role.isNull() ? u""_s : description.role)
        .bind(u":schema_version"_s, description.schemaVersion)
        .bind(u":synced_at"_s, clock.nowUtc().toString(Qt::ISODateWithMs));
    return save.exec();
}

Result<void> swapIn(SnapshotLoad &load, const Profile &profile, const QString &previousGeneration,
                    const QList<sync::PullReply> &catchUp, const sync::ScopeState &description, const Clock &clock)
{
    Attached previous(load.database());
    ROOST_TRY(previous.attach(profile.path(previousGeneration)));
    // Deferred on purpose: BEGIN IMMEDIATE would ask for the write lock of the attached file too, which the caller has.
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(load.database(), TransactionMode::Read));
    ROOST_TRY(rebuild(load, catchUp, description, clock));
    ROOST_TRY(transaction.commit());
    const auto switched = profile.switchTo(load.generation());
    return switched;
}

} // namespace roost::replica
