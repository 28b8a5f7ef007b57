// Hit testing with the same rectangles that are painted.
#include "TimelineHit.h"

#include "BarPlacement.h"

namespace roost {

QRect barRectInRow(const TimelineScene &scene, int row, const TimelineBar &bar)
{
    return barRect(scene.geometry(), bar, scene.geometry().topOf(scene.rows.top(row)), scene.rows.height(row));
}

QRect cellsRect(const TimelineScene &scene, const TimelineCells &cells)
{
    return scene.geometry().nights(cells.nights, scene.geometry().topOf(scene.rows.top(cells.row)),
                                   scene.rows.height(cells.row));
}

TimelineHit hitTest(const TimelineScene &scene, const QPoint &point)
{
    const TimelineGeometry &geometry = scene.geometry();
    TimelineHit hit;
    hit.day = geometry.columnAt(point.x());
    hit.night = geometry.nightAt(point.x());
    if (geometry.header().contains(point))
        hit.area = TimelineArea::Header;
    if (!geometry.body().contains(point) && !geometry.names().contains(point))
        return hit;
    hit.area = geometry.body().contains(point) ? TimelineArea::Body : TimelineArea::Names;
    hit.row = scene.rows.rowAt(geometry.contentY(point.y()));
    if (hit.row < 0)
        return hit;
    hit.lane = scene.outline.lane(scene.outline.rows()[size_t(hit.row)]);
    if (!hit.lane || hit.area != TimelineArea::Body)
        return hit;
    for (const TimelineBar &bar : hit.lane->near({hit.night - 1, hit.night + 2})) {
        // The last one painted lies on top.
        if (barRectInRow(scene, hit.row, bar).contains(point))
            hit.bar = &bar;
    }
    return hit;
}

DayRange freeRun(const TimelineLane &lane, qint32 anchor, qint32 night)
{
    DayRange run{anchor, anchor + 1};
    if (!lane.isFree(run))
        return {anchor, anchor};
    while (run.to <= night && lane.isFree({run.to, run.to + 1}))
        ++run.to;
    while (run.from > night && lane.isFree({run.from - 1, run.from}))
        --run.from;
    return run;
}

} // namespace roost
