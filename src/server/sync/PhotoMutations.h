// photo.add, photo.edit and photo.remove: what a mutation asks of server/listings/ListingPhotos.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Mutation.h"

namespace roost {

// As applyMutation(): an outcome that is applied or merged, or the error with which it is rejected. Validation for
// arguments that are missing.
Result<sync::Outcome> addPhoto(ServerContext &context, const Caller &caller, const sync::Mutation &mutation);
Result<sync::Outcome> editPhoto(ServerContext &context, const Caller &caller, const sync::Mutation &mutation);
Result<sync::Outcome> removePhoto(ServerContext &context, const Caller &caller, const sync::Mutation &mutation);

} // namespace roost
