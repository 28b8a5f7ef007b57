// The timeline in words: tooltips, and what a screen reader says of the current cell.
#pragma once

#include "TimelineScene.h"

#include <QCoreApplication>

namespace roost {

class TimelineDescriber
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)

public:
    explicit TimelineDescriber(const TimelineScene &scene)
        : m_scene(scene)
    {
    }

    // "Seaside loft, Friday, 12 March 2027, free, 1 299 NOK, at least 2 nights"
    QString cell(const TimelineCells &cells) const;
    // Several lines, plain text.
    QString barToolTip(const TimelineLane &lane, const TimelineBar &bar) const;
    QString dayToolTip(qint32 day) const;
    // What is wrong on these nights of the row, or empty.
    QString problemToolTip(int row, qint32 night) const;

    static QString statusText(const TimelineBar &bar);

private:
    QString title(const TimelineRow &row) const;
    QString state(const TimelineRow &row, const TimelineCells &cells) const;
    QString dates(const DayRange &days) const;

    const TimelineScene &m_scene;
};

} // namespace roost
