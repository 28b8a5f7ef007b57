// The rows of the timeline from top to bottom, for a filter and the groups that are folded; and how full the days are.
#pragma once

#include "TimelineData.h"

#include <QSet>

namespace roost {

enum class TimelineRowKind : quint8 {
    Group,   // a city's heading
    Listing, // a listing with one unit (unit is 0), or the heading of one with several (unit is -1)
    Unit,    // a unit of a listing with several
};

struct TimelineRow
{
    TimelineRowKind kind = TimelineRowKind::Listing;
    qint32 listing = -1; // index into TimelineData::listings; of a group: its first
    qint32 unit = -1;
    qint32 count = 0; // of a group: its listings that match the filter
};

class TimelineOutline
{
public:
    TimelineOutline() = default;
    // filter: words that must all occur in title, city or neighbourhood, in any case. foldedCities: by name.
    TimelineOutline(std::shared_ptr<const TimelineData> data, const QString &filter, const QSet<QString> &foldedCities);

    const TimelineData &data() const { return *m_data; }
    const std::vector<TimelineRow> &rows() const { return m_rows; }
    int listingCount() const { return m_listingCount; }
    int unitCount() const { return m_unitCount; }

    const TimelineListing &listing(const TimelineRow &row) const { return *m_data->listings[size_t(row.listing)]; }
    // Null for groups and for the heading of a listing with several units.
    const TimelineUnit *unit(const TimelineRow &row) const;
    // The lane that the row shows, or null for a group.
    const TimelineLane *lane(const TimelineRow &row) const;
    // The row of a unit (or of a listing's heading, for a null unit), or -1.
    int rowOf(const ListingId &listing, const UnitId &unit) const;

    // The share of the shown listings' units that are taken on a night, 0 to 1; folded ones count too.
    double occupancy(qint32 night) const;

private:
    bool matches(const TimelineListing &listing, const QStringList &words) const;
    void addListing(qint32 index);
    void countTaken(const std::vector<qint32> &listings);

    std::shared_ptr<const TimelineData> m_data = std::make_shared<TimelineData>();
    std::vector<TimelineRow> m_rows;
    std::vector<qint32> m_taken; // units taken, by night from m_data->extent.from
    int m_listingCount = 0;
    int m_unitCount = 0;
};

} // namespace roost
