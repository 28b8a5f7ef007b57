// Paints the timeline's frozen column of names: cities, listings with what tells them apart, units.
#pragma once

#include "TimelinePainting.h"

namespace roost {

class TimelineNamesPainter
{
public:
    TimelineNamesPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty);
    void paint();

private:
    void paintRow(int row);
    void paintGroup(const TimelineRow &row, const QRect &rect);
    void paintListing(const TimelineRow &row, const QRect &rect);
    void paintUnit(const TimelineRow &row, const QRect &rect);
    // rect without amount at its leading side.
    QRect indented(const QRect &rect, int amount) const;
    // A mark at the trailing side; returns what remains of rect.
    QRect paintMark(const QRect &rect, const QColor &colour, bool isProblem);
    QString subtitle(const TimelineListing &listing) const;

    QPainter &m_painter;
    TimelineScene &m_scene;
    const TimelineGeometry &m_geometry;
    const ThemeColours &m_colours;
    QRect m_dirty;
    bool m_isGrouped;
};

} // namespace roost
