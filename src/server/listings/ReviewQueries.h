// What guests said about a tenant's listings.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// Newest first; the key is (reviewed_on, id), both valid or empty. listing null: of all. Forbidden for staff.
Result<QList<JsonRow>> listReviews(ServerContext &context, const Caller &caller, const ListingId &listing,
                                   const RowWindow &window);

} // namespace roost
