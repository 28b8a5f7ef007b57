// How planners of seats and slots say no.
#pragma once

#include "common/Result.h"
#include "domain/StayDates.h"

#include <QJsonArray>

namespace roost {

tl::unexpected<Error> seatsTaken(const QJsonArray &seats, const QDateTime &holdEndsAt, const QDateTime &nowUtc);
tl::unexpected<Error> slotTaken(const QDateTime &holdEndsAt, const QDateTime &nowUtc);
tl::unexpected<Error> cannotBeBooked();

// The local days around a session or a slot, as bookings keep them.
StayDates daysAround(const InstantRange &during, const QString &timeZone);

} // namespace roost
