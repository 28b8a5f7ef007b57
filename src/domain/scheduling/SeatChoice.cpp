#include "SeatChoice.h"

namespace roost {

namespace {

using Indexes = QList<int>;

// The candidates, one list a row, in order. Rows are told apart by the order of the seats.
QList<Indexes> byRow(const QList<SeatForChoice> &seats, const Indexes &candidates)
{
    QList<Indexes> rows;
    for (const int index : candidates) {
        if (rows.isEmpty() || seats[rows.last().last()].row != seats[index].row)
            rows << Indexes();
        rows.last() << index;
    }
    return rows;
}

// The runs of adjoining candidates of a row.
QList<Indexes> runsOf(const QList<SeatForChoice> &seats, const Indexes &row)
{
    QList<Indexes> runs;
    for (const int index : row) {
        if (runs.isEmpty() || seats[runs.last().last()].position + 1 != seats[index].position)
            runs << Indexes();
        runs.last() << index;
    }
    return runs;
}

// What a party of `places` leaves of a run: nothing is best, a single seat worst.
int leftoverCost(qsizetype runLength, int places)
{
    const qsizetype left = runLength - places;
    return left == 0 ? 0 : (left == 1 ? 2 : 1);
}

Indexes adjoining(const QList<SeatForChoice> &seats, const QList<Indexes> &rows, int places)
{
    Indexes best;
    int bestCost = 3;
    for (const Indexes &row : rows) {
        const QList<Indexes> runs = runsOf(seats, row);
        for (const Indexes &run : runs) {
            if (run.size() >= places && leftoverCost(run.size(), places) < bestCost) {
                bestCost = leftoverCost(run.size(), places);
                best = run.first(places);
            }
        }
    }
    return best;
}

// The places of one row with as little between them as possible.
Indexes closest(const QList<SeatForChoice> &seats, const Indexes &row, int places)
{
    Indexes best;
    int bestSpan = std::numeric_limits<int>::max();
    for (qsizetype first = 0; first + places <= row.size(); ++first) {
        const int span = seats[row[first + places - 1]].position - seats[row[first]].position;
        if (span < bestSpan) {
            bestSpan = span;
            best = row.sliced(first, places);
        }
    }
    return best;
}

Indexes inOneRow(const QList<SeatForChoice> &seats, const QList<Indexes> &rows, int places)
{
    Indexes best;
    int bestSpan = std::numeric_limits<int>::max();
    for (const Indexes &row : rows) {
        const Indexes found = closest(seats, row, places);
        const int span = found.isEmpty() ? bestSpan : seats[found.last()].position - seats[found.first()].position;
        if (span < bestSpan) {
            bestSpan = span;
            best = found;
        }
    }
    return best;
}

Indexes overRows(const QList<SeatForChoice> &seats, QList<Indexes> rows, int places)
{
    const auto isLarger = [](const Indexes &a, const Indexes &b) { return a.size() > b.size(); };
    std::stable_sort(rows.begin(), rows.end(), isLarger);
    Indexes chosen;
    while (!rows.isEmpty() && places > 0) {
        // The last row that takes all the rest is the fullest one; without any, the largest goes whole.
        const auto end = std::partition_point(rows.begin(), rows.end(),
                                              [places](const Indexes &row) { return row.size() >= places; });
        const auto row = end == rows.begin() ? rows.begin() : std::prev(end);
        const int taken = static_cast<int>(std::min<qsizetype>(row->size(), places));
        chosen << closest(seats, *row, taken);
        places -= taken;
        rows.erase(row);
    }
    return chosen;
}

Indexes choose(const QList<SeatForChoice> &seats, const Indexes &candidates, int places)
{
    const QList<Indexes> rows = byRow(seats, candidates);
    Indexes chosen = adjoining(seats, rows, places);
    if (chosen.isEmpty())
        chosen = inOneRow(seats, rows, places);
    return chosen.isEmpty() ? overRows(seats, rows, places) : chosen;
}

} // namespace

QList<int> bestSeats(const QList<SeatForChoice> &seats, int places, const QString &tier)
{
    Indexes ordinary;
    Indexes accessible;
    for (int i = 0; i < seats.size(); ++i) {
        if (seats[i].isFree && (tier.isEmpty() || seats[i].tier == tier))
            (seats[i].accessible ? accessible : ordinary) << i;
    }
    if (places < 1 || ordinary.size() + accessible.size() < places)
        return {};
    Indexes chosen;
    if (ordinary.size() >= places)
        chosen = choose(seats, ordinary, places);
    else
        chosen = ordinary + choose(seats, accessible, static_cast<int>(places - ordinary.size()));
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

} // namespace roost
