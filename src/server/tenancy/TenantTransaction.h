// A transaction that works for one tenant and one user: row security sees both. Source: domain.md, sync.md "Model".
#pragma once

#include "Caller.h"
#include "ServerContext.h"

#include "storage/Transaction.h"

namespace roost {

// "t:<tenant id>", the name of a tenant's sync scope.
QString tenantScope(const TenantId &tenant);
// Null for anything but "t:<uuid>".
TenantId tenantOfScope(const QString &scope);

class TenantTransaction
{
    Q_DISABLE_COPY(TenantTransaction)

public:
    // For reading one tenant's rows (and, through policies, the user's own). tenant may be null: then only published
    // and own rows are visible.
    static Result<TenantTransaction> beginRead(ServerContext &context, const TenantId &tenant, const UserId &user);
    // As beginRead, in one REPEATABLE READ snapshot.
    static Result<TenantTransaction> beginSnapshot(ServerContext &context, const TenantId &tenant, const UserId &user);
    // For writing a user's own rows (sync clients), of no tenant; or, with one, rows that say nothing new to anybody
    // (blobs that nothing uses yet): waits for nobody, and nobody is told.
    static Result<TenantTransaction> beginForUser(ServerContext &context, const UserId &user,
                                                  const TenantId &tenant = {});
    // Advances the tenant's scope by one first (and so waits for the tenant's other writers); every synced row written
    // is stamped with version(). tenant must not be null. Inside another TenantTransaction of the same tenant it joins.
    static Result<TenantTransaction> beginWrite(ServerContext &context, const TenantId &tenant, const UserId &user);

    // For writing what replicas don't follow (holds): waits for the tenant's other writers and keeps them waiting, but
    // the scope isn't advanced and nobody is told. tenant must not be null. Inside another TenantTransaction of the
    // same tenant it joins.
    static Result<TenantTransaction> beginHold(ServerContext &context, const TenantId &tenant, const UserId &user);

    // As beginHold, but waits for nobody yet: for what reads first and locks then, by lock() or by a function of the
    // database that does.
    static Result<TenantTransaction> beginUnlocked(ServerContext &context, const TenantId &tenant, const UserId &user);

    TenantTransaction(TenantTransaction &&) noexcept = default;

    // Of beginUnlocked: from now on as one of beginHold.
    Result<void> lock();
    // A function of the database has advanced the scope: the notifier will be told.
    void advancedTo(qint64 version) { m_version = version; }

    // The scope's version as this transaction leaves it; 0 for reading ones.
    qint64 version() const { return m_version; }

    // Commits and, if this was the outermost one and wrote or held something, tells the notifier.
    Result<void> commit();

private:
    TenantTransaction(ServerContext &context, Transaction transaction, bool isOutermost);
    // settings: the statement that takes :tenant and :user and begins; its first column is the version, if it has one.
    static Result<TenantTransaction> begin(ServerContext &context, TransactionMode mode, const TenantId &tenant,
                                           const UserId &user, QLatin1StringView settings);

    ServerContext *m_context;
    Transaction m_transaction;
    bool m_isOutermost;
    bool m_isHold = false;
    TenantId m_tenant;
    UserId m_user;
    qint64 m_version = 0;
};

} // namespace roost
