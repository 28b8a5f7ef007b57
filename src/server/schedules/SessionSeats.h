// A session with its listing's terms and all of its seats: what planning and the seats' list are made from.
#pragma once

#include "SessionQueries.h"

#include "domain/Money.h"
#include "server/inventory/OwnClaims.h"

namespace roost {

struct SessionWithSeats
{
    ExperienceSessionId id;
    TenantId tenant;
    ListingId listing;
    QString title;
    bool isPublished = false;
    bool instantBook = false;
    bool holdsPending = false;
    QDateTime startsAt; // UTC
    QDateTime endsAt;
    QString timeZone;
    QString status;
    Currency currency;
    std::optional<Money> basePrice;
    QJsonObject prices;       // of its own, by tier
    QList<SessionSeat> seats; // by position
};

// Of a published listing, or of the tenant. Empty: there is none. One round trip.
Result<std::optional<SessionWithSeats>> loadSessionWithSeats(Database &database, const ExperienceSessionId &id,
                                                             const TenantId &tenant, const QDateTime &nowUtc,
                                                             const OwnClaims &own = {});

} // namespace roost
