// The mapping in both reading directions.
#include "TimelineGeometry.h"

#include <cmath>

namespace roost {

QRect TimelineGeometry::corner() const
{
    return {rightToLeft ? bodyWidth() : 0, 0, nameWidth(), headerHeight()};
}

QRect TimelineGeometry::header() const
{
    return {rightToLeft ? 0 : nameWidth(), 0, bodyWidth(), headerHeight()};
}

QRect TimelineGeometry::names() const
{
    return {rightToLeft ? bodyWidth() : 0, headerHeight(), nameWidth(), bodyHeight()};
}

QRect TimelineGeometry::body() const
{
    return {rightToLeft ? 0 : nameWidth(), headerHeight(), bodyWidth(), bodyHeight()};
}

int TimelineGeometry::xOf(double day) const
{
    const int distance = int(std::lround((day - originDay) * dayWidth));
    return rightToLeft ? bodyWidth() - distance : nameWidth() + distance;
}

double TimelineGeometry::dayAt(int x) const
{
    return originDay + (rightToLeft ? bodyWidth() - x : x - nameWidth()) / dayWidth;
}

qint32 TimelineGeometry::columnAt(int x) const
{
    return qint32(std::floor(dayAt(x)));
}

qint32 TimelineGeometry::nightAt(int x) const
{
    return qint32(std::floor(dayAt(x) - 0.5));
}

QRect TimelineGeometry::span(double fromDay, double toDay, int top, int height) const
{
    const int a = xOf(fromDay);
    const int b = xOf(toDay);
    return {std::min(a, b), top, std::abs(b - a), height};
}

QRect TimelineGeometry::nights(const DayRange &range, int top, int height) const
{
    return span(range.from + 0.5, range.to + 0.5, top, height);
}

DayRange TimelineGeometry::visibleDays() const
{
    return {qint32(std::floor(originDay)), qint32(std::floor(originDay + bodyWidth() / dayWidth)) + 1};
}

DayRange TimelineGeometry::visibleNights() const
{
    const DayRange days = visibleDays();
    return {days.from - 1, days.to};
}

} // namespace roost
