// Reading bookings, blocks and free nights: JSON as in the API, made by Postgres.
#pragma once

#include "domain/BookingLifecycle.h"
#include "domain/StayDates.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// Each that is set narrows the list; from and to choose stays that have a night in [from, to).
struct BookingFilter
{
    std::optional<BookingStatus> status;
    ListingId listing;
    QDate from;
    QDate to;
};

class BookingQueries
{
public:
    // All of the caller's tenant by check-in (needs SeeAllBookings: else Forbidden).
    Result<QList<JsonRow>> listForTenant(ServerContext &context, const Caller &caller, const BookingFilter &filter,
                                         const RowWindow &window) const;
    Result<std::optional<QByteArray>> readForTenant(ServerContext &context, const Caller &caller,
                                                    const BookingId &id) const;
    // {"items": [{"at", "action", "actor", "user_id", "from_state", "to_state", "reason", "detail"}]}, the first step
    // first (needs SeeAllBookings). Empty: no such booking.
    Result<std::optional<QByteArray>> history(ServerContext &context, const Caller &caller, const BookingId &id) const;
    Result<std::optional<BookingId>> findByCode(ServerContext &context, const Caller &caller,
                                                const QString &code) const;

    // The caller's own as a guest, over all tenants, newest first, without what is the host's alone.
    Result<QList<JsonRow>> listForGuest(ServerContext &context, const Caller &guest, const RowWindow &window) const;
    Result<std::optional<QByteArray>> readForGuest(ServerContext &context, const Caller &guest,
                                                   const BookingId &id) const;

    // Blocks of the caller's tenant with a night in [from, to) by first night (needs EditCalendar).
    Result<QList<JsonRow>> listBlocks(ServerContext &context, const Caller &caller, const BookingFilter &filter,
                                      const RowWindow &window) const;

    Result<std::optional<QByteArray>> readBlock(ServerContext &context, const Caller &caller, const BlockId &id) const;
};

} // namespace roost
