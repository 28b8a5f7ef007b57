// What part of the timeline is in view: first day, zoom and vertical position, kept within the range that may be
// scrolled. Pure; the view moves it and paints its geometry.
#pragma once

#include "TimelineGeometry.h"

namespace roost {

class TimelineCamera
{
public:
    static constexpr double kFewestDays = 7;
    static constexpr double kMostDays = 731;

    const TimelineGeometry &geometry() const { return m_geometry; }

    // The days in view stay the same, so a day becomes wider or narrower.
    void setViewport(const QSize &size, bool rightToLeft, double textScale = 1);
    // A day stays as wide as it is, and more or fewer are in view: a panel beside the calendar opened or closed.
    void setViewportKeepingDayWidth(const QSize &size);
    // Keeps the day at the leading edge, within the new range.
    void setRange(const DayRange &days);
    void setContentHeight(int height);

    const DayRange &range() const { return m_range; }
    double daysInView() const { return m_geometry.bodyWidth() / m_geometry.dayWidth; }

    void scrollToDay(double leadingDay);
    void scrollToY(int y);
    // Puts the day in the middle.
    void centreOn(double day);
    // Moves as little as makes the nights and the row visible.
    void reveal(const DayRange &nights);
    void reveal(int top, int height);

    // Multiplies the width of a day; the date under anchorX stays where it is (as far as the range allows).
    void zoomBy(double factor, int anchorX);
    // Fits this many days into the view; the date at the middle stays.
    void showDays(double days);

    // Pixels, for the scroll bars.
    int maximumX() const;
    int x() const;
    void setX(int x);
    int maximumY() const { return std::max(0, m_contentHeight - m_geometry.bodyHeight()); }

private:
    void setDayWidth(double width, double anchorDay, int anchorX);
    void clamp();

    TimelineGeometry m_geometry;
    DayRange m_range{0, 1};
    int m_contentHeight = 0;
    double m_wantedDays = 31; // kept when the window's width changes
};

} // namespace roost
