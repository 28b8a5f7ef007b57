// Where in its row a bar lies.
#include "BarPlacement.h"

namespace roost {

namespace {

// Air between two guests on a turnover day; only behind a bar, or none, where days are a few pixels wide.
QRect withAir(const QRect &rect, bool rightToLeft)
{
    if (rect.width() >= 8)
        return rect.adjusted(1, 0, -1, 0);
    if (rect.width() >= 3)
        return rightToLeft ? rect.adjusted(1, 0, 0, 0) : rect.adjusted(0, 0, -1, 0);
    return rect;
}

} // namespace

QRect barRect(const TimelineGeometry &geometry, const TimelineBar &bar, int rowTop, int rowHeight)
{
    const int margin = rowHeight * 7 / 40;
    const int height = rowHeight - 1 - 2 * margin;
    // A stay goes from mid day to mid day; a session or an appointment is on its day.
    QRect rect = bar.shared ? geometry.span(bar.days.from, bar.days.to, rowTop + margin, height)
                            : geometry.nights(bar.days, rowTop + margin, height);
    if (bar.tracks > 1) {
        // Shared rows use the margins too.
        const int available = rowHeight - 5;
        const int each = std::max(3, (available - (bar.tracks - 1)) / bar.tracks);
        rect.setTop(rowTop + 2 + bar.track * (each + 1));
        rect.setHeight(each);
    }
    rect = withAir(rect, geometry.rightToLeft);
    if (rect.width() < 1)
        rect.setWidth(1);
    return rect;
}

} // namespace roost
