// What a booking's wish becomes when some of it changes.
#pragma once

#include "Booking.h"

#include "server/inventory/Wish.h"

namespace roost {

// What was asked for; of imported bookings and older ones what they were made of.
Result<Wish> wishOf(const Booking &booking);
// The wish with the fields of changes in place of its own. Seats of the old session become as many places of their
// tier. Validation when nothing changes, or when the result is no wish of the booking's kind.
Result<Wish> changedWish(const Booking &booking, const QJsonObject &changes);
// Whether the changes leave what is paid for as it is: another unit of a stay, another member of staff.
bool keepsPrice(const QJsonObject &changes);

} // namespace roost
