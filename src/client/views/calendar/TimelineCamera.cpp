// Zooming and scrolling as arithmetic.
#include "TimelineCamera.h"

#include <cmath>

namespace roost {

void TimelineCamera::setViewport(const QSize &size, bool rightToLeft, double textScale)
{
    m_geometry.textScale = textScale;
    m_geometry.viewport = size;
    m_geometry.rightToLeft = rightToLeft;
    m_geometry.dayWidth = m_geometry.bodyWidth() / m_wantedDays;
    clamp();
}

void TimelineCamera::setViewportKeepingDayWidth(const QSize &size)
{
    m_geometry.viewport = size;
    m_wantedDays = std::clamp(m_geometry.bodyWidth() / m_geometry.dayWidth, kFewestDays, kMostDays);
    m_geometry.dayWidth = m_geometry.bodyWidth() / m_wantedDays;
    clamp();
}

void TimelineCamera::setRange(const DayRange &days)
{
    m_range = days;
    clamp();
}

void TimelineCamera::setContentHeight(int height)
{
    m_contentHeight = height;
    clamp();
}

void TimelineCamera::scrollToDay(double leadingDay)
{
    m_geometry.originDay = leadingDay;
    clamp();
}

void TimelineCamera::scrollToY(int y)
{
    m_geometry.scrollY = y;
    clamp();
}

void TimelineCamera::centreOn(double day)
{
    scrollToDay(day - daysInView() / 2);
}

void TimelineCamera::reveal(const DayRange &nights)
{
    const double from = nights.from;
    const double to = nights.to + 1.0;
    if (from < m_geometry.originDay)
        scrollToDay(from);
    else if (to > m_geometry.originDay + daysInView())
        scrollToDay(std::min(from, to - daysInView()));
}

void TimelineCamera::reveal(int top, int height)
{
    if (top < m_geometry.scrollY)
        scrollToY(top);
    else if (top + height > m_geometry.scrollY + m_geometry.bodyHeight())
        scrollToY(top + height - m_geometry.bodyHeight());
}

void TimelineCamera::zoomBy(double factor, int anchorX)
{
    setDayWidth(m_geometry.dayWidth * factor, m_geometry.dayAt(anchorX), anchorX);
}

void TimelineCamera::showDays(double days)
{
    const int middle = m_geometry.body().center().x();
    setDayWidth(m_geometry.bodyWidth() / days, m_geometry.dayAt(middle), middle);
}

void TimelineCamera::setDayWidth(double width, double anchorDay, int anchorX)
{
    m_wantedDays = std::clamp(m_geometry.bodyWidth() / width, kFewestDays, kMostDays);
    m_geometry.dayWidth = m_geometry.bodyWidth() / m_wantedDays;
    m_geometry.originDay += anchorDay - m_geometry.dayAt(anchorX);
    clamp();
}

int TimelineCamera::maximumX() const
{
    return std::max(0, int(std::lround(m_range.nights() * m_geometry.dayWidth)) - m_geometry.bodyWidth());
}

int TimelineCamera::x() const
{
    return std::clamp(int(std::lround((m_geometry.originDay - m_range.from) * m_geometry.dayWidth)), 0, maximumX());
}

void TimelineCamera::setX(int x)
{
    // The rounded position is no move: without this, zooming out and in again would creep.
    if (x != this->x())
        scrollToDay(m_range.from + x / m_geometry.dayWidth);
}

void TimelineCamera::clamp()
{
    const double last = std::max<double>(m_range.from, m_range.to - daysInView());
    m_geometry.originDay = std::clamp<double>(m_geometry.originDay, m_range.from, last);
    m_geometry.scrollY = std::clamp(m_geometry.scrollY, 0, maximumY());
}

} // namespace roost
