// The claims on a tenant's units: the only code that writes them. Inside a TenantTransaction of the tenant. The rule
// that two claims of a unit never overlap is the database's (claim_never_overlaps).
#pragma once

#include "StayTerms.h"

#include "domain/UnitChoice.h"
#include "storage/Database.h"

#include <QJsonArray>

namespace roost {

struct NewClaim
{
    UnitId unit;
    InstantRange during;
    BookingId booking;   // null for a block
    BlockId block;       // null for a booking
    QDateTime expiresAt; // valid: a hold
};

class UnitClaims
{
public:
    UnitClaims(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // Expired holds make room first. False: the unit is taken, nothing has changed and the transaction goes on.
    Result<bool> take(const NewClaim &claim);
    // The unit of the listing that fits the stay best (domain/UnitChoice.h); null: none is free.
    Result<UnitId> bestFreeUnit(const ListingId &listing, const StayTerms &terms, const StayDates &dates);
    // What stands in a range, for the host: [{"check_in", "check_out", "kind": "booking" | "block" | "hold", "code"?}].
    // unit null: in any unit of the listing.
    Result<QJsonArray> taken(const ListingId &listing, const UnitId &unit, const InstantRange &during);

    // The hold of a request becomes a booking's claim. The unit; null when there was none.
    Result<UnitId> bookHeld(const BookingId &booking);
    Result<void> release(const BookingId &booking);
    Result<void> release(const BlockId &block);

    // Puts the claims of the listing's coming and present stays and blocks where the clock says. What has begun keeps
    // its beginning. False: longer preparation leaves two of them no room; nothing has changed.
    Result<bool> moveToClock(const ListingId &listing, const StayClock &clock);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

// The range of a block: it needs no preparation.
InstantRange blockedRange(const StayClock &clock, const StayDates &dates);

} // namespace roost
