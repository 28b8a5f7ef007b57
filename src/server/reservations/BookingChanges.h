// Changes of a booking that is under way: other dates, guests, pets or units, another session or other seats, another
// slot. One atomic swap: the old claims leave, the new ones are taken, the new quote is stored; or nothing has
// happened.
//
// Who may (docs/reservations.md, "Booking"): a guest changes their own request while it waits for its answer, and a
// confirmed booking until it begins, if the listing is an instant one (they could book the other dates without asking).
// Otherwise the host changes it, until it is over; who takes part agrees on it beforehand.
#pragma once

#include "Booking.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct BookingChange
{
    // The fields of the wish (server/inventory/Wish.h) that change; the others stay as they were asked for.
    QJsonObject wish;
    std::optional<int> expectedRevision;
    QString reason; // in the changer's own words, may be empty
    // Of a host alone:
    bool overridesRules = false;            // the listing's rules on stays don't count
    std::optional<qint64> agreedTotalMinor; // instead of the computed price
    QString agreedCurrency;                 // must be the booking's; empty: it is
};

struct BookingChangeOutcome
{
    Booking before;
    Booking after;
    QList<BookingId> declined; // requests that lost their nights to it

    // {"kind", "check_in", "check_out", "starts_at", "ends_at", "guests", "pets", "items", "quote", "total",
    // "previous_total", "difference"}: difference is what is to pay more (or, negative, less); null without a price.
    QJsonObject toJson() const;
};

class BookingChanges
{
public:
    // Both do the whole change; a preview then takes it back. A stay stays in its unit and an appointment with its
    // staff member if they are free and no other is asked for; the price stays if only the unit or the staff member
    // changes. A promotion code goes on if it still may.
    // NotFound, Forbidden (not the guest's to change, or no Permission::DecideBookings), BookingChanged,
    // InvalidTransition (over, begun, or no longer under way), HoldExpired (a request after expires_at), Validation
    // (of the wish; nothing changes; another listing), StayRuleBroken, DatesTaken, SeatsTaken, SlotTaken, and what
    // ReservationPlanner::plan() answers besides.
    Result<BookingChangeOutcome> changeAsGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                               const BookingChange &change) const;
    Result<BookingChangeOutcome> previewAsGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                                const BookingChange &change) const;
    // caller.tenant: the booking's.
    Result<BookingChangeOutcome> changeAsHost(ServerContext &context, const Caller &caller, const BookingId &id,
                                              const BookingChange &change) const;
    Result<BookingChangeOutcome> previewAsHost(ServerContext &context, const Caller &caller, const BookingId &id,
                                               const BookingChange &change) const;
};

} // namespace roost
