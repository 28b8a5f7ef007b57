// The keyboard's place in the timeline: a night of a row, or a run of nights from an anchor. Moves skip headings of
// cities. Works on the scene; pure otherwise.
#pragma once

#include "TimelineScene.h"

namespace roost {

class TimelineCursor
{
public:
    explicit TimelineCursor(TimelineScene &scene)
        : m_scene(scene)
    {
    }

    void place(int row, qint32 night);
    void clear();
    // Puts the cursor into view's first row today, if it is nowhere yet.
    void ensurePlaced();

    // extend keeps the anchor. Nights never leave the scrollable range.
    void moveNights(int nights, bool extend);
    // To the first night of the next (direction 1) or previous (-1) bar of the row, if there is one.
    void moveToBar(int direction);
    void moveRows(int rows);
    void moveToEdge(bool last);

    qint32 night() const { return m_night; }
    // The bar under the cursor, or null.
    const TimelineBar *bar() const;
    const TimelineLane *lane() const;

private:
    void apply();
    bool canStand(int row) const;

    TimelineScene &m_scene;
    qint32 m_anchor = 0;
    qint32 m_night = 0;
};

} // namespace roost
