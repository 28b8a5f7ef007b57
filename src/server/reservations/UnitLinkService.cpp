#include "UnitLinkService.h"

#include "Waitlist.h"

#include "server/inventory/UnitLinks.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

#include <QJsonArray>

namespace roost {

using namespace Qt::StringLiterals;

Result<QByteArray> UnitLinkService::parts(ServerContext &context, const Caller &caller, const ListingId &listing,
                                          const UnitId &unit) const
{
    ROOST_ASSIGN(auto read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const auto found,
                 UnitLinks(context.database, caller.tenant, context.clock.nowUtc()).read(listing, unit));
    ROOST_TRY(read.commit());
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such unit in this listing."_s);
    return *found;
}

Result<void> UnitLinkService::setParts(ServerContext &context, const Caller &caller, const ListingId &listing,
                                       const UnitId &unit, const QList<UnitId> &parts) const
{
    if (!caller.may(Permission::EditListings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change listings. Ask one of them."_s);
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    UnitLinks links(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const auto freed, links.setParts(listing, unit, parts));
    QJsonArray ids;
    for (const UnitId &part : parts)
        ids << part.toString();
    ROOST_TRY(
        appendAudit(context.database, caller, {u"unit.link"_s, u"unit"_s, unit.uuid(), {}, {}, {{u"parts"_s, ids}}}));
    ROOST_TRY(offerFreed(context, caller.tenant, freed));
    return write.commit();
}

} // namespace roost
