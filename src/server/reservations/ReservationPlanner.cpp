#include "ReservationPlanner.h"

#include "BookingRepository.h"

#include "server/schedules/SeatPlanner.h"
#include "server/schedules/SessionQueries.h"
#include "server/schedules/SlotPlanner.h"

namespace roost {

namespace {

ListingId listingOf(const Wish &wish)
{
    if (const auto *stay = std::get_if<StayWish>(&wish.what))
        return stay->listing;
    if (const auto *slot = std::get_if<SlotWish>(&wish.what))
        return slot->listing;
    return {};
}

} // namespace

Result<TenantId> ReservationPlanner::tenantOf(Database &database, const Wish &wish)
{
    const auto *seats = std::get_if<SeatWish>(&wish.what);
    if (!seats)
        return BookingRepository::tenantOfPublished(database, listingOf(wish));
    return SessionQueries().tenantOfPublished(database, seats->session);
}

Result<ReservationPlan> ReservationPlanner::plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                                 const PlanOptions &options) const
{
    if (std::holds_alternative<SeatWish>(wish.what))
        return SeatPlanner().plan(context, caller, wish, options.own);
    if (std::holds_alternative<SlotWish>(wish.what))
        return SlotPlanner().plan(context, caller, wish, options.own);
    return StayPlanner().plan(context, caller, wish, options);
}

} // namespace roost
