// The lookup of a lane and how overlapping bars are laid into tracks.
#include "TimelineLane.h"

namespace roost {

std::span<const TimelineBar> TimelineLane::near(const DayRange &range) const
{
    const auto last = std::lower_bound(m_bars.begin(), m_bars.end(), range.to,
                                       [](const TimelineBar &bar, qint32 day) { return bar.days.from < day; });
    // m_reach never falls, so everything before the first entry beyond the range's start has ended by then.
    const auto reach = std::upper_bound(m_reach.begin(), m_reach.end(), range.from);
    const auto first = m_bars.begin() + (reach - m_reach.begin());
    return first < last ? std::span<const TimelineBar>(first, last) : std::span<const TimelineBar>();
}

const TimelineBar *TimelineLane::at(qint32 night) const
{
    const TimelineBar *found = nullptr;
    for (const TimelineBar &bar : near({night, night + 1})) {
        if (bar.days.to > night && (!found || bar.track < found->track))
            found = &bar;
    }
    return found;
}

bool TimelineLane::isFree(const DayRange &range) const
{
    const auto bars = near(range);
    return std::none_of(bars.begin(), bars.end(),
                        [&](const TimelineBar &bar) { return bar.occupies() && bar.days.intersects(range); });
}

void TimelineLane::Builder::add(TimelineBar bar, QStringView label)
{
    if (bar.days.to <= bar.days.from)
        return;
    bar.labelAt = static_cast<qint32>(m_lane->m_labels.size());
    bar.labelLength = static_cast<quint16>(std::min<qsizetype>(label.size(), 500));
    m_lane->m_labels += label.left(bar.labelLength);
    m_lane->m_bars.push_back(bar);
}

void TimelineLane::Builder::append(const Builder &other)
{
    for (const TimelineBar &bar : other.m_lane->m_bars)
        add(bar, other.m_lane->label(bar));
}

std::shared_ptr<const TimelineLane> TimelineLane::Builder::build()
{
    auto &bars = m_lane->m_bars;
    // Of bars that start together the one that occupies comes first, so that requests lie below it.
    std::sort(bars.begin(), bars.end(), [](const TimelineBar &a, const TimelineBar &b) {
        return std::tuple(a.days.from, !a.occupies(), -a.days.to, a.id) <
               std::tuple(b.days.from, !b.occupies(), -b.days.to, b.id);
    });
    qint32 reach = std::numeric_limits<qint32>::min();
    m_lane->m_reach.reserve(bars.size());
    for (const TimelineBar &bar : bars)
        m_lane->m_reach.push_back(reach = std::max(reach, bar.days.to));
    assignTracks();
    findConflicts();
    return std::move(m_lane);
}

void TimelineLane::Builder::assignTracks()
{
    auto &bars = m_lane->m_bars;
    std::vector<qint32> ends; // of each track in the cluster
    size_t clusterStart = 0;
    const auto closeCluster = [&](size_t end) {
        for (size_t i = clusterStart; i < end; ++i)
            bars[i].tracks = static_cast<quint8>(ends.size());
        clusterStart = end;
        ends.clear();
    };
    for (size_t i = 0; i < bars.size(); ++i) {
        if (i > 0 && m_lane->m_reach[i - 1] <= bars[i].days.from)
            closeCluster(i);
        auto track = std::find_if(ends.begin(), ends.end(), [&](qint32 end) { return end <= bars[i].days.from; });
        if (track == ends.end() && ends.size() < 200)
            track = ends.insert(ends.end(), 0);
        else if (track == ends.end())
            --track;
        *track = bars[i].days.to;
        bars[i].track = static_cast<quint8>(track - ends.begin());
    }
    closeCluster(bars.size());
}

void TimelineLane::Builder::findConflicts()
{
    qint32 takenUntil = std::numeric_limits<qint32>::min();
    auto &conflicts = m_lane->m_conflicts;
    for (const TimelineBar &bar : m_lane->m_bars) {
        if (!bar.occupies())
            continue;
        if (takenUntil > bar.days.from) {
            const DayRange overlap{bar.days.from, std::min(bar.days.to, takenUntil)};
            if (!conflicts.empty() && conflicts.back().to >= overlap.from)
                conflicts.back().to = std::max(conflicts.back().to, overlap.to);
            else
                conflicts.push_back(overlap);
        }
        takenUntil = std::max(takenUntil, bar.days.to);
    }
}

} // namespace roost
