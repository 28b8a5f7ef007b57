// How listings become rows and nights become a share.
#include "TimelineOutline.h"

namespace roost {

namespace {

std::vector<std::pair<qint32, qint32>> groupRanges(const TimelineData &data, const std::vector<qint32> &shown)
{
    std::vector<std::pair<qint32, qint32>> groups; // [first, end) of shown
    const auto city = [&](qint32 i) { return data.listings[size_t(shown[size_t(i)])]->city; };
    for (qint32 i = 0; i < qint32(shown.size()); ++i) {
        if (groups.empty() || city(groups.back().first) != city(i))
            groups.push_back({i, i});
        groups.back().second = i + 1;
    }
    return groups;
}

// With one city a heading would tell nothing; with a city for nearly every listing, headings would only push them
// apart.
bool deservesHeadings(const TimelineData &data)
{
    qsizetype cities = 0;
    for (size_t i = 0; i < data.listings.size(); ++i)
        cities += i == 0 || data.listings[i]->city != data.listings[i - 1]->city;
    return cities > 1 && cities * 3 <= qsizetype(data.listings.size()) * 2;
}

} // namespace

TimelineOutline::TimelineOutline(std::shared_ptr<const TimelineData> data, const QString &filter,
                                 const QSet<QString> &foldedCities)
    : m_data(std::move(data))
{
    const QStringList words = filter.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<qint32> shown;
    for (qint32 i = 0; i < qint32(m_data->listings.size()); ++i) {
        if (matches(*m_data->listings[size_t(i)], words))
            shown.push_back(i);
    }
    m_listingCount = int(shown.size());
    const bool isGrouped = deservesHeadings(*m_data);
    for (const auto &[first, end] : groupRanges(*m_data, shown)) {
        if (isGrouped)
            m_rows.push_back({TimelineRowKind::Group, shown[size_t(first)], -1, end - first});
        if (isGrouped && foldedCities.contains(m_data->listings[size_t(shown[size_t(first)])]->city))
            continue;
        for (qint32 i = first; i < end; ++i)
            addListing(shown[size_t(i)]);
    }
    countTaken(shown);
}

bool TimelineOutline::matches(const TimelineListing &listing, const QStringList &words) const
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return listing.title.contains(word, Qt::CaseInsensitive) || listing.city.contains(word, Qt::CaseInsensitive) ||
               listing.neighbourhood.contains(word, Qt::CaseInsensitive);
    });
}

void TimelineOutline::addListing(qint32 index)
{
    const TimelineListing &listing = *m_data->listings[size_t(index)];
    if (listing.units.size() == 1) {
        m_rows.push_back({TimelineRowKind::Listing, index, 0, 0});
        return;
    }
    m_rows.push_back({TimelineRowKind::Listing, index, -1, 0});
    for (qint32 unit = 0; unit < qint32(listing.units.size()); ++unit)
        m_rows.push_back({TimelineRowKind::Unit, index, unit, 0});
}

void TimelineOutline::countTaken(const std::vector<qint32> &listings)
{
    const DayRange extent = m_data->extent;
    m_taken.assign(size_t(std::max(0, extent.nights())) + 1, 0);
    for (const qint32 index : listings) {
        for (const TimelineUnit &unit : m_data->listings[size_t(index)]->units) {
            ++m_unitCount;
            qint32 countedUntil = extent.from; // nights that two bars share count once
            for (const TimelineBar &bar : unit.lane->bars()) {
                const qint32 from = std::max(bar.days.from, countedUntil);
                if (!bar.occupies() || from >= bar.days.to)
                    continue;
                ++m_taken[size_t(from - extent.from)];
                --m_taken[size_t(bar.days.to - extent.from)];
                countedUntil = bar.days.to;
            }
        }
    }
    for (size_t i = 1; i < m_taken.size(); ++i)
        m_taken[i] += m_taken[i - 1];
}

const TimelineUnit *TimelineOutline::unit(const TimelineRow &row) const
{
    return row.unit < 0 ? nullptr : &listing(row).units[size_t(row.unit)];
}

const TimelineLane *TimelineOutline::lane(const TimelineRow &row) const
{
    if (row.kind == TimelineRowKind::Group)
        return nullptr;
    return row.unit < 0 ? listing(row).unassigned.get() : listing(row).units[size_t(row.unit)].lane.get();
}

int TimelineOutline::rowOf(const ListingId &listingId, const UnitId &unitId) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].kind == TimelineRowKind::Group || listing(m_rows[i]).id != listingId)
            continue;
        const TimelineUnit *rowUnit = unit(m_rows[i]);
        if ((rowUnit ? rowUnit->id : UnitId()) == unitId)
            return int(i);
    }
    return -1;
}

double TimelineOutline::occupancy(qint32 night) const
{
    const qint32 offset = night - m_data->extent.from;
    if (m_unitCount == 0 || offset < 0 || offset >= qint32(m_taken.size()))
        return 0;
    return double(m_taken[size_t(offset)]) / m_unitCount;
}

} // namespace roost
