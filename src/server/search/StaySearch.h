// Finds stays for guests: what it finds can be booked as it was asked for, at the total that it shows.
//
// How prices and rules get into it: Postgres walks published listings in the order asked for and leaves out what is
// taken, too small, too far, and, of listings without rules of their own, what is too short or has the wrong price.
// What it brings is judged and priced here by the domain, in batches, until the page is full; after kMostExamined
// listings a page ends early, with a cursor to go on. By price: listings without rules of their own cost base price
// times nights, so they come in order from their index; all that have rules are priced, at most kMostPlanned, and
// merged in.
#pragma once

#include "SearchHits.h"
#include "StayQuery.h"

#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

inline constexpr int kMostExamined = 2'000;
inline constexpr int kMostPlanned = 2'000;

class StaySearch
{
public:
    // window.limit rows behind the key `after` (of an earlier call with the same query: order, sort key, id). Needs no
    // transaction and no account: published listings alone. Errors as StayQuery::check(); Validation (details.field
    // "cursor") when the key is of another order; TooLarge-like Validation (details.field "order") when more than
    // kMostPlanned listings would have to be priced.
    Result<SearchHits> find(ServerContext &context, const StayQuery &query, const RowWindow &window) const;
};

} // namespace roost
