#include "RatePlan.h"

#include <algorithm>

namespace roost {

using namespace Qt::StringLiterals;

bool DemandRule::matches(const QDateTime &localStart) const
{
    const QTime time = localStart.time();
    if (from < to)
        return weekdays.allows(localStart.date()) && time >= from && time < to;
    if (from == to)
        return weekdays.allows(localStart.date());
    // Behind midnight it is still the evening of the day before.
    return time >= from ? weekdays.allows(localStart.date())
                        : time < to && weekdays.allows(localStart.date().addDays(-1));
}

QString chargePerName(ChargePer per)
{
    switch (per) {
    case ChargePer::Stay:
        return u"stay"_s;
    case ChargePer::Night:
        return u"night"_s;
    case ChargePer::Person:
        return u"person"_s;
    case ChargePer::PersonNight:
        return u"person_night"_s;
    case ChargePer::Unit:
        return u"unit"_s;
    case ChargePer::Pet:
        return u"pet"_s;
    case ChargePer::PetNight:
        return u"pet_night"_s;
    }
    return {};
}

QString taxKindName(TaxKind kind)
{
    switch (kind) {
    case TaxKind::Percent:
        return u"percent"_s;
    case TaxKind::PerNight:
        return u"per_night"_s;
    case TaxKind::PerPersonNight:
        return u"per_person_night"_s;
    }
    return {};
}

const Season *RatePlan::seasonOn(const QDate &night) const
{
    const auto after = std::upper_bound(seasons.begin(), seasons.end(), night,
                                        [](const QDate &date, const Season &season) { return date < season.from; });
    if (after == seasons.begin())
        return nullptr;
    const Season &candidate = *std::prev(after);
    return candidate.contains(night) ? &candidate : nullptr;
}

} // namespace roost
