// Where days and rows lie on the timeline's viewport. A value; pure; whole pixels out, so that lines stay sharp.
// A bar runs from the middle of its check-in day to the middle of its check-out day, so two guests share a turnover
// day.
#pragma once

#include "client/models/TimelineLane.h"

#include <QRect>

namespace roost {

struct TimelineGeometry
{
    QSize viewport;
    double textScale = 1;     // everything that holds texts grows with them
    bool rightToLeft = false; // time runs to the left and the names stand on the right
    double dayWidth = 32;
    double originDay = 0; // Julian day (with fraction) at the body's leading edge
    int scrollY = 0;      // of the rows, in pixels

    int scaled(int pixels) const { return int(pixels * textScale + 0.5); }
    int nameWidth() const { return scaled(240); }
    int bandHeight() const { return scaled(28); } // each of the header's two rows of labels
    int occupancyHeight() const { return scaled(20); }
    int headerHeight() const { return 2 * bandHeight() + occupancyHeight(); }
    // The width of a day in terms of texts: what fits into it.
    double textWidth() const { return dayWidth / textScale; }
    int bodyWidth() const { return std::max(1, viewport.width() - nameWidth()); }
    int bodyHeight() const { return std::max(1, viewport.height() - headerHeight()); }
    QRect corner() const;
    QRect header() const;
    QRect names() const;
    QRect body() const;

    // day with fraction: day + 0.0 is its start, day + 0.5 its middle.
    int xOf(double day) const;
    double dayAt(int x) const;
    // The calendar day whose column contains x.
    qint32 columnAt(int x) const;
    // The night whose cell, from mid day to mid day, contains x.
    qint32 nightAt(int x) const;

    // From a day to another, in the order of the screen.
    QRect span(double fromDay, double toDay, int top, int height) const;
    QRect nights(const DayRange &range, int top, int height) const;
    QRect column(qint32 day, int top, int height) const { return span(day, day + 1.0, top, height); }

    // Days that are at least partly visible.
    DayRange visibleDays() const;
    // Nights that are at least partly visible.
    DayRange visibleNights() const;
    int topOf(int contentY) const { return headerHeight() + contentY - scrollY; }
    int contentY(int viewportY) const { return viewportY - headerHeight() + scrollY; }
};

} // namespace roost
