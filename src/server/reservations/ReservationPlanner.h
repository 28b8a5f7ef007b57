// Plans any wish: finds whose it is and hands it to the planner of its kind.
#pragma once

#include "StayPlanner.h"

namespace roost {

class ReservationPlanner
{
public:
    // The tenant of what is wished for, if it is published; null: there is no such thing. Needs no transaction.
    static Result<TenantId> tenantOf(Database &database, const Wish &wish);

    // Inside a transaction of caller.tenant. Errors and what a caller's role means: StayPlanner, SeatPlanner,
    // SlotPlanner.
    Result<ReservationPlan> plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                 const PlanOptions &options = {}) const;
};

} // namespace roost
