// Finds free appointments for guests: "Thursday after 17:00, any therapist".
#pragma once

#include "EventQuery.h"
#include "SearchHits.h"

#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

inline constexpr int kMostSlotDays = 31;
inline constexpr int kMostServices = 200;

class SlotFinder
{
public:
    // Slots of published services that can be booked for query.people guests, by beginning; window.limit of them behind
    // the key `after`. Each with its total and who is free to give it. No account and no transaction needed.
    // Errors as EventQuery::check() and findListings().
    Result<SearchHits> find(ServerContext &context, const EventQuery &query, const RowWindow &window) const;
};

} // namespace roost
