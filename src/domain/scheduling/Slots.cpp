#include "Slots.h"

namespace roost {

TakenTimes::TakenTimes(QList<InstantRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const InstantRange &a, const InstantRange &b) { return a.from < b.from; });
    for (const InstantRange &range : std::as_const(ranges)) {
        if (!m_ranges.isEmpty() && range.from <= m_ranges.last().to)
            m_ranges.last().to = std::max(m_ranges.last().to, range.to);
        else
            m_ranges << range;
    }
}

bool TakenTimes::isFree(const InstantRange &range) const
{
    const auto next = std::partition_point(m_ranges.begin(), m_ranges.end(),
                                           [&range](const InstantRange &taken) { return taken.to <= range.from; });
    return next == m_ranges.end() || next->from >= range.to;
}

namespace {

// Until when work goes on from each stretch, through those that touch it.
QList<QDateTime> endsOfWork(const QList<InstantRange> &stretches)
{
    QList<QDateTime> ends(stretches.size());
    for (qsizetype i = stretches.size() - 1; i >= 0; --i) {
        const bool touchesNext = i + 1 < stretches.size() && stretches[i + 1].from <= stretches[i].to;
        ends[i] = touchesNext ? ends[i + 1] : stretches[i].to;
    }
    return ends;
}

} // namespace

QList<QDateTime> freeSlots(const WorkingHours &hours, const TakenTimes &taken, const ServiceTerms &terms,
                           const InstantRange &window)
{
    QList<QDateTime> found;
    const int stepSecs = terms.slotStepMinutes * 60;
    // An appointment may go on into a stretch that begins behind the window.
    const QList<InstantRange> stretches = hours.stretches({window.from, window.to.addSecs(terms.durationMinutes * 60)});
    const QList<QDateTime> ends = endsOfWork(stretches);
    for (qsizetype i = 0; i < stretches.size(); ++i) {
        const qint64 skipped = std::max<qint64>(0, stretches[i].from.secsTo(window.from) + stepSecs - 1) / stepSecs;
        for (QDateTime start = stretches[i].from.addSecs(skipped * stepSecs);
             start < stretches[i].to && start < window.to; start = start.addSecs(stepSecs)) {
            if (terms.appointment(start).to > ends[i])
                break;
            if (start >= window.from && taken.isFree(terms.occupied(start)))
                found << start;
        }
    }
    return found;
}

bool isSlot(const WorkingHours &hours, const ServiceTerms &terms, const QDateTime &startsAt)
{
    const QList<QDateTime> found = freeSlots(hours, TakenTimes(), terms, {startsAt, startsAt.addSecs(1)});
    return !found.isEmpty() && found.first() == startsAt;
}

} // namespace roost
