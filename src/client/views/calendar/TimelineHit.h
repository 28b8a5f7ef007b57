// What lies under a point of the timeline.
#pragma once

#include "TimelineScene.h"

namespace roost {

enum class TimelineArea : quint8 { Outside, Header, Names, Body };

struct TimelineHit
{
    TimelineArea area = TimelineArea::Outside;
    int row = -1;
    qint32 day = 0;   // the column
    qint32 night = 0; // the cell, from mid day to mid day
    const TimelineLane *lane = nullptr;
    const TimelineBar *bar = nullptr; // of lane; null over free nights
};

TimelineHit hitTest(const TimelineScene &scene, const QPoint &point);

// Where the bar of this row is on the viewport.
QRect barRectInRow(const TimelineScene &scene, int row, const TimelineBar &bar);
// Where the cells are on the viewport.
QRect cellsRect(const TimelineScene &scene, const TimelineCells &cells);

// The free nights of the lane between anchor and night, both included, as far as nothing that occupies lies between;
// empty when the anchor itself is taken.
DayRange freeRun(const TimelineLane &lane, qint32 anchor, qint32 night);

} // namespace roost
