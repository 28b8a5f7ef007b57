#include "PastStays.h"

#include <numeric>

namespace roost {

namespace {

constexpr int kLongestAssumedStay = 14;

}

PastStays pastStaysFor(const QList<QDate> &reviewDays, int minNights)
{
    QList<qsizetype> order(reviewDays.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](qsizetype a, qsizetype b) { return reviewDays.at(a) < reviewDays.at(b); });
    const int nights = std::clamp(minNights, 1, kLongestAssumedStay);
    PastStays result;
    for (const qsizetype index : std::as_const(order)) {
        const QDate day = reviewDays.at(index);
        QDate checkIn = day.addDays(-nights);
        if (!result.stays.isEmpty())
            checkIn = std::max(checkIn, result.stays.last().checkOut);
        if (checkIn < day)
            result.stays << StayDates{checkIn, day};
        else
            result.repeated << index;
    }
    return result;
}

} // namespace roost
