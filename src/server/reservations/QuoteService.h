// What something would cost somebody now, promised for a while. Changes nothing.
#pragma once

#include "server/inventory/ReservationPlan.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct PromisedPlan
{
    ReservationPlan plan; // quote.validUntil: how long its price is promised
    QString quoteToken;   // for a hold or a booking of the same wish

    // {"listing_id", "session_id", "kind", "check_in", "check_out", "starts_at", "ends_at", "time_zone", "guests",
    // "pets", "quote", "policy", "quote_token"}
    QJsonObject toJson() const;
};

class QuoteService
{
public:
    // For whoever asks, with an account or without: what a guest would pay. ListingUnavailable: there is nothing like
    // it that is published. Else as ReservationPlanner::plan().
    Result<PromisedPlan> quote(ServerContext &context, const UserId &user, const Wish &wish) const;
};

} // namespace roost
