// The side file of a snapshot.
#include "SnapshotLoad.h"

#include "Profile.h"
#include "RowStore.h"
#include "RowWriter.h"
#include "SealedColumns.h"

#include "storage/Migrator.h"
#include "storage/Transaction.h"
#include "sync/protocol/SyncTables.h"

#include <fcntl.h>
#include <unistd.h>

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostMappedBytes = 4LL * 1024 * 1024 * 1024;

tl::unexpected<Error> damaged()
{
    return fail(
        ErrorCode::StorageBroken,
        u"The data that was received is damaged on disk. It is fetched again; if this stays, check the disk."_s);
}

} // namespace

SnapshotLoad::SnapshotLoad(const Profile &profile, FieldKey key, QString generation)
    : m_profile(profile)
    , m_key(std::move(key))
    , m_generation(std::move(generation))
{
}

Result<std::unique_ptr<SnapshotLoad>> SnapshotLoad::open(const Profile &profile, const FieldKey &key,
                                                         const QString &scope, const QString &epoch)
{
    ROOST_ASSIGN(const QString current, profile.currentGeneration());
    const QString next = Profile::generationName(Profile::generationNumber(current) + 1);
    std::unique_ptr<SnapshotLoad> load(new SnapshotLoad(profile, key, next));
    if (QFile::exists(profile.path(next))) {
        const auto fits = load->resume(scope, epoch);
        if (fits && *fits)
            return load;
        if (!fits && fits.error().code == ErrorCode::StorageFull)
            return fail(fits.error());
        load->m_database.reset();
    }
    // Also the log of a file that is gone: it must not meet the new one.
    profile.removeGeneration(next);
    ROOST_TRY(load->openFile());
    ROOST_TRY(load->start(scope, epoch));
    return load;
}

Result<void> SnapshotLoad::openFile()
{
    ROOST_ASSIGN(m_database, Database::openSqlite(m_profile.path(m_generation)));
    ROOST_TRY(useKey(*m_database, m_key));
    ROOST_TRY(m_database->execute(u"PRAGMA synchronous = OFF"_s));
    ROOST_TRY(m_database->execute(u"PRAGMA cache_size = -64000"_s));
    ROOST_TRY(Migrator(*m_database, Migrator::builtIn(SqlDialect::Sqlite)).migrate());
    // New pages need no journal of what was there before; a log would have them written twice.
    return m_database->execute(u"PRAGMA journal_mode = TRUNCATE"_s);
}

Result<bool> SnapshotLoad::resume(const QString &scope, const QString &epoch)
{
    ROOST_TRY(openFile());
    ROOST_ASSIGN(Statement select, m_database->statement(u"store/snapshot_position"_s));
    ROOST_TRY(select.exec());
    if (!select.next())
        return false;
    m_isResumed = true;
    m_scope = select.text(0);
    m_epoch = select.text(1);
    ROOST_ASSIGN(Statement key, m_database->statement(u"store/field_key"_s));
    ROOST_TRY(key.exec());
    return m_scope == scope && m_epoch == epoch && key.next() && key.text(0) == m_key.fingerprint();
}

Result<void> SnapshotLoad::start(const QString &scope, const QString &epoch)
{
    m_isResumed = false;
    m_scope = scope;
    m_epoch = epoch;
    const auto kind = sync::scopeKindOf(scope);
    if (!kind)
        return fail(ErrorCode::Protocol, u"The server sent data that this version of Roost doesn't know."_s);
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
    ROOST_TRY(dropIndexes());
    {
        ROOST_ASSIGN(Statement insert, m_database->statement(u"store/start_snapshot"_s));
        insert.bind(u":scope"_s, scope)
            .bind(u":epoch"_s, epoch)
            .bind(u":table_name"_s, sync::syncTables(*kind).first().name);
        ROOST_TRY(insert.exec());
    }
    return transaction.commit();
}

Result<void> SnapshotLoad::dropIndexes()
{
    for (const sync::SyncTable &table : sync::syncTables()) {
        QStringList names;
        ROOST_ASSIGN(Statement select, m_database->statement(u"store/table_indexes"_s));
        select.bind(u":table_name"_s, table.name);
        ROOST_TRY(select.exec());
        while (select.next()) {
            names << select.text(0);
            ROOST_ASSIGN(Statement save, m_database->statement(u"store/save_index"_s));
            save.bind(u":name"_s, select.text(0)).bind(u":definition"_s, select.text(1));
            ROOST_TRY(save.exec());
        }
        for (const QString &name : std::as_const(names))
            ROOST_TRY(m_database->execute(u"DROP INDEX "_s + name));
    }
    return {};
}

Result<sync::SnapshotPosition> SnapshotLoad::position()
{
    ROOST_ASSIGN(Statement select, m_database->statement(u"store/snapshot_position"_s));
    ROOST_TRY(select.exec());
    if (!select.next())
        return damaged();
    sync::SnapshotPosition position;
    position.hasStart = !select.isNull(2);
    position.startVersion = select.integer(2);
    position.table = select.text(3);
    position.after = select.text(4);
    position.rowsLoaded = select.integer(5);
    return position;
}

Result<sync::SnapshotPosition> SnapshotLoad::append(const sync::SnapshotChunk &chunk)
{
    if (chunk.epoch != m_epoch) {
        return fail(ErrorCode::EpochChanged,
                    u"The server was restored from a backup meanwhile; the data is fetched again."_s);
    }
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
    ROOST_ASSIGN(const sync::SnapshotPosition before, position());
    if (chunk.rows.table != before.table)
        return fail(ErrorCode::Protocol, u"The server answered with another table than was asked for."_s);
    {
        ROOST_ASSIGN(RowWriter writer, RowWriter::create(*m_database, chunk.rows.table, chunk.rows.columns, m_scope));
        ROOST_ASSIGN(const sync::CellBlock block, sync::CellBlock::read(chunk.rows));
        for (qsizetype row = 0; row < block.rowCount(); ++row)
            ROOST_TRY(writer.write(block, row));
        ROOST_ASSIGN(Statement move, m_database->statement(u"store/move_snapshot"_s));
        const QString next = chunk.done ? sync::syncTableAfter(chunk.rows.table, m_schema) : chunk.rows.table;
        move.bind(u":version"_s, chunk.version)
            .bind(u":after_key"_s, chunk.done || chunk.after.isNull() ? u""_s : chunk.after)
            .bind(u":same_table"_s, next)
            .bind(u":rows"_s, block.rowCount())
            .bind(u":table_name"_s, next);
        ROOST_TRY(move.exec());
    }
    ROOST_TRY(transaction.commit());
    return position();
}

Result<void> SnapshotLoad::complete()
{
    ROOST_TRY(makeIndexes());
    if (m_isResumed)
        ROOST_TRY(checkFile());
    return syncFile();
}

Result<void> SnapshotLoad::makeIndexes()
{
    // Each index reads its whole table once more: better where the system has it than by way of the cache.
    ROOST_TRY(m_database->execute(u"PRAGMA mmap_size = %1"_s.arg(kMostMappedBytes)));
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
    QStringList definitions;
    {
        ROOST_ASSIGN(Statement select, m_database->statement(u"store/saved_indexes"_s));
        ROOST_TRY(select.exec());
        while (select.next())
            definitions << select.text(1);
    }
    for (const QString &definition : std::as_const(definitions))
        ROOST_TRY(makeIndex(definition));
    ROOST_ASSIGN(Statement forget, m_database->statement(u"store/forget_indexes"_s));
    ROOST_TRY(forget.exec());
    return transaction.commit();
}

// While a table has no index of its ids, a row that came twice is there twice: the later one is the newer one.
Result<void> SnapshotLoad::makeIndex(const QString &definition)
{
    const auto made = m_database->execute(definition);
    if (made || made.error().code != ErrorCode::AlreadyExists)
        return made;
    const QString table = definition.section(u" ON "_s, 1).section(u' ', 0, 0);
    ROOST_TRY(
        m_database->execute(u"DELETE FROM %1 WHERE rowid NOT IN (SELECT max(rowid) FROM %1 GROUP BY id)"_s.arg(table)));
    return m_database->execute(definition);
}

Result<void> SnapshotLoad::checkFile()
{
    // A power cut during the load may have left pages of different times.
    ROOST_ASSIGN(Statement check, m_database->prepare(u"PRAGMA quick_check(1)"_s));
    ROOST_TRY(check.exec());
    if (!check.next() || check.text(0) != u"ok")
        return damaged();
    return {};
}

Result<void> SnapshotLoad::syncFile()
{
    ROOST_TRY(m_database->execute(u"PRAGMA mmap_size = 0"_s));
    ROOST_TRY(m_database->execute(u"PRAGMA synchronous = FULL"_s));
    // There is a log when this is done a second time.
    ROOST_TRY(m_database->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    ROOST_TRY(m_database->execute(u"PRAGMA journal_mode = WAL"_s));
    const int file = ::open(QFile::encodeName(m_profile.path(m_generation)).constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!synced)
        return fail(ErrorCode::StorageFull, u"The disk can't be written. Free some space and try again."_s);
    return {};
}

} // namespace roost::replica
