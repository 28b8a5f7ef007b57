#include "StaffChoice.h"

#include <tuple>

namespace roost {

namespace {

bool isBefore(const StaffForChoice &a, const StaffForChoice &b)
{
    const auto turn = [](const StaffForChoice &member) {
        return member.lastBooked.isValid() ? member.lastBooked.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
    };
    return std::tuple(a.bookedMinutes, turn(a), a.position, a.id) <
           std::tuple(b.bookedMinutes, turn(b), b.position, b.id);
}

} // namespace

int chooseStaff(const QList<StaffForChoice> &staff)
{
    const auto chosen = std::min_element(staff.begin(), staff.end(), isBefore);
    return chosen == staff.end() ? -1 : static_cast<int>(chosen - staff.begin());
}

} // namespace roost
