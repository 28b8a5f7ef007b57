// The stays that a listing's review dates tell of. Pure.
#pragma once

#include "domain/StayDates.h"

#include <QList>

namespace roost {

// A review day that gives no stay, because another review of that day has given one.
struct PastStays
{
    QList<StayDates> stays;    // in order, never overlapping
    QList<qsizetype> repeated; // indexes into reviewDays
};

// One stay for each day: it ends on that day and lasts minNights, 14 at most, shortened to begin no earlier than the
// stay before ends. reviewDays in any order; of equal days the first in the list counts.
PastStays pastStaysFor(const QList<QDate> &reviewDays, int minNights);

} // namespace roost
