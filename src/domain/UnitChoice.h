// Which of several identical units a stay takes. Pure; the server decides with it, the client proposes with it.
#pragma once

#include "StayDates.h"

#include <QList>

namespace roost {

// A unit that is free for the stay, and what stands next to it: an empty neighbour is far away or not there.
struct FreeUnit
{
    QDate freeFrom;  // the day on which the unit became free before the stay
    QDate takenFrom; // the day on which it is taken again after the stay (preparation included in the stay's end)
};

// The index of the best unit; -1 for an empty list. Fewest unsellable gaps: a gap of 1 to minNights - 1 nights, before
// or behind the stay, can't be sold. Of those, the one with the shortest gaps in all (it keeps long stays possible
// elsewhere); of those, the first.
int bestUnit(const QList<FreeUnit> &units, const StayDates &dates, int preparationDays, int minNights);

} // namespace roost
