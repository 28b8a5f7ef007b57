// Which seats a party gets that asked for a number of places. Pure; the server decides with it, the client proposes.
#pragma once

#include "SeatPlan.h"

namespace roost {

struct SeatForChoice
{
    QString row;
    QString tier;
    bool accessible = false;
    int position = 0; // as in Seat
    bool isFree = false;
};

// The indexes of `places` free seats of the tier (empty: of any), in order; empty when there aren't that many. In this
// order:
// 1. Accessible seats only when no others are left, and then as few as possible.
// 2. Adjoining in one row; where several such runs of free seats exist, the one that the party fills, else one that
//    doesn't leave a single seat, else the foremost. The party sits at the run's beginning.
// 3. In one row with as little between them as possible; the foremost of several.
// 4. In as few rows as possible: the rows with the most free seats, and for the rest the fullest row that takes it.
// seats are sorted by position.
QList<int> bestSeats(const QList<SeatForChoice> &seats, int places, const QString &tier);

} // namespace roost
