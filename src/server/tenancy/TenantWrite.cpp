#include "TenantWrite.h"

namespace roost {

TenantWrite::TenantWrite(std::optional<Savepoint> savepoint, TenantTransaction transaction)
    : m_savepoint(std::move(savepoint))
    , m_transaction(std::move(transaction))
{
}

Result<TenantWrite> TenantWrite::begin(ServerContext &context, const TenantId &tenant, const UserId &user)
{
    return begin(context, tenant, user, &TenantTransaction::beginWrite);
}

Result<TenantWrite> TenantWrite::beginHold(ServerContext &context, const TenantId &tenant, const UserId &user)
{
    return begin(context, tenant, user, &TenantTransaction::beginHold);
}

Result<TenantWrite> TenantWrite::beginUnlocked(ServerContext &context, const TenantId &tenant, const UserId &user)
{
    return begin(context, tenant, user, &TenantTransaction::beginUnlocked);
}

Result<TenantWrite> TenantWrite::begin(ServerContext &context, const TenantId &tenant, const UserId &user, Begin begin)
{
    std::optional<Savepoint> savepoint;
    if (context.database.isInTransaction()) {
        ROOST_ASSIGN(Savepoint begun, Savepoint::begin(context.database));
        savepoint.emplace(std::move(begun));
    }
    ROOST_ASSIGN(TenantTransaction transaction, begin(context, tenant, user));
    return TenantWrite(std::move(savepoint), std::move(transaction));
}

Result<void> TenantWrite::commit()
{
    ROOST_TRY(m_transaction.commit());
    if (m_savepoint)
        return m_savepoint->release();
    return {};
}

} // namespace roost
