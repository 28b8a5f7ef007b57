// Small transactions, so that no writer of a tenant waits for long.
#include "SyncRetention.h"

#include "common/Clock.h"
#include "storage/Transaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Rather leave some for the next time than work without end.
constexpr int kMostRounds = 10'000;

Result<int> expireSome(Database &database, const QString &statementName, const QString &before)
{
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(database));
    int dropped = 0;
    {
        ROOST_ASSIGN(Statement expire, database.statement(statementName));
        expire.bind(u":before"_s, before);
        ROOST_TRY(expire.exec());
        dropped = expire.next() ? static_cast<int>(expire.integer(0)) : 0;
    }
    ROOST_TRY(transaction.commit());
    return dropped;
}

Result<int> expireAll(Database &database, const QString &statementName, const QString &before)
{
    int total = 0;
    for (int round = 0; round < kMostRounds; ++round) {
        ROOST_ASSIGN(const int dropped, expireSome(database, statementName, before));
        if (dropped == 0)
            break;
        total += dropped;
    }
    return total;
}

} // namespace

Result<int> expireSyncRecords(ServerContext &context, int days)
{
    const QString before = context.clock.nowUtc().addDays(-days).toString(Qt::ISODateWithMs);
    ROOST_ASSIGN(const int tombstones, expireAll(context.database, u"sync/expire_tombstones"_s, before));
    ROOST_ASSIGN(const int outcomes, expireAll(context.database, u"sync/expire_outcomes"_s, before));
    return tombstones + outcomes;
}

} // namespace roost
