// What a stay's price and rules are computed from, as the statements of this module bring it. Any thread.
#pragma once

#include "domain/pricing/PriceBasis.h"
#include "domain/pricing/StayRules.h"
#include "storage/Statement.h"

namespace roost {

struct StayBasis
{
    StayClock clock;
    StayRules rules;
    PriceBasis price; // without a cancellation policy
    int takenPercent = 0;

    // The columns from `first` on: time_zone, check_in_time, check_out_time, preparation_days, min_nights, max_nights,
    // max_guests, currency, base_price_minor, pricing (null: no rate plan), day_rates (null: none).
    // Rate plans and zones are read once and then remembered, by what is written there.
    static Result<StayBasis> read(const Statement &row, int first);

    StayTermsOf terms(const QDateTime &nowUtc) const { return {rules, price.plan, price.dayRates, clock, nowUtc}; }
};

} // namespace roost
