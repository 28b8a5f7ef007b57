// One decision of a service: a writing transaction that works alone and inside the caller's.
#pragma once

#include "TenantTransaction.h"

namespace roost {

// Alone: a TenantTransaction. Inside another transaction it joins that one behind a savepoint, so that a decision that
// fails (dates taken, booking changed) is undone alone and the caller's transaction goes on.
class TenantWrite
{
    Q_DISABLE_COPY(TenantWrite)

public:
    static Result<TenantWrite> begin(ServerContext &context, const TenantId &tenant, const UserId &user);

    // Of what replicas don't follow: TenantTransaction::beginHold.
    static Result<TenantWrite> beginHold(ServerContext &context, const TenantId &tenant, const UserId &user);

    // TenantTransaction::beginUnlocked.
    static Result<TenantWrite> beginUnlocked(ServerContext &context, const TenantId &tenant, const UserId &user);

    TenantWrite(TenantWrite &&) noexcept = default;

    Result<void> lock() { return m_transaction.lock(); }
    void advancedTo(qint64 version) { m_transaction.advancedTo(version); }
    // The scope's version as this decision leaves it.
    qint64 version() const { return m_transaction.version(); }

    // Undone unless committed.
    Result<void> commit();

private:
    using Begin = Result<TenantTransaction> (*)(ServerContext &, const TenantId &, const UserId &);
    static Result<TenantWrite> begin(ServerContext &context, const TenantId &tenant, const UserId &user, Begin begin);
    TenantWrite(std::optional<Savepoint> savepoint, TenantTransaction transaction);

    // Destroyed last: rolling back to it forgives the joined transaction that failed inside it.
    std::optional<Savepoint> m_savepoint;
    TenantTransaction m_transaction;
};

} // namespace roost
