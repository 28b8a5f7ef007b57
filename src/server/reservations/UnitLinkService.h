// Which unit is a part of which, as the host says. Works alone and inside a transaction of the caller, which goes on
// when it fails.
#pragma once

#include "common/Id.h"
#include "common/Result.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class UnitLinkService
{
public:
    // For members of the tenant: UnitLinks::read(). NotFound when the listing has no such unit.
    Result<QByteArray> parts(ServerContext &context, const Caller &caller, const ListingId &listing,
                             const UnitId &unit) const;
    // Forbidden (needs EditListings), and what UnitLinks::setParts() answers.
    Result<void> setParts(ServerContext &context, const Caller &caller, const ListingId &listing, const UnitId &unit,
                          const QList<UnitId> &parts) const;
};

} // namespace roost
