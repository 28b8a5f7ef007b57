// The host's own closing of nights. Works alone and inside a transaction of the caller, which goes on when it fails.
#pragma once

#include "domain/StayDates.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct NewBlock
{
    BlockId id; // null: the service makes one
    ListingId listing;
    UnitId unit; // null: the listing's only unit
    StayDates dates;
    QString note;
};

class CalendarService
{
public:
    // DatesTaken: details.taken = [{"check_in", "check_out", "kind": "booking" | "block" | "hold", "code"?}].
    // A block that exists with the same content is a success, with another content AlreadyExists.
    // Forbidden (needs EditCalendar), NotFound (listing or unit), Validation (details.field).
    Result<BlockId> block(ServerContext &context, const Caller &caller, const NewBlock &block) const;

    // NotFound when there is no such block of the caller's tenant.
    Result<void> unblock(ServerContext &context, const Caller &caller, const BlockId &id) const;

    // Other dates or another note for a block; null dates: they stay. Errors as of block() and unblock().
    Result<void> editBlock(ServerContext &context, const Caller &caller, const BlockId &id,
                           const std::optional<StayDates> &dates, const std::optional<QString> &note) const;
};

} // namespace roost
