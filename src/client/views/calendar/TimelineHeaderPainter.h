// Paints the timeline's frozen header: years, months, weeks or days as the zoom allows, today, weekends, and how full
// each day is; and the corner beside it.
#pragma once

#include "TimelinePainting.h"

namespace roost {

class TimelineHeaderPainter
{
public:
    TimelineHeaderPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty);
    void paint();
    void paintCorner();

private:
    using NextStart = qint32 (*)(qint32);

    void paintUpperBand();
    void paintLowerBand();
    void paintPeriods(int top, qint32 (*start)(qint32), NextStart next, const QString &format, TimelineFont font);
    void paintDays();
    void paintDay(qint32 day);
    void paintWeeks();
    void paintOccupancy();
    void paintOccupancyText(const QRect &cell, double share, const QColor &fill);

    QPainter &m_painter;
    TimelineScene &m_scene;
    const TimelineGeometry &m_geometry;
    const ThemeColours &m_colours;
    QRect m_dirty;
};

} // namespace roost
