#include "UnitChoice.h"

#include <tuple>

namespace roost {

namespace {

// A neighbour this far away is no neighbour: it can't make one unit a better choice than another.
constexpr qint64 kFarNights = 60;

qint64 gapNights(const QDate &from, const QDate &to)
{
    if (!from.isValid() || !to.isValid())
        return kFarNights;
    return std::clamp<qint64>(from.daysTo(to), 0, kFarNights);
}

} // namespace

int bestUnit(const QList<FreeUnit> &units, const StayDates &dates, int preparationDays, int minNights)
{
    const QDate end = dates.checkOut.addDays(preparationDays);
    int best = -1;
    std::tuple<int, qint64> bestCost;
    for (int i = 0; i < units.size(); ++i) {
        const qint64 before = gapNights(units[i].freeFrom, dates.checkIn);
        const qint64 behind = gapNights(end, units[i].takenFrom);
        const auto isUnsellable = [minNights](qint64 gap) { return gap > 0 && gap < minNights ? 1 : 0; };
        const std::tuple cost(isUnsellable(before) + isUnsellable(behind), before + behind);
        if (best < 0 || cost < bestCost) {
            best = i;
            bestCost = cost;
        }
    }
    return best;
}

} // namespace roost
