// Order and extent of a snapshot.
#include "TimelineData.h"

#include <QCollator>

namespace roost {

namespace {

struct SortedListing
{
    QCollatorSortKey city;
    QCollatorSortKey title;
    std::shared_ptr<const TimelineListing> listing;
};

bool comesBefore(const SortedListing &a, const SortedListing &b)
{
    // A listing without a city stands at the end, not before all others.
    if (a.listing->city.isEmpty() != b.listing->city.isEmpty())
        return b.listing->city.isEmpty();
    if (const int byCity = a.city.compare(b.city))
        return byCity < 0;
    if (const int byTitle = a.title.compare(b.title))
        return byTitle < 0;
    return a.listing->id < b.listing->id;
}

void extend(DayRange &extent, const TimelineLane &lane)
{
    for (const TimelineBar &bar : lane.bars()) {
        const bool isFirst = extent == DayRange{};
        extent.from = isFirst ? bar.days.from : std::min(extent.from, bar.days.from);
        extent.to = isFirst ? bar.days.to : std::max(extent.to, bar.days.to);
    }
}

std::optional<TimelineBarPlace> findIn(const TimelineListing &listing, const TimelineUnit *unit,
                                       const TimelineLane &lane, const QUuid &id)
{
    for (const TimelineBar &bar : lane.bars()) {
        if (bar.id == id)
            return TimelineBarPlace{&listing, unit, &lane, &bar};
    }
    return std::nullopt;
}

} // namespace

void TimelineData::finish(const QLocale &locale)
{
    QCollator collator(locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<SortedListing> sorted;
    sorted.reserve(listings.size());
    for (auto &listing : listings)
        sorted.push_back({collator.sortKey(listing->city), collator.sortKey(listing->title), std::move(listing)});
    std::sort(sorted.begin(), sorted.end(), comesBefore);
    extent = {};
    for (size_t i = 0; i < sorted.size(); ++i) {
        listings[i] = std::move(sorted[i].listing);
        extend(extent, *listings[i]->unassigned);
        for (const TimelineUnit &unit : listings[i]->units)
            extend(extent, *unit.lane);
    }
}

std::optional<TimelineBarPlace> findBar(const TimelineData &data, const QUuid &id)
{
    for (const auto &listing : data.listings) {
        if (auto place = findIn(*listing, nullptr, *listing->unassigned, id))
            return place;
        for (const TimelineUnit &unit : listing->units) {
            if (auto place = findIn(*listing, &unit, *unit.lane, id))
                return place;
        }
    }
    return std::nullopt;
}

} // namespace roost
