// What a tenant was and will be paid.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// Newest first; the key is (period_to, id), both valid or empty. Forbidden without Permission::SeeMoney.
Result<QList<JsonRow>> listPayouts(ServerContext &context, const Caller &caller, const RowWindow &window);

} // namespace roost
