#include "UnitMoves.h"

namespace roost {

namespace {

// Some milliseconds of work; a house has a handful of units.
constexpr int kMostSteps = 50'000;

bool overlap(const InstantRange &left, const InstantRange &right)
{
    return left.from < right.to && right.from < left.to;
}

// Depth first with a limit on the moves: what stands in the way of something placed has to be placed elsewhere.
class MoveSearch
{
public:
    MoveSearch(int unitCount, const QList<UnitOccupation> &occupations, const InstantRange &wanted)
        : m_unitCount(unitCount)
        , m_occupations(occupations)
        , m_wanted(wanted)
        , m_units(occupations.size())
        , m_isSettled(occupations.size(), false)
    {
        for (qsizetype i = 0; i < occupations.size(); ++i) {
            m_units[i] = occupations[i].unit;
            m_isSettled[i] = !occupations[i].isMovable;
        }
    }

    std::optional<MoveProposal> within(int mostMoves)
    {
        m_mostMoves = mostMoves;
        for (int unit = 0; unit < m_unitCount; ++unit) {
            m_wantedUnit = unit;
            QList<int> homeless;
            if (evict(unit, m_wanted, homeless) && settle(homeless, 0))
                return proposal();
            m_wantedUnit = -1;
            takeBack(homeless, unit);
        }
        return std::nullopt;
    }

    bool hasStepsLeft() const { return m_steps < kMostSteps; }

private:
    // Sends away what overlaps the range in the unit; false when something there can't move.
    bool evict(int unit, const InstantRange &range, QList<int> &homeless)
    {
        const qsizetype before = homeless.size();
        for (int i = 0; i < m_occupations.size(); ++i) {
            if (m_units[i] != unit || !overlap(m_occupations[i].during, range))
                continue;
            if (m_isSettled[i]) {
                takeBack(homeless.mid(before), unit);
                homeless.resize(before);
                return false;
            }
            m_units[i] = kNowhere;
            homeless << i;
        }
        return true;
    }

    void takeBack(const QList<int> &sentAway, int unit)
    {
        for (const int i : sentAway)
            m_units[i] = unit;
    }

    bool settle(QList<int> homeless, int moves)
    {
        if (homeless.isEmpty())
            return true;
        if (moves + homeless.size() > m_mostMoves || ++m_steps >= kMostSteps)
            return false;
        const int moving = homeless.takeFirst();
        const InstantRange &range = m_occupations[moving].during;
        m_isSettled[moving] = true;
        for (int unit = 0; unit < m_unitCount; ++unit) {
            const bool meetsWanted = unit == m_wantedUnit && overlap(range, m_wanted);
            if (unit == m_occupations[moving].unit || meetsWanted)
                continue;
            QList<int> next = homeless;
            if (!evict(unit, range, next))
                continue;
            m_units[moving] = unit;
            if (settle(next, moves + 1))
                return true;
            m_units[moving] = kNowhere;
            takeBack(next.mid(homeless.size()), unit);
        }
        m_isSettled[moving] = false;
        return false;
    }

    MoveProposal proposal() const
    {
        MoveProposal found{m_wantedUnit, {}};
        for (int i = 0; i < m_occupations.size(); ++i) {
            if (m_units[i] != m_occupations[i].unit)
                found.moves << UnitMove{i, m_units[i]};
        }
        return found;
    }

    static constexpr int kNowhere = -1;

    const int m_unitCount;
    const QList<UnitOccupation> &m_occupations;
    const InstantRange m_wanted;
    QList<int> m_units; // where each occupation is now
    QList<bool> m_isSettled;
    int m_wantedUnit = kNowhere;
    int m_mostMoves = 0;
    int m_steps = 0;
};

} // namespace

std::optional<MoveProposal> proposeMoves(int unitCount, const QList<UnitOccupation> &occupations,
                                         const InstantRange &wanted)
{
    MoveSearch search(unitCount, occupations, wanted);
    for (int mostMoves = 0; mostMoves <= kMostMoves && search.hasStepsLeft(); ++mostMoves) {
        if (auto found = search.within(mostMoves))
            return found;
    }
    return std::nullopt;
}

} // namespace roost
