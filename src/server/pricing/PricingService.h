// The price of what somebody wishes for. Planners of stays, seats and slots ask here; prices themselves are computed by
// domain/pricing.
#pragma once

#include "PriceBasisRepository.h"
#include "QuoteTokens.h"

#include "server/inventory/ReservationPlan.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct PriceQuestion
{
    TenantId tenant;
    ListingId listing;
    QString kind; // "stay", "experience", "service"
    std::variant<StayToPrice, SeatsToPrice, SlotToPrice> what;
    InstantRange during; // of the stay (StayClock::occupied), session or appointment; UTC
    QTimeZone zone;
    // How much of a session is taken; of a stay's units it is counted here.
    int takenPercent = 0;
    OwnClaims own = {};
    // Who books, for a promotion's limit for each guest (PromotionUses); empty: the caller, unless they host.
    QString guest = {};
    // Loaded before, by prices(); else they are loaded.
    std::optional<ListingPrices> prices = std::nullopt;
};

class PricingService
{
public:
    // What the prices of a listing are made from, with the day rates around the dates: from the day before check-in to
    // the check-out day, and with nearest also those that the search for nearest dates looks at. NotFound.
    Result<ListingPrices> prices(ServerContext &context, const TenantId &tenant, const UserId &user,
                                 const ListingId &listing, const StayDates &dates, bool withNearest = false) const;

    // Sets quote (with its cancellation schedule and valid_until) and policy of the plan. Works alone and inside a
    // transaction of the tenant.
    //
    // With a token in the wish: the promised price, if it is in time. An old token: today's price if it is the same,
    // else PriceChanged, details.quote is the new one and details.quote_token its token. Validation (details.field
    // "quote_token") for a token that isn't ours or is for something else.
    // PromotionInvalid (details.reason); ListingUnavailable when there is no price; errors of
    // domain/pricing/QuoteEngine.
    Result<void> price(ServerContext &context, const Caller &caller, const Wish &wish, const PriceQuestion &question,
                       ReservationPlan &plan) const;

    // The token under which the plan's price is promised for this wish.
    Result<QString> promise(ServerContext &context, const Wish &wish, const ReservationPlan &plan) const;
};

} // namespace roost
