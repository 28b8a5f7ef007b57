// Moves of the cursor.
#include "TimelineCursor.h"

namespace roost {

void TimelineCursor::place(int row, qint32 night)
{
    m_scene.selectedCells.row = row;
    m_anchor = m_night = night;
    apply();
}

void TimelineCursor::clear()
{
    m_scene.selectedCells = {};
}

void TimelineCursor::ensurePlaced()
{
    if (m_scene.selectedCells.isValid() && m_scene.selectedCells.row < m_scene.rows.count())
        return;
    const DayRange days = m_scene.geometry().visibleDays();
    const bool seesToday = days.from <= m_scene.today && m_scene.today < days.to;
    int row = std::max(0, m_scene.rows.rowAt(m_scene.geometry().scrollY));
    while (row < m_scene.rows.count() && !canStand(row))
        ++row;
    if (row < m_scene.rows.count())
        place(row, seesToday ? m_scene.today : days.from + 1);
}

void TimelineCursor::moveNights(int nights, bool extend)
{
    const DayRange &range = m_scene.camera.range();
    m_night = std::clamp(m_night + nights, range.from, range.to - 1);
    if (!extend)
        m_anchor = m_night;
    apply();
}

void TimelineCursor::moveToBar(int direction)
{
    const TimelineLane *here = lane();
    if (!here)
        return;
    std::optional<qint32> found;
    for (const TimelineBar &bar : here->bars()) {
        if (direction > 0 && bar.days.from > m_night && !found)
            found = bar.days.from;
        if (direction < 0 && bar.days.from < m_night)
            found = bar.days.from;
    }
    if (found)
        place(m_scene.selectedCells.row, *found);
}

void TimelineCursor::moveRows(int rows)
{
    const int step = rows < 0 ? -1 : 1;
    int row = m_scene.selectedCells.row;
    for (int left = std::abs(rows); left > 0; --left) {
        int next = row + step;
        while (next >= 0 && next < m_scene.rows.count() && !canStand(next))
            next += step;
        if (next < 0 || next >= m_scene.rows.count())
            break;
        row = next;
    }
    place(row, m_night);
}

void TimelineCursor::moveToEdge(bool last)
{
    moveRows(last ? m_scene.rows.count() : -m_scene.rows.count());
}

const TimelineLane *TimelineCursor::lane() const
{
    const int row = m_scene.selectedCells.row;
    if (row < 0 || row >= m_scene.rows.count())
        return nullptr;
    return m_scene.outline.lane(m_scene.outline.rows()[size_t(row)]);
}

const TimelineBar *TimelineCursor::bar() const
{
    const TimelineLane *here = lane();
    return here ? here->at(m_night) : nullptr;
}

void TimelineCursor::apply()
{
    m_scene.selectedCells.nights = {std::min(m_anchor, m_night), std::max(m_anchor, m_night) + 1};
}

bool TimelineCursor::canStand(int row) const
{
    return m_scene.outline.rows()[size_t(row)].kind != TimelineRowKind::Group;
}

} // namespace roost
