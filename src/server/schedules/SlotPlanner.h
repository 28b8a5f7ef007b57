// Plans a slot of a service: who gives it, with which resources, at which price. Changes nothing; taking is UnitClaims'
// part.
#pragma once

#include "server/inventory/OwnClaims.h"
#include "server/inventory/ReservationPlan.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class SlotPlanner
{
public:
    // wish.what is a SlotWish. Works alone and inside a transaction of the caller; who may plan what as in SeatPlanner.
    // Staff that isn't named is chosen by domain/scheduling/StaffChoice.h; of the resources of a kind the first free
    // ones are taken. The claims are those of staff and resources, with the buffers; startsAt and endsAt are without
    // them.
    //
    // NotFound: no such service, or nobody with that id gives it. ListingUnavailable: not published, or without a
    // price. StayRuleBroken (details.rule): "past", "lead_time", "booking_window", "max_guests", and "slot_start" when
    // nobody who gives the service begins an appointment then. SlotTaken: someone else has it; details.hold_ends_at and
    // retry_after as in SeatPlanner.
    Result<ReservationPlan> plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                 const OwnClaims &own = {}) const;
};

} // namespace roost
