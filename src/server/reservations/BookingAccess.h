// Who may do something with a booking: the checks that every service of bookings begins with.
#pragma once

#include "BookingRepository.h"

#include "server/tenancy/Caller.h"

namespace roost {

// Unauthenticated for a visitor.
Result<void> checkSignedIn(const Caller &guest);
// Forbidden unless the caller has Permission::DecideBookings in caller.tenant.
Result<void> checkMayDecide(const Caller &caller);
// The guest works in the transaction of the tenant that their booking is with, without being a member. NotFound when
// it isn't theirs. Needs no transaction.
Result<Caller> asGuestOf(Database &database, const Caller &guest, const BookingId &id);
// At most BookingService::kLongestReason characters: else Validation.
Result<void> checkReason(const QString &reason);
// The answer to who lost a compare-and-swap: BookingChanged with what the booking is now.
tl::unexpected<Error> bookingChanged(BookingStatus status, int revision);

} // namespace roost
