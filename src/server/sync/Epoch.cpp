#include "Epoch.h"

#include "common/Log.h"
#include "storage/Transaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct ClusterIdentity
{
    QString systemIdentifier;
    qint64 timeline = 0;
};

Result<ClusterIdentity> clusterIdentity(Database &database)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/cluster_identity"_s));
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return fail(ErrorCode::Internal, u"The database does not tell its identity."_s);
    return ClusterIdentity{statement.text(0), statement.integer(1)};
}

} // namespace

Result<QString> ensureEpoch(Database &database)
{
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(database));
    ROOST_ASSIGN(const ClusterIdentity identity, clusterIdentity(database));
    ROOST_ASSIGN(Statement current, database.statement(u"sync/current_epoch"_s));
    ROOST_TRY(current.exec());
    if (current.next() && current.text(1) == identity.systemIdentifier && current.integer(2) == identity.timeline)
        return current.text(0);
    ROOST_ASSIGN(Statement start, database.statement(u"sync/start_epoch"_s));
    start.bind(u":system_identifier"_s, identity.systemIdentifier).bind(u":timeline"_s, identity.timeline);
    ROOST_TRY(start.exec());
    const QString epoch = start.next() ? start.text(0) : QString();
    ROOST_TRY(transaction.commit());
    logEvent(LogLevel::Info, u"sync.epoch_started"_s, {{u"epoch"_s, epoch}});
    return epoch;
}

Result<QString> currentEpoch(Database &database)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/current_epoch"_s));
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return fail(ErrorCode::Unavailable, u"The server is still starting. Try again in a moment."_s);
    return statement.text(0);
}

} // namespace roost
