// What the painters of the timeline are given for one frame: data, geometry, look and what is selected. Owned by the
// view; GUI thread.
#pragma once

#include "BarSkins.h"
#include "TimelineCamera.h"
#include "TimelineRowLayout.h"
#include "TimelineTextCache.h"

#include <QLocale>

namespace roost {

// A run of nights in a row, picked with the keyboard or the mouse.
struct TimelineCells
{
    int row = -1;
    DayRange nights;

    bool isValid() const { return row >= 0 && nights.nights() > 0; }
};

struct TimelineScene
{
    TimelineOutline outline;
    TimelineRowLayout rows;
    TimelineCamera camera;
    ThemeColours colours;
    BarSkins skins;
    TimelineTextCache texts;
    QLocale locale;
    qint32 today = 0;

    TimelineCells selectedCells; // the keyboard's place
    TimelineCells draggedCells;  // the rubber band, while the mouse is down or the popover is open
    QUuid selectedBar;
    QUuid hoveredBar;
    int hoveredRow = -1;
    bool showsCursor = false; // whether selectedCells are drawn: not before keys are used or a free night is clicked
    QSet<QString> foldedCities;

    const TimelineGeometry &geometry() const { return camera.geometry(); }
    // The rows that the viewport's rows of pixels from top to bottom touch: [first, last).
    std::pair<int, int> rowsBetween(int top, int bottom) const
    {
        const TimelineGeometry &g = geometry();
        const int first = rows.rowAt(std::max(0, g.contentY(top)));
        const int last = rows.rowAt(g.contentY(bottom));
        return first < 0 ? std::pair(0, 0) : std::pair(first, last < 0 ? rows.count() : last + 1);
    }
};

inline bool isWeekend(const QLocale &locale, qint32 day)
{
    return !locale.weekdays().contains(Qt::DayOfWeek(day % 7 + 1));
}

} // namespace roost
