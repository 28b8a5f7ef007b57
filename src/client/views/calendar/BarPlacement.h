// The rectangle of a bar in its row, the same for painting and for hit testing.
#pragma once

#include "TimelineGeometry.h"

namespace roost {

// rowTop in viewport pixels.
QRect barRect(const TimelineGeometry &geometry, const TimelineBar &bar, int rowTop, int rowHeight);

} // namespace roost
