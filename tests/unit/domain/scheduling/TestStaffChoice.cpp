// Who gets an appointment.
#include "domain/scheduling/StaffChoice.h"

#include "support/Properties.h"

using namespace roost;

class TestStaffChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesNobodyOfNone();
    void leastLoadedFirst();
    void thenWhoWaitedLongest();
    void thenByPosition();
    void appointmentsSpreadEvenly();
};

namespace {

QDateTime day(int number)
{
    return {QDate(2026, 3, 1).addDays(number), QTime(12, 0), Qt::UTC};
}

StaffForChoice member(int position, qint64 minutes, const QDateTime &last = {})
{
    return {UnitId::create(), position, minutes, last};
}

} // namespace

void TestStaffChoice::choosesNobodyOfNone()
{
    QCOMPARE(chooseStaff({}), -1);
}

void TestStaffChoice::leastLoadedFirst()
{
    QCOMPARE(chooseStaff({member(0, 60), member(1, 30, day(9)), member(2, 90)}), 1);
}

void TestStaffChoice::thenWhoWaitedLongest()
{
    QCOMPARE(chooseStaff({member(0, 60, day(3)), member(1, 60, day(1)), member(2, 60, day(2))}), 1);
    QCOMPARE(chooseStaff({member(0, 60, day(3)), member(1, 60, day(1)), member(2, 60)}), 2);
}

void TestStaffChoice::thenByPosition()
{
    QCOMPARE(chooseStaff({member(2, 0), member(1, 0), member(3, 0)}), 1);
}

// Whatever the number of people, appointments of one length in one week differ by one at most.
void TestStaffChoice::appointmentsSpreadEvenly()
{
    CHECK_PROPERTY([] {
        const int people = *rc::gen::inRange(1, 8);
        const int appointments = *rc::gen::inRange(0, 60);
        QList<StaffForChoice> staff;
        for (int i = 0; i < people; ++i)
            staff << member(*rc::gen::inRange(0, 5), 0);
        QList<int> counts(people, 0);
        for (int i = 0; i < appointments; ++i) {
            const int chosen = chooseStaff(staff);
            staff[chosen].bookedMinutes += 60;
            staff[chosen].lastBooked = day(i);
            ++counts[chosen];
        }
        const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
        RC_ASSERT(*most - *least <= 1);
    });
}

QTEST_GUILESS_MAIN(TestStaffChoice)
#include "TestStaffChoice.moc"
