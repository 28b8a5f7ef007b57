// Prefix sums of the row heights.
#include "TimelineRowLayout.h"

namespace roost {

namespace {

int heightOf(TimelineRowKind kind)
{
    switch (kind) {
    case TimelineRowKind::Group:
        return TimelineRowLayout::kGroupHeight;
    case TimelineRowKind::Listing:
        return TimelineRowLayout::kListingHeight;
    case TimelineRowKind::Unit:
        return TimelineRowLayout::kUnitHeight;
    }
    return 0;
}

} // namespace

TimelineRowLayout::TimelineRowLayout(const TimelineOutline &outline, double textScale)
{
    m_bottoms.reserve(outline.rows().size());
    int bottom = 0;
    for (const TimelineRow &row : outline.rows())
        m_bottoms.push_back(bottom += int(heightOf(row.kind) * textScale + 0.5));
}

int TimelineRowLayout::rowAt(int y) const
{
    if (y < 0 || y >= totalHeight())
        return -1;
    return int(std::upper_bound(m_bottoms.begin(), m_bottoms.end(), y) - m_bottoms.begin());
}

} // namespace roost
