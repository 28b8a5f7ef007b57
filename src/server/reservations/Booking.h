// A booking as the services hand it out: one plain struct a row.
#pragma once

#include "common/Id.h"
#include "domain/BookingLifecycle.h"
#include "domain/StayDates.h"

#include <QJsonArray>
#include <QJsonObject>

namespace roost {

struct Booking
{
    BookingId id;
    TenantId tenant;
    QString code;
    ListingId listing;
    UnitId unit;  // the first of what was booked; null while nothing is taken for it
    UserId guest; // null: made by the host or imported
    BookingStatus status = BookingStatus::Pending;
    StayDates dates;
    int guests = 1;
    std::optional<qint64> totalMinor;
    QString currency;
    QDateTime expiresAt; // UTC; until when a request waits for an answer
    int revision = 0;
    QString kind = QStringLiteral("stay"); // "stay", "experience", "service"
    QDateTime startsAt, endsAt;            // UTC, of sessions and slots; then dates are the local days around them
    QString timeZone;                      // IANA, of sessions and slots
    int pets = 0;
    QJsonArray items;   // [{"unit_id", "name", "role", "tier"?}]
    QJsonObject quote;  // what was agreed (domain/Quote.h); empty for imported ones
    QJsonObject wish;   // what was asked for (server/inventory/Wish.h); empty: none is known
    QJsonObject policy; // the cancellation policy that was agreed; empty: none is known

    bool isStay() const { return kind == QLatin1String("stay"); }
};

} // namespace roost
