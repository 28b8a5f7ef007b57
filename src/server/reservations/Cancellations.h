// What a guest gets back when a booking is cancelled: computed from the quote and the policy that were stored with it,
// by one function for the preview and for the act.
#pragma once

#include "Booking.h"

#include "domain/pricing/Cancellation.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// Of the whole total: what has really been paid is the payments' to know. A booking that keeps no quote is taken as one
// line of its total, one that keeps no policy (made before there were any) as "flexible". Empty: it has no price.
std::optional<Refund> refundOf(const Booking &booking, const StayClock &clock, BookingActor by,
                               const QDateTime &nowUtc);

// The quote of a booking that is changed, with the deadlines of the policy that was stored with the booking.
Quote withStoredDeadlines(Quote quote, const Booking &booking, const StayClock &clock, const QDateTime &nowUtc);

// While the guest is there; preparing for the next one comes after it.
InstantRange presenceOf(const Booking &booking, const StayClock &clock);

// InvalidTransition: a stay, session or slot that is over can't be cancelled, and nobody fails to come before it
// begins.
Result<void> checkMoment(const Booking &booking, BookingAction action, const StayClock &clock, const QDateTime &nowUtc);

class Cancellations
{
public:
    // {"booking_id", "revision", "is_possible", "refusal": text or null, "policy", "refund": {"amount", "lines"} or
    // null, "steps": [{"until", "until_local", "refund", "text"}]}: what cancelling now would give back, and (for
    // guests) later. Changes nothing. NotFound, Forbidden (host: Permission::DecideBookings in caller.tenant).
    Result<QJsonObject> previewAsGuest(ServerContext &context, const Caller &guest, const BookingId &id) const;
    Result<QJsonObject> previewAsHost(ServerContext &context, const Caller &caller, const BookingId &id) const;
};

} // namespace roost
