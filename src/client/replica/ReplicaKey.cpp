// The key of the replica in use: the file's own, or a new one after that was lost.
#include "Replica.h"

#include "OutboxStore.h"
#include "SealedColumns.h"

#include "storage/Transaction.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

Result<void> run(Database &database, const QString &statement)
{
    ROOST_ASSIGN(Statement prepared, database.statement(statement));
    return prepared.exec();
}

} // namespace

Result<void> Replica::adoptKey()
{
    bool isOther = false;
    bool isClean = true;
    {
        ROOST_ASSIGN(Statement select, m_database->statement(u"store/field_key"_s));
        ROOST_TRY(select.exec());
        if (!select.next())
            return fail(ErrorCode::StorageBroken, u"The data file is incomplete. Remove the profile and sync anew."_s);
        isOther = select.text(0) != m_key.fingerprint();
        isClean = select.boolean(1);
    }
    if (isOther) {
        ReplicaChange change;
        ROOST_ASSIGN(Transaction transaction, Transaction::begin(*m_database));
        ROOST_TRY(giveUpOtherKey(*m_database, change));
        ROOST_TRY(transaction.commit());
    }
    return isClean ? Result<void>() : cleanFile();
}

// The server has all but the unsent edits. Those that the old key hid are shown as such; the client's number goes with
// it, because the server may have received some of them.
Result<void> Replica::giveUpOtherKey(Database &database, ReplicaChange &change)
{
    change.everything = true;
    change.edits = true;
    OutboxStore outbox(database, m_clock);
    ROOST_TRY(outbox.setAsideUnreadable());
    ROOST_TRY(outbox.takeNewIdentity(false));
    ROOST_TRY(run(database, u"store/forget_shadows"_s));
    ROOST_TRY(run(database, u"store/forget_epochs"_s));
    return run(database, u"store/set_field_key"_s);
}

// Once, behind the migration that sealed the data: rewrites the file and empties its log, so that no old page is left.
// When another process reads the old pages at the moment, the next start does it.
Result<void> Replica::cleanFile()
{
    ROOST_TRY(m_database->execute(u"VACUUM"_s));
    bool isBusy = true;
    {
        ROOST_ASSIGN(Statement checkpoint, m_database->prepare(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        ROOST_TRY(checkpoint.exec());
        isBusy = !checkpoint.next() || checkpoint.boolean(0);
    }
    return isBusy ? Result<void>() : run(*m_database, u"store/note_clean"_s);
}

} // namespace roost::replica
