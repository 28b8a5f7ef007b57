// What nobody needs any more goes.
#include "BlobService.h"

#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// A photo is sent just before the edit that names it; a client that is slower finds out and sends it again.
constexpr int kDaysUnused = 7;
constexpr int kHoursUnfinished = 48;

Result<bool> removeIfUnused(ServerContext &context, const BlobStorage &storage, const TenantId &tenant,
                            const QString &sha256)
{
    // Keeps whoever sends the same file again waiting until row and file are both gone.
    const auto part = storage.openPart(tenant, sha256);
    if (!part)
        return part.error().code == ErrorCode::Busy ? Result<bool>(false) : Result<bool>(fail(part.error()));
    ROOST_ASSIGN(TenantTransaction write, TenantTransaction::beginForUser(context, {}, tenant));
    ROOST_ASSIGN(const bool removed, BlobRepository(context.database, tenant).removeUnused(sha256));
    ROOST_TRY(write.commit());
    if (removed)
        storage.remove(tenant, sha256);
    return removed;
}

} // namespace

Result<int> BlobService::tidy(ServerContext &context) const
{
    int done = m_storage.removeStaleParts(kHoursUnfinished);
    const QDateTime before = context.clock.nowUtc().addDays(-kDaysUnused);
    ROOST_ASSIGN(const QList<TenantId> tenants, tenantsWithUnusedBlobs(context.database, before));
    for (const TenantId &tenant : tenants) {
        ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, tenant, {}));
        ROOST_ASSIGN(const QStringList unused, BlobRepository(context.database, tenant).unused(before));
        ROOST_TRY(read.commit());
        for (const QString &sha256 : unused) {
            ROOST_ASSIGN(const bool removed, removeIfUnused(context, m_storage, tenant, sha256));
            done += removed ? 1 : 0;
        }
    }
    return done;
}

} // namespace roost
