// What a guest does with their own bookings over sync: the mutations of a user's scope (sync/protocol/Mutation.h).
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Mutation.h"

namespace roost {

// The tenant whose rows the mutation writes, that of the booking; null: the user has no such booking, or the mutation
// isn't one of a user's scope. Needs no transaction.
Result<TenantId> tenantOfTripMutation(ServerContext &context, const Caller &guest, const sync::Mutation &mutation);

// Inside a writing TenantTransaction of that tenant. UnknownMutation, Validation, NotFound; trip.cancel: BookingChanged
// (details: status, revision) when the booking isn't as the guest saw it, and what BookingService::cancelAsGuest() and
// withdraw() answer.
Result<sync::Outcome> applyTripMutation(ServerContext &context, const Caller &guest, const sync::Mutation &mutation);

} // namespace roost
