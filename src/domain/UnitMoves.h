// Which bookings could move to another of several identical units so that one more stay finds room. Pure; nothing moves
// by itself: the host decides.
#pragma once

#include "StayDates.h"

#include <QList>

namespace roost {

// Something that takes a unit: it can move when it is a coming booking of this unit alone.
struct UnitOccupation
{
    int unit = 0; // an index into the units
    InstantRange during;
    bool isMovable = false;
};

struct UnitMove
{
    int occupation = 0; // an index into the occupations
    int toUnit = 0;

    friend bool operator==(const UnitMove &, const UnitMove &) = default;
};

struct MoveProposal
{
    int unit = 0; // where the stay then fits
    QList<UnitMove> moves;
};

inline constexpr int kMostMoves = 4;

// The fewest moves, at most kMostMoves, that free one of unitCount units for `wanted`. To be applied all at once: one
// by one they may be in each other's way. Empty: there is no such set, or none was found within a bounded search.
// Occupations of one unit must not overlap.
std::optional<MoveProposal> proposeMoves(int unitCount, const QList<UnitOccupation> &occupations,
                                         const InstantRange &wanted);

} // namespace roost
