// Paints the timeline's body: ground, grid, prices, bars, problems and what is selected. Only what dirty covers.
#pragma once

#include "TimelinePainting.h"

namespace roost {

class TimelineBodyPainter
{
public:
    TimelineBodyPainter(QPainter &painter, TimelineScene &scene, const QRect &dirty);
    void paint();

private:
    void paintGround();
    void paintColumns();
    void paintGrid();
    void paintTodayLine();
    void paintPrices(int row);
    void paintPrice(const TimelineListing &listing, const QString &price, qint32 night, const QRect &row);
    void paintBars(int row);
    void paintBar(const TimelineBar &bar, const QRect &rect);
    void paintLabels(int row);
    void paintLabel(const QString &label, const QRect &rect, const BarSkin &skin, bool isTentative);
    void paintBands(int row);
    void paintCells(const TimelineCells &cells, bool isRubberBand);

    // Of the rows, within dirty: below them there is nothing to mark.
    int contentBottom() const { return std::min(m_dirty.bottom() + 1, m_geometry.topOf(m_scene.rows.totalHeight())); }
    int rowTop(int row) const { return m_geometry.topOf(m_scene.rows.top(row)); }

    QPainter &m_painter;
    TimelineScene &m_scene;
    const TimelineGeometry &m_geometry;
    const ThemeColours &m_colours;
    QRect m_dirty;
    DayRange m_days;   // whose columns dirty touches
    DayRange m_nights; // whose cells dirty touches
    int m_firstRow = 0;
    int m_lastRow = 0;
    std::vector<bool> m_taken; // of the row at hand, by night from m_nights.from
};

} // namespace roost
