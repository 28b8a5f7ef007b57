// Room for one more stay by moving others between identical units.
#include "domain/UnitMoves.h"

#include "support/Properties.h"

using namespace roost;

class TestUnitMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freeUnitNeedsNoMove();
    void oneMoveMakesRoom();
    void chainOfMovesMakesRoom();
    void fixedOnesStay();
    void fullHouseHasNoRoom();
    void movesNeverOverlapAndAreFewest();
};

namespace {

InstantRange days(int from, int to)
{
    const QDateTime start({2026, 7, 1}, {0, 0}, Qt::UTC);
    return {start.addDays(from), start.addDays(to)};
}

bool overlap(const InstantRange &left, const InstantRange &right)
{
    return left.from < right.to && right.from < left.to;
}

bool isPossible(const QList<UnitOccupation> &occupations, const InstantRange &wanted, int wantedUnit)
{
    for (int i = 0; i < occupations.size(); ++i) {
        if (occupations[i].unit == wantedUnit && overlap(occupations[i].during, wanted))
            return false;
        for (int j = 0; j < i; ++j) {
            if (occupations[i].unit == occupations[j].unit && overlap(occupations[i].during, occupations[j].during))
                return false;
        }
    }
    return true;
}

// The fewest moves of all arrangements; -1: none is possible.
int fewestMoves(int unitCount, const QList<UnitOccupation> &occupations, const InstantRange &wanted)
{
    int arrangements = 1;
    for (qsizetype i = 0; i < occupations.size(); ++i)
        arrangements *= unitCount;
    int fewest = -1;
    for (int arrangement = 0; arrangement < arrangements; ++arrangement) {
        QList<UnitOccupation> arranged = occupations;
        int moves = 0;
        bool isAllowed = true;
        for (int i = 0, rest = arrangement; i < arranged.size(); ++i, rest /= unitCount) {
            arranged[i].unit = rest % unitCount;
            const bool isMoved = arranged[i].unit != occupations[i].unit;
            moves += isMoved ? 1 : 0;
            isAllowed = isAllowed && (!isMoved || occupations[i].isMovable);
        }
        bool hasRoom = false;
        for (int unit = 0; isAllowed && unit < unitCount; ++unit)
            hasRoom = hasRoom || isPossible(arranged, wanted, unit);
        if (hasRoom && (fewest < 0 || moves < fewest))
            fewest = moves;
    }
    return fewest;
}

} // namespace

void TestUnitMoves::freeUnitNeedsNoMove()
{
    const auto found = proposeMoves(2, {{0, days(0, 5), true}}, days(2, 4));
    QVERIFY(found);
    QCOMPARE(found->unit, 1);
    QVERIFY(found->moves.isEmpty());
}

void TestUnitMoves::oneMoveMakesRoom()
{
    // Unit 0: 0-3, unit 1: 5-9; wanted 2-7. Both would do; the first unit is freed.
    const auto found = proposeMoves(2, {{0, days(0, 3), true}, {1, days(5, 9), true}}, days(2, 7));
    QVERIFY(found);
    QCOMPARE(found->unit, 0);
    QCOMPARE(found->moves, (QList<UnitMove>{{0, 1}}));
}

void TestUnitMoves::chainOfMovesMakesRoom()
{
    // The only long gap is behind two others: 0 goes to 1 where 1 makes room by going to 2.
    const QList<UnitOccupation> taken{{0, days(0, 4), true},  {1, days(2, 6), true},  {1, days(6, 9), false},
                                      {2, days(0, 2), false}, {2, days(7, 9), false}, {0, days(9, 12), false}};
    const auto found = proposeMoves(3, taken, days(2, 9));
    QVERIFY(found);
    QCOMPARE(found->unit, 0);
    QCOMPARE(found->moves, (QList<UnitMove>{{0, 1}, {1, 2}}));
}

void TestUnitMoves::fixedOnesStay()
{
    QVERIFY(!proposeMoves(2, {{0, days(0, 3), false}, {1, days(5, 9), false}}, days(2, 7)));
}

void TestUnitMoves::fullHouseHasNoRoom()
{
    QVERIFY(!proposeMoves(2, {{0, days(0, 9), true}, {1, days(0, 9), true}}, days(2, 7)));
    QVERIFY(!proposeMoves(0, {}, days(2, 7)));
}

void TestUnitMoves::movesNeverOverlapAndAreFewest()
{
    CHECK_PROPERTY([] {
        const int unitCount = *rc::gen::inRange(1, 4);
        QList<UnitOccupation> taken;
        const int tries = *rc::gen::inRange(0, 7);
        for (int i = 0; i < tries; ++i) {
            const int from = *rc::gen::inRange(0, 10);
            const UnitOccupation more{*rc::gen::inRange(0, unitCount), days(from, from + *rc::gen::inRange(1, 6)),
                                      *rc::gen::weightedElement<bool>({{4, true}, {1, false}})};
            QList<UnitOccupation> together = taken + QList<UnitOccupation>{more};
            if (isPossible(together, days(100, 101), 0))
                taken = together;
        }
        const int from = *rc::gen::inRange(0, 10);
        const InstantRange wanted = days(from, from + *rc::gen::inRange(1, 6));
        const int fewest = fewestMoves(unitCount, taken, wanted);
        const auto found = proposeMoves(unitCount, taken, wanted);
        RC_ASSERT(found.has_value() == (fewest >= 0 && fewest <= kMostMoves));
        if (!found)
            return;
        RC_ASSERT(found->moves.size() == fewest);
        for (const UnitMove &move : found->moves) {
            RC_ASSERT(taken[move.occupation].isMovable);
            taken[move.occupation].unit = move.toUnit;
        }
        RC_ASSERT(isPossible(taken, wanted, found->unit));
    });
}

QTEST_GUILESS_MAIN(TestUnitMoves)
#include "TestUnitMoves.moc"
