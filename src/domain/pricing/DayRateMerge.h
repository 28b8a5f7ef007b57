// Two hosts set prices and rules of the same days (docs/sync.md, "Merging"). Pure.
#pragma once

#include "DayRates.h"

#include "domain/FieldMerge.h"
#include "domain/StayDates.h"

namespace roost {

struct DayRateMerge
{
    // What has to be written: all four fields of each day on which something changes.
    QMap<QDate, QJsonObject> apply;
    // One for each field: base, mine and theirs are {date: value} of the days on which somebody else changed it.
    QList<MergeConflict> conflicts;
};

// Rates as JSON by ISO date; a day or a field that is missing has nothing set.
// now: what is there. rate: the fields that are set on each of the days; null clears. base: what their author saw;
// empty: they don't say, and have the last word.
DayRateMerge mergeDayRates(const QJsonObject &now, const std::optional<QJsonObject> &base, const QJsonObject &rate,
                           const StayDates &days);

} // namespace roost
