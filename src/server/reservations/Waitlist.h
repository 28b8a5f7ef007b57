// Who wants what is taken, in the order of asking (docs/reservations.md, "Waitlist"). Each call is one transaction of
// the tenant; works alone and inside a transaction of the caller, which goes on when it fails.
#pragma once

#include "Hold.h"

#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// For whatever frees claims of the tenant, in the transaction that frees them (of beginWrite or beginHold), after the
// claims have gone. freed: the ranges that UnitClaims::release returned; none is nothing to do. The first whose wish
// can be met now gets a hold of its own, then the next, as long as something can be offered; who holds it already is
// passed over. How many were offered something.
Result<int> offerFreed(ServerContext &context, const TenantId &tenant, const QList<InstantRange> &freed);

class Waitlist
{
public:
    static constexpr int kDefaultMinutes = 15; // how long an offer is held, unless the tenant's waitlist_minutes says
    static constexpr int kMostMinutes = 24 * 60;
    static constexpr int kMostOfUser = 20; // at once, with one tenant

    // Waits for what is wished for; what is free is offered at once. Asking again for the same keeps the place.
    // Unauthenticated, TooManyRequests (kMostOfUser), and what ReservationPlanner::plan() answers, but for being taken.
    Result<WaitlistEntryId> join(ServerContext &context, const Caller &guest, const Wish &wish) const;
    // Gives up the place, and what is offered. NotFound unless it is the guest's own.
    Result<void> leave(ServerContext &context, const Caller &guest, const WaitlistEntryId &id) const;
    // The hold that is offered, with a token that replaces any before. InvalidTransition (details.status) when nothing
    // is offered, HoldExpired when the offer has ended.
    Result<NewHold> claim(ServerContext &context, const Caller &guest, const WaitlistEntryId &id) const;

    // The guest's own: {"id", "tenant_id", "listing_id", "wish", "status", "asked_at", "offered_at", "hold_id",
    // "offer_ends_at"}; the latest first.
    Result<std::optional<QByteArray>> read(ServerContext &context, const Caller &guest,
                                           const WaitlistEntryId &id) const;
    Result<QList<JsonRow>> listOwn(ServerContext &context, const Caller &guest, const RowWindow &window) const;
    // Who waits with the caller's tenant, in the order of asking (needs SeeAllBookings: else Forbidden). listing null:
    // any.
    Result<QList<JsonRow>> listForTenant(ServerContext &context, const Caller &caller, const ListingId &listing,
                                         const RowWindow &window) const;

    // For the janitor; not inside a transaction. Ends what is waited for and over. How many.
    Result<int> endPast(ServerContext &context) const;
};

} // namespace roost
