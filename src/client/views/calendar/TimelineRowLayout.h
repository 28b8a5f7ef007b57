// The heights of the timeline's rows and the row at a height. Made for an outline; O(log n) to look up. Pixels from the
// top of the first row.
#pragma once

#include "client/models/TimelineOutline.h"

namespace roost {

class TimelineRowLayout
{
public:
    // At the normal size of texts.
    static constexpr int kGroupHeight = 32;
    static constexpr int kListingHeight = 40;
    static constexpr int kUnitHeight = 32;

    TimelineRowLayout() = default;
    explicit TimelineRowLayout(const TimelineOutline &outline, double textScale = 1);

    int count() const { return int(m_bottoms.size()); }
    int top(int row) const { return row == 0 ? 0 : m_bottoms[size_t(row) - 1]; }
    int height(int row) const { return m_bottoms[size_t(row)] - top(row); }
    int totalHeight() const { return m_bottoms.empty() ? 0 : m_bottoms.back(); }
    // -1 above the first and below the last row.
    int rowAt(int y) const;

private:
    std::vector<int> m_bottoms;
};

} // namespace roost
