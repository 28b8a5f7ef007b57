// A guest's request for nights, in one line.
#pragma once

#include "server/reservations/BookingService.h"

namespace roost::test {

inline BookingRequest stayRequest(const ListingId &listing, const StayDates &dates, int guests = 1,
                                  const QString &message = {}, const BookingId &id = {})
{
    BookingRequest request{id, Wish{StayWish{listing, dates, guests, 0, 1, {}}, {}, {}}, {}};
    request.party.message = message;
    return request;
}

} // namespace roost::test
