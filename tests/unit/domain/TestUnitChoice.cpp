// Which of several units a stay takes.
#include "domain/UnitChoice.h"

#include "support/Properties.h"

using namespace roost;

class TestUnitChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noUnitIsNoChoice();
    void emptyUnitsAreTakenInOrder();
    void perfectFitWins();
    void unsellableGapLoses();
    void preparationCounts();
    void noUnitLeavesFewerUnsellableGaps();
};

namespace {

const StayDates kStay{{2026, 7, 10}, {2026, 7, 14}};

int unsellableGaps(const FreeUnit &unit, int minNights)
{
    int gaps = 0;
    for (const qint64 nights : {unit.freeFrom.isValid() ? unit.freeFrom.daysTo(kStay.checkIn) : 0,
                                unit.takenFrom.isValid() ? kStay.checkOut.daysTo(unit.takenFrom) : 0})
        gaps += nights > 0 && nights < minNights ? 1 : 0;
    return gaps;
}

} // namespace

void TestUnitChoice::noUnitIsNoChoice()
{
    QCOMPARE(bestUnit({}, kStay, 0, 1), -1);
}

void TestUnitChoice::emptyUnitsAreTakenInOrder()
{
    QCOMPARE(bestUnit({{}, {}, {}}, kStay, 0, 1), 0);
}

void TestUnitChoice::perfectFitWins()
{
    QCOMPARE(bestUnit({{}, {{2026, 7, 10}, {2026, 7, 14}}, {{2026, 7, 10}, {}}}, kStay, 0, 2), 1);
}

void TestUnitChoice::unsellableGapLoses()
{
    // A night that nobody can book is worse than a wide gap.
    QCOMPARE(bestUnit({{{2026, 7, 9}, {2026, 7, 14}}, {{2026, 6, 1}, {2026, 9, 1}}}, kStay, 0, 2), 1);
    QCOMPARE(bestUnit({{{2026, 7, 9}, {2026, 7, 14}}, {{2026, 6, 1}, {2026, 9, 1}}}, kStay, 0, 1), 0);
}

void TestUnitChoice::preparationCounts()
{
    // With two days of preparation the second unit's next guest comes at the right moment.
    QCOMPARE(bestUnit({{{2026, 7, 10}, {2026, 7, 17}}, {{2026, 7, 10}, {2026, 7, 16}}}, kStay, 2, 2), 1);
}

void TestUnitChoice::noUnitLeavesFewerUnsellableGaps()
{
    CHECK_PROPERTY([] {
        const int minNights = *rc::gen::inRange(1, 6);
        QList<FreeUnit> units;
        for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
            const int before = *rc::gen::inRange(-1, 12);
            const int behind = *rc::gen::inRange(-1, 12);
            units << FreeUnit{before < 0 ? QDate() : kStay.checkIn.addDays(-before),
                              behind < 0 ? QDate() : kStay.checkOut.addDays(behind)};
        }
        const int best = bestUnit(units, kStay, 0, minNights);
        RC_ASSERT(best >= 0 && best < units.size());
        for (const FreeUnit &unit : units)
            RC_ASSERT(unsellableGaps(units[best], minNights) <= unsellableGaps(unit, minNights));
    });
}

QTEST_GUILESS_MAIN(TestUnitChoice)
#include "TestUnitChoice.moc"
