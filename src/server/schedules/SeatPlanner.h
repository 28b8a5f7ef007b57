// Plans seats of a session: which seats, at which price. Changes nothing; taking is UnitClaims' part.
#pragma once

#include "server/inventory/OwnClaims.h"
#include "server/inventory/ReservationPlan.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class SeatPlanner
{
public:
    // wish.what is a SeatWish. Works alone and inside a transaction of the caller. A caller with a role plans for their
    // own tenant, also what isn't published; anyone else what is published. Places that aren't named are chosen by
    // domain/scheduling/SeatChoice.h.
    //
    // NotFound: no such session, or a seat that isn't the session's. ListingUnavailable: not published, cancelled, or
    // without a price. StayRuleBroken (details.rule "past"): it has begun. SeatsTaken: details.seats are the ids of the
    // wanted seats that aren't free; details.hold_ends_at (UTC) and retry_after (seconds) when there would be room if
    // holds just ended. Validation: a tier that the session hasn't.
    Result<ReservationPlan> plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                 const OwnClaims &own = {}) const;
};

} // namespace roost
