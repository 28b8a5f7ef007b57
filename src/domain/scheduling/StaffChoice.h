// Who gives an appointment when the guest doesn't mind. Pure.
#pragma once

#include "common/Id.h"

#include <QDateTime>
#include <QList>

namespace roost {

// Somebody who is free at the time.
struct StaffForChoice
{
    UnitId id;
    int position = 0;
    // Taken by bookings and holds in the week of the appointment (Monday to Sunday at the listing's place), with
    // buffers.
    qint64 bookedMinutes = 0;
    QDateTime lastBooked; // when they were last booked for this service; invalid: not lately
};

// The index of who gets it; -1 for an empty list. Least loaded first: who has the fewest minutes booked that week. Of
// several the one whose last booking of this service is the longest ago (those without one first), so that they take
// turns; then by position, then by id.
int chooseStaff(const QList<StaffForChoice> &staff);

} // namespace roost
