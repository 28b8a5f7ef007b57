// How a wish can be met now: which units over which ranges, at which price. Nothing is taken yet.
#pragma once

#include "Wish.h"

#include "domain/pricing/Quote.h"

namespace roost {

enum class ClaimRole { Unit, Part, Staff, Resource };

struct PlannedClaim
{
    UnitId unit;
    InstantRange during;
    ClaimRole role = ClaimRole::Unit;
    QString name = {}; // of the unit: "Room 2", "A-12", "Kari"
    QString tier = {}; // of a seat; else empty
};

struct ReservationPlan
{
    TenantId tenant;
    ListingId listing;
    QString kind; // "stay", "experience", "service"
    ExperienceSessionId session;
    StayDates dates;            // the stay; else the local days around the session or slot
    QDateTime startsAt, endsAt; // UTC; invalid for stays
    QString timeZone;           // IANA
    int guests = 1;
    int pets = 0;
    QList<PlannedClaim> claims; // parts of linked units are added when they are taken
    Quote quote;
    QJsonObject policy;
    bool isInstant = false;
    bool holdsPending = false; // a request takes its units until it is answered
};

} // namespace roost
