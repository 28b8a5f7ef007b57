// Applies a mutation through the same services as the REST API (sync.md, "Model").
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Mutation.h"

namespace roost {

// Inside the TenantTransaction of the mutation's scope; caller has its tenant and role. An Outcome is the final word
// (applied, merged or rejected); an Error means that it failed for now and nothing was changed.
// Unknown names are rejected with UNKNOWN_MUTATION, arguments of a wrong shape with VALIDATION_ERROR.
Result<sync::Outcome> applyMutation(ServerContext &context, const Caller &caller, const sync::Mutation &mutation);

// Whether trying again later can help: Busy, Unavailable, Timeout, StorageFull and faults of our own.
bool isPassing(ErrorCode code);

} // namespace roost
