#include "Epoch.h"

#include "common/Json.h"
#include "common/Log.h"
#include "common/Secrets.h"
#include "storage/Transaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

std::optional<DataPosition> readMark(const QString &markFile)
{
    QFile file(markFile);
    if (markFile.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto json = parseJsonObject(file.read(4096));
    if (!json)
        return std::nullopt;
    // As texts: these numbers may be beyond what a double holds.
    return DataPosition{json->value(u"system_identifier").toString(), json->value(u"timeline").toString().toLongLong(),
                        json->value(u"database_oid").toString().toLongLong(),
                        json->value(u"wal_bytes").toString().toLongLong(),
                        json->value(u"versions_total").toString().toLongLong()};
}

Result<void> writeMark(const QString &markFile, const DataPosition &position)
{
    if (markFile.isEmpty())
        return {};
    const QJsonObject json{{u"system_identifier"_s, position.systemIdentifier},
                           {u"timeline"_s, QString::number(position.timeline)},
                           {u"database_oid"_s, QString::number(position.databaseOid)},
                           {u"wal_bytes"_s, QString::number(position.walBytes)},
                           {u"versions_total"_s, QString::number(position.versionsTotal)}};
    return writePrivateFile(markFile, canonicalJson(json) + '\n');
}

Result<QString> startEpoch(Database &database, const DataPosition &position, const QString &reason)
{
    ROOST_ASSIGN(Statement start, database.statement(u"sync/start_epoch"_s));
    start.bind(u":system_identifier"_s, position.systemIdentifier)
        .bind(u":timeline"_s, position.timeline)
        .bind(u":database_oid"_s, position.databaseOid);
    ROOST_TRY(start.exec());
    const QString epoch = start.next() ? start.text(0) : QString();
    logEvent(LogLevel::Warning, u"sync.epoch_started"_s, {{u"epoch"_s, epoch}, {u"reason"_s, reason}});
    return epoch;
}

// Why the current epoch can't go on; empty when it can.
QString reasonToStart(const Statement &current, const DataPosition &position, const std::optional<DataPosition> &mark)
{
    if (current.text(1) != position.systemIdentifier)
        return u"another cluster"_s;
    if (current.integer(2) != position.timeline)
        return u"another timeline"_s;
    if (!current.isNull(3) && current.integer(3) != position.databaseOid)
        return u"another database"_s;
    if (mark && position.isBehind(*mark))
        return u"an older copy"_s;
    return {};
}

Result<void> adoptDatabaseOid(Database &database, const QString &epoch, const DataPosition &position)
{
    ROOST_ASSIGN(Statement adopt, database.statement(u"sync/adopt_database_oid"_s));
    adopt.bind(u":database_oid"_s, position.databaseOid).bind(u":epoch"_s, epoch);
    return adopt.exec();
}

struct EpochInForce
{
    QString epoch;
    bool isNew = false;
};

Result<EpochInForce> settle(Database &database, const QString &markFile)
{
    EpochInForce inForce;
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(database));
    ROOST_ASSIGN(const DataPosition position, dataPosition(database));
    {
        ROOST_ASSIGN(Statement current, database.statement(u"sync/current_epoch"_s));
        ROOST_TRY(current.exec());
        const bool hasOne = current.next();
        inForce.epoch = hasOne ? current.text(0) : QString();
        const QString reason = hasOne ? reasonToStart(current, position, readMark(markFile)) : u"the first one"_s;
        inForce.isNew = !reason.isEmpty();
        if (inForce.isNew) {
            ROOST_ASSIGN(inForce.epoch, startEpoch(database, position, reason));
        } else if (current.isNull(3)) {
            ROOST_TRY(adoptDatabaseOid(database, inForce.epoch, position));
        }
    }
    ROOST_TRY(transaction.commit());
    // Behind the commit: a mark that is ahead of the data would make the next start believe in a loss.
    if (inForce.isNew || readMark(markFile) != position)
        ROOST_TRY(writeMark(markFile, position));
    return inForce;
}

} // namespace

bool DataPosition::isSameDatabase(const DataPosition &other) const
{
    return systemIdentifier == other.systemIdentifier && timeline == other.timeline && databaseOid == other.databaseOid;
}

bool DataPosition::isBehind(const DataPosition &other) const
{
    return isSameDatabase(other) && (walBytes < other.walBytes || versionsTotal < other.versionsTotal);
}

Result<DataPosition> dataPosition(Database &database)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/cluster_identity"_s));
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return fail(ErrorCode::Internal, u"The database does not tell its identity."_s);
    return DataPosition{statement.text(0), statement.integer(1), statement.integer(2), statement.integer(3),
                        statement.integer(4)};
}

Result<QString> ensureEpoch(Database &database, const QString &markFile)
{
    ROOST_ASSIGN(const EpochInForce inForce, settle(database, markFile));
    return inForce.epoch;
}

Result<int> advanceMark(Database &database, const QString &markFile)
{
    ROOST_ASSIGN(const EpochInForce inForce, settle(database, markFile));
    return inForce.isNew ? 1 : 0;
}

Result<QString> scopeEpoch(Database &database, const QString &scope)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/scope_epoch"_s));
    statement.bind(u":scope"_s, scope);
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return fail(ErrorCode::Unavailable, u"The server is still starting. Try again in a moment."_s);
    return statement.text(0);
}

Result<Epochs> currentEpochs(Database &database)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/scope_epochs"_s));
    ROOST_TRY(statement.exec());
    Epochs epochs;
    while (statement.next()) {
        epochs.server = statement.text(0);
        if (!statement.isNull(1))
            epochs.restarted.insert(statement.text(1), statement.text(2));
    }
    if (epochs.server.isEmpty())
        return fail(ErrorCode::Unavailable, u"The server is still starting. Try again in a moment."_s);
    return epochs;
}

Result<QString> currentEpoch(Database &database)
{
    ROOST_ASSIGN(const Epochs epochs, currentEpochs(database));
    return epochs.server;
}

Result<QString> restartScope(Database &database, const QString &scope, const QString &expectedEpoch)
{
    ROOST_ASSIGN(Statement restart, database.statement(u"sync/restart_scope"_s));
    restart.bind(u":scope"_s, scope).bind(u":expected_epoch"_s, expectedEpoch);
    ROOST_TRY(restart.exec());
    const QString epoch = restart.next() ? restart.text(0) : QString();
    logEvent(LogLevel::Warning, u"sync.scope_restarted"_s, {{u"scope"_s, scope}, {u"epoch"_s, epoch}});
    return epoch;
}

} // namespace roost
