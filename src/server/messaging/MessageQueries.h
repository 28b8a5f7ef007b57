// Reading threads and messages: JSON as in the API, made by Postgres.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

class MessageQueries
{
public:
    // All of the caller's tenant, the latest first; the key is (last message's time in microseconds, id). booking null:
    // of any. Needs SeeAllBookings: else Forbidden.
    Result<QList<JsonRow>> threads(ServerContext &context, const Caller &caller, const BookingId &booking,
                                   const RowWindow &window) const;
    // The latest first; the key is the position. NotFound, Forbidden.
    Result<QList<JsonRow>> messages(ServerContext &context, const Caller &caller, const ThreadId &thread,
                                    const RowWindow &window) const;
    // Empty: there is none in the caller's tenant.
    Result<std::optional<QByteArray>> message(ServerContext &context, const Caller &caller, const MessageId &id) const;

    // Of the guest's own booking, without who of the host's people wrote. NotFound when it isn't theirs.
    Result<QList<JsonRow>> messagesForGuest(ServerContext &context, const Caller &guest, const BookingId &booking,
                                            const RowWindow &window) const;
    Result<std::optional<QByteArray>> messageForGuest(ServerContext &context, const Caller &guest,
                                                      const BookingId &booking, const MessageId &id) const;
};

} // namespace roost
