#include "TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

QString tenantScope(const TenantId &tenant)
{
    return u"t:"_s + tenant.toString();
}

TenantId tenantOfScope(const QString &scope)
{
    return scope.startsWith(u"t:"_s) ? TenantId::fromString(scope.mid(2)) : TenantId();
}

TenantTransaction::TenantTransaction(ServerContext &context, Transaction transaction, bool isOutermost)
    : m_context(&context)
    , m_transaction(std::move(transaction))
    , m_isOutermost(isOutermost)
{
}

Result<TenantTransaction> TenantTransaction::begin(ServerContext &context, TransactionMode mode, const TenantId &tenant,
                                                   const UserId &user)
{
    const bool isOutermost = !context.database.isInTransaction();
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database, mode));
    ROOST_ASSIGN(Statement settings, context.database.statement(u"tenancy/set_tenant_and_user"_s));
    settings.bind(u":tenant"_s, tenant.toString()).bind(u":user"_s, user.isNull() ? u""_s : user.toString());
    if (tenant.isNull())
        settings.bind(u":tenant"_s, u""_s);
    ROOST_TRY(settings.exec());
    TenantTransaction result(context, std::move(transaction), isOutermost);
    result.m_tenant = tenant;
    return result;
}

Result<TenantTransaction> TenantTransaction::beginRead(ServerContext &context, const TenantId &tenant,
                                                       const UserId &user)
{
    return begin(context, TransactionMode::Read, tenant, user);
}

Result<TenantTransaction> TenantTransaction::beginSnapshot(ServerContext &context, const TenantId &tenant,
                                                           const UserId &user)
{
    return begin(context, TransactionMode::ReadSnapshot, tenant, user);
}

Result<TenantTransaction> TenantTransaction::beginForUser(ServerContext &context, const UserId &user)
{
    return begin(context, TransactionMode::Write, {}, user);
}

Result<TenantTransaction> TenantTransaction::beginWrite(ServerContext &context, const TenantId &tenant,
                                                        const UserId &user)
{
    Q_ASSERT(!tenant.isNull());
    ROOST_ASSIGN(TenantTransaction transaction, begin(context, TransactionMode::Write, tenant, user));
    ROOST_ASSIGN(Statement advance, context.database.statement(u"tenancy/advance_scope"_s));
    ROOST_TRY(advance.exec());
    if (advance.next())
        transaction.m_version = advance.integer(0);
    return transaction;
}

Result<void> TenantTransaction::commit()
{
    ROOST_TRY(m_transaction.commit());
    if (m_isOutermost && m_version > 0 && m_context->notifier)
        m_context->notifier->scopeAdvanced(tenantScope(m_tenant), m_version);
    return {};
}

} // namespace roost
