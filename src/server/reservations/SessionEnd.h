// What becomes of the reservations of a session that its host cancels.
#pragma once

#include "server/schedules/SessionService.h"

namespace roost {

// For SessionService::cancel(): requests are declined, bookings cancelled by the host (everything comes back), each
// with its audit entry; holds end. Forbidden unless the caller may decide about bookings.
EndReservations endReservationsOfSession(const QString &reason);

} // namespace roost
