#include "NearestStays.h"

namespace roost {

namespace {

bool isFreeWhole(const StayDates &dates, const NightIsFree &isFree)
{
    for (QDate night = dates.checkIn; isFree && night < dates.checkOut; night = night.addDays(1)) {
        if (!isFree(night))
            return false;
    }
    return true;
}

// The lengths to try from a day: the one asked for, a week more (any departure day is among them) from the least on,
// then shorter ones.
QList<int> lengthsFrom(const QDate &arrival, int wanted, const StayTermsOf &terms)
{
    QList<int> lengths;
    const int least = qMax(wanted, minNightsOn(terms, arrival));
    for (int more = 0; more < 7; ++more)
        lengths << qMin(least + more, StayDates::kMaxNights);
    const Season *season = terms.plan.seasonOn(arrival);
    const int most = (season && season->maxNights ? season->maxNights : terms.rules.maxNights).value_or(wanted);
    for (int nights = qMin(wanted - 1, most); nights > qMax(0, qMin(wanted - 1, most) - 7); --nights)
        lengths << nights;
    return lengths;
}

std::optional<StayDates> stayFrom(const QDate &arrival, int wanted, const StayParty &party, const StayTermsOf &terms,
                                  const NightIsFree &isFree, const StayIsFree &stayIsFree)
{
    if (!mayArriveOn(terms, arrival) || (isFree && !isFree(arrival)))
        return std::nullopt;
    for (const int nights : lengthsFrom(arrival, wanted, terms)) {
        const StayDates dates{arrival, arrival.addDays(nights)};
        if (checkStay(dates, party, terms, isFree) && isFreeWhole(dates, isFree) && (!stayIsFree || stayIsFree(dates)))
            return dates;
    }
    return std::nullopt;
}

} // namespace

QList<StayDates> nearestStays(const StayDates &wanted, const StayParty &party, const StayTermsOf &terms,
                              const NightIsFree &isFree, const StayIsFree &stayIsFree)
{
    QList<StayDates> found;
    for (int distance = 0; distance <= kNearestWithinDays; ++distance) {
        for (const int shift : {distance, -distance}) {
            const auto stay =
                stayFrom(wanted.checkIn.addDays(shift), wanted.nights(), party, terms, isFree, stayIsFree);
            if (stay && *stay != wanted && !found.contains(*stay))
                found << *stay;
            if (found.size() == kNearestStays)
                return found;
        }
    }
    return found;
}

} // namespace roost
