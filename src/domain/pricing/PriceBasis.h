// Everything a price is made from, and what is asked for. Loaded by the server from its rows, by the client from its
// replica.
#pragma once

#include "CancellationPolicy.h"
#include "DayRates.h"
#include "Promotion.h"
#include "RatePlan.h"

#include "domain/Money.h"
#include "domain/StayDates.h"

namespace roost {

struct PriceBasis
{
    Currency currency;
    std::optional<qint64> basePriceMinor; // of a night, a seat, an appointment
    RatePlan plan;
    DayRates dayRates; // at least those of the days asked for
    CancellationPolicy policy;
};

// When it is booked, and by what right cheaper.
struct BookingTerms
{
    QDate bookedOn;       // today at the property
    int takenPercent = 0; // how much of the listing (of the session) is taken already, 0 to 100
    std::optional<Promotion> promotion = std::nullopt; // already checked: checkPromotion()
};

struct StayToPrice
{
    StayDates dates;
    int guests = 1; // in all units together
    int pets = 0;
    int units = 1;
};

struct SeatsToPrice
{
    QDateTime startsAt; // UTC
    QTimeZone zone;
    QMap<QString, int> seats; // how many, by tier; "" for seats without one
    // Prices of this session that win over the plan's; by tier.
    QMap<QString, qint64> sessionPrices = {};
};

struct SlotToPrice
{
    QDateTime startsAt; // UTC, without the buffer before
    QTimeZone zone;
    int minutes = 0; // without buffers
    int guests = 1;
};

} // namespace roost
