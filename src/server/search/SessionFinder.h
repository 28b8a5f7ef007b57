// Finds sessions with free places for guests: "Friday evening, two seats, near here".
#pragma once

#include "EventQuery.h"
#include "SearchHits.h"

#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

inline constexpr int kMostSessionDays = 92;
inline constexpr int kMostExperiences = 1'000;

class SessionFinder
{
public:
    // Sessions of published experiences that haven't begun and have query.people places free together, by beginning;
    // window.limit of them behind the key `after`. Each with the total for so many places in the cheapest tier that has
    // them, as they would be booked. tier: only there; empty: anywhere. No account and no transaction needed.
    // Errors as EventQuery::check() and findListings().
    Result<SearchHits> find(ServerContext &context, const EventQuery &query, const QString &tier,
                            const RowWindow &window) const;
};

} // namespace roost
