#include "TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kSet = "tenancy/set_tenant_and_user"_L1;
constexpr auto kAdvance = "tenancy/begin_write"_L1;
constexpr auto kLock = "tenancy/begin_hold"_L1;

} // namespace

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
                                                   const UserId &user, QLatin1StringView settings)
{
    const bool isOutermost = !context.database.isInTransaction();
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database, mode));
    ROOST_ASSIGN(Statement statement, context.database.statement(QString(settings)));
    statement.bind(u":tenant"_s, tenant.isNull() ? u""_s : tenant.toString())
        .bind(u":user"_s, user.isNull() ? u""_s : user.toString());
    ROOST_TRY(statement.exec());
    TenantTransaction result(context, std::move(transaction), isOutermost);
    result.m_tenant = tenant;
    result.m_user = user;
    result.m_isHold = settings == kLock;
    if (settings == kAdvance && statement.next())
        result.m_version = statement.integer(0);
    return result;
}

Result<TenantTransaction> TenantTransaction::beginRead(ServerContext &context, const TenantId &tenant,
                                                       const UserId &user)
{
    return begin(context, TransactionMode::Read, tenant, user, kSet);
}

Result<TenantTransaction> TenantTransaction::beginSnapshot(ServerContext &context, const TenantId &tenant,
                                                           const UserId &user)
{
    return begin(context, TransactionMode::ReadSnapshot, tenant, user, kSet);
}

Result<TenantTransaction> TenantTransaction::beginForUser(ServerContext &context, const UserId &user,
                                                          const TenantId &tenant)
{
    return begin(context, TransactionMode::Write, tenant, user, kSet);
}

Result<TenantTransaction> TenantTransaction::beginWrite(ServerContext &context, const TenantId &tenant,
                                                        const UserId &user)
{
    Q_ASSERT(!tenant.isNull());
    return begin(context, TransactionMode::Write, tenant, user, kAdvance);
}

Result<TenantTransaction> TenantTransaction::beginHold(ServerContext &context, const TenantId &tenant,
                                                       const UserId &user)
{
    Q_ASSERT(!tenant.isNull());
    return begin(context, TransactionMode::Write, tenant, user, kLock);
}

Result<TenantTransaction> TenantTransaction::beginUnlocked(ServerContext &context, const TenantId &tenant,
                                                           const UserId &user)
{
    Q_ASSERT(!tenant.isNull());
    ROOST_ASSIGN(TenantTransaction transaction, begin(context, TransactionMode::Write, tenant, user, kSet));
    // Whoever locks later, here or in the database, holds something.
    transaction.m_isHold = true;
    return transaction;
}

Result<void> TenantTransaction::lock()
{
    ROOST_ASSIGN(Statement statement, m_context->database.statement(QString(kLock)));
    statement.bind(u":tenant"_s, m_tenant.toString()).bind(u":user"_s, m_user.isNull() ? u""_s : m_user.toString());
    return statement.exec();
}

Result<void> TenantTransaction::commit()
{
    ROOST_TRY(m_transaction.commit());
    if (!m_isOutermost || !m_context->notifier)
        return {};
    if (m_version > 0)
        m_context->notifier->scopeAdvanced(tenantScope(m_tenant), m_version);
    else if (m_isHold)
        m_context->notifier->availabilityChanged(m_tenant);
    return {};
}

} // namespace roost
