// What each night costs before anything is added or taken off: what the calendar shows.
#pragma once

#include "PriceBasis.h"

namespace roost {

struct NightRate
{
    QDate night;
    qint64 minor = 0;
    QString label; // why: "" for the base price, "set for this day", the season's name, "Friday"
};

// An override of the day wins; else the season (its weekday price, its price, its percentage on what the night would
// cost without it); else the weekday price; else the base price. A season's percentage is rounded for each night, half
// away from zero. ListingUnavailable when no rule prices the night and there is no base price.
Result<NightRate> nightRate(const PriceBasis &basis, const QDate &night);

} // namespace roost
