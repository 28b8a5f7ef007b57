// Plans a stay: which units of a listing, at which price. Changes nothing; taking is UnitClaims' part.
#pragma once

#include "server/inventory/OwnClaims.h"
#include "server/inventory/ReservationPlan.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct PlanOptions
{
    // Whose claims and promotion don't stand in the way. Of stays the claims must have been released before.
    OwnClaims own = {};
    bool hostKeepsRules = false; // a host too is held to the rules on stays
};

class StayPlanner
{
public:
    // wish.what is a StayWish. Inside a transaction of caller.tenant, the listing's. A caller with a role there plans
    // as a host: also what isn't published or has no price, and past the rules on stays.
    //
    // ListingUnavailable: not published, or without a price. StayRuleBroken (details.rule, details.nearest). NotFound:
    // the listing has no such unit. DatesTaken: not so many units are free; details.hold_ends_at and retry_after when
    // there would be room if holds just ended; for a host details.taken says what stands there (UnitClaims::taken).
    Result<ReservationPlan> plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                 const PlanOptions &options = {}) const;
};

} // namespace roost
