// The host's rates of single days. Services hold nothing; the caller's thread and its connection do the work.
#pragma once

#include "domain/pricing/DayRates.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// By day; empty: what was set for the day goes.
using DayRateChanges = QMap<QDate, std::optional<DayRate>>;

inline constexpr int kMostDayRates = 800;

// {"2027-07-02": {"price_minor", "min_nights", "closed_to_arrival", "closed_to_departure"} or null}; a rate that says
// nothing counts as null. Validation (details.field "days.2027-07-02.price_minor") for anything else, for no day and
// for more than kMostDayRates.
Result<DayRateChanges> parseDayRateChanges(const QJsonObject &days);

class DayRateService
{
public:
    // The rates from..to, both included, as a JSON array by date. NotFound. Any member may read. Validation for a
    // window of more than kMostDayRates days.
    Result<QByteArray> list(ServerContext &context, const Caller &caller, const ListingId &listing, const QDate &from,
                            const QDate &to) const;

    // All or nothing. Works alone and inside a transaction of the caller. Forbidden unless the caller may EditListings;
    // NotFound.
    Result<void> set(ServerContext &context, const Caller &caller, const ListingId &listing,
                     const DayRateChanges &changes) const;
};

} // namespace roost
