// Claims that don't stand in the way of a plan: those of a hold that is renewed or confirmed, or of a booking that is
// changed.
#pragma once

#include "common/Id.h"

namespace roost {

struct OwnClaims
{
    HoldId hold;       // null: none
    BookingId booking; // null: none
};

} // namespace roost
