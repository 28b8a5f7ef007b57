// The claims on a tenant's units: the only code that writes them. Inside a TenantTransaction of the tenant. The rule
// that two claims of a unit never overlap is the database's (claim_never_overlaps).
#pragma once

#include "ReservationPlan.h"
#include "StayTerms.h"

#include "domain/UnitChoice.h"
#include "storage/Database.h"

#include <QJsonArray>

namespace roost {

// Whom claims are for: a booking, a block or a hold.
struct Claimant
{
    static Claimant of(const BookingId &booking) { return {booking, {}, {}, {}}; }
    // A request that keeps its units until it is answered.
    static Claimant of(const BookingId &booking, const QDateTime &until) { return {booking, {}, {}, until}; }
    static Claimant of(const BlockId &block) { return {{}, block, {}, {}}; }
    static Claimant of(const HoldId &hold, const QDateTime &until) { return {{}, {}, hold, until}; }

    QString state() const; // of its claims

    BookingId booking;
    BlockId block;
    HoldId hold;
    QDateTime until; // UTC; invalid: for good
};

// Why something could not be taken.
struct Obstacle
{
    QList<UnitId> units;  // where something stands in the way
    QDateTime holdEndsAt; // UTC; valid when all of it are holds: when there is room if they just end
};

// Units of a listing for a stay.
struct UnitPick
{
    QList<PlannedClaim> claims; // as many as wanted, the best first; empty: not so many are free
    QDateTime holdEndsAt;       // UTC; of an empty one: when there is room if holds just end; else invalid
};

class UnitClaims
{
public:
    UnitClaims(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // Takes all, and the parts of each unit, in one round trip; expired holds make room first. An obstacle: something
    // is taken, nothing has changed and the transaction goes on.
    Result<std::optional<Obstacle>> takeAll(const QList<PlannedClaim> &claims, const Claimant &claimant);

    // The units of the listing that fit the stay best (domain/UnitChoice.h), free with all their parts and sharing
    // none. unit: this one alone; NotFound when the listing has no such unit.
    Result<UnitPick> bestFreeUnits(const ListingId &listing, const StayTerms &terms, const StayDates &dates,
                                   int count = 1, const UnitId &unit = {});
    // What stands in a range, for the host: [{"check_in", "check_out", "kind": "booking" | "block" | "hold", "code"?}].
    // unit null: in any unit of the listing.
    Result<QJsonArray> taken(const ListingId &listing, const UnitId &unit, const InstantRange &during);

    // What a request holds becomes its booking's. The first unit; null when there was none.
    Result<UnitId> bookHeld(const BookingId &booking);
    // What they free is returned, for the waitlist (Waitlist::offerFreed).
    Result<QList<InstantRange>> release(const BookingId &booking);
    Result<QList<InstantRange>> release(const BlockId &block);
    Result<QList<InstantRange>> release(const HoldId &hold);

    // Puts the claims of the listing's coming and present stays and blocks where the clock says. What has begun keeps
    // its beginning. False: longer preparation leaves two of them no room; nothing has changed.
    Result<bool> moveToClock(const ListingId &listing, const StayClock &clock);

private:
    struct Unit;
    Result<QList<Unit>> units(const ListingId &listing, const InstantRange &during, const QTimeZone &zone);
    Result<QList<InstantRange>> releaseOf(const Claimant &claimant);

    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

// [{"unit_id", "from", "to", "role"}], as the database takes them.
QString claimsJson(const QList<PlannedClaim> &claims);

// For statements that end in roost_take_claims: taken, blockers, hold_ends_at from this column of the
// row on which it stands.
std::optional<Obstacle> obstacleOf(const Statement &answer, int firstColumn);
// Each row's first two columns.
QList<InstantRange> rangesOf(Statement &rows);

// The range of a block: it needs no preparation.
InstantRange blockedRange(const StayClock &clock, const StayDates &dates);

} // namespace roost
