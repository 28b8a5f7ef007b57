// Which coming bookings could move between a listing's identical units so that one more stay finds room
// (domain/UnitMoves.h), and moving them. Inside a transaction of the tenant; permissions are the caller's part.
#pragma once

#include "BookingRepository.h"

#include "domain/UnitMoves.h"
#include "server/inventory/UnitClaims.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct ProposedMove
{
    BookingId booking;
    QString code;
    int revision = 0;
    InstantRange during;
    UnitId from;
    UnitId to;
    QString toName;
};

struct RoomProposal
{
    UnitId unit; // where the stay then fits
    QString unitName;
    QList<ProposedMove> moves; // to be made all at once; none: the unit is free already

    // {"unit_id", "unit_name", "moves": [{"booking_id", "code", "from_unit_id", "to_unit_id", "to_unit_name"}]}
    QJsonObject toJson() const;
};

class MoveProposals
{
public:
    MoveProposals(ServerContext &context, const Caller &caller);

    // Empty: there is no such set of moves. Units with parts, or that are parts, are left alone, as are stays that have
    // begun, requests, holds, blocks and bookings of several units.
    Result<std::optional<RoomProposal>> propose(const ListingId &listing, const StayDates &dates);
    // In the writing transaction in which it was proposed. BookingChanged, DatesTaken: it must not be committed.
    Result<void> carryOut(const RoomProposal &proposal);

private:
    Result<void> store(const ProposedMove &move);

    ServerContext &m_context;
    const Caller &m_caller;
    QDateTime m_nowUtc;
};

// {"booking_id", "proposal": RoomProposal or null}: how a pending request for a stay could get its nights; null when it
// can't, or is no such request. NotFound, Forbidden (needs DecideBookings). Changes nothing.
Result<QJsonObject> movesFor(ServerContext &context, const Caller &caller, const BookingId &id);

} // namespace roost
