// A booking as the services hand it out: one plain struct a row.
#pragma once

#include "common/Id.h"
#include "domain/BookingLifecycle.h"
#include "domain/StayDates.h"

namespace roost {

struct Booking
{
    BookingId id;
    TenantId tenant;
    QString code;
    ListingId listing;
    UnitId unit;  // null while nothing is taken for it
    UserId guest; // null: made by the host or imported
    BookingStatus status = BookingStatus::Pending;
    StayDates dates;
    int guests = 1;
    std::optional<qint64> totalMinor;
    QString currency;
    QDateTime expiresAt; // UTC; until when a request waits for an answer
    int revision = 0;
};

} // namespace roost
