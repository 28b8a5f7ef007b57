// Bookings that the host enters: made on the phone, in a mail, at the door. Confirmed at once.
#pragma once

#include "BookingService.h"

namespace roost {

struct HostEntry
{
    BookingId id; // null: one is made
    Wish wish;
    // An existing contact of the tenant; else the one with this address, or a new one, with this id if one is given.
    ContactId contact;
    QString name;
    QString email;
    QString phone;
    std::optional<qint64> agreedTotalMinor; // empty: the price that the listing asks
    QString agreedCurrency;                 // must be the listing's; empty: it is
    QString message;
    bool overridesRules = false; // the listing's rules on stays don't count; what is taken stays taken
    bool makesRoom = false;      // other bookings move to other units if that makes room (MoveProposals)
};

class HostEntries
{
public:
    // Permission::CreateBookings in caller.tenant; to waive rules, to agree on a price or to move others
    // DecideBookings: else Forbidden. Also what isn't published can be entered. source is "manual".
    // NotFound (listing, unit, contact), Validation (neither contact nor name), AlreadyExists (the id is used),
    // ListingUnavailable (it is archived), StayRuleBroken, DatesTaken (details.taken, details.moves: MoveProposals),
    // SeatsTaken, SlotTaken.
    Result<BookingDecision> enter(ServerContext &context, const Caller &caller, const HostEntry &entry) const;
};

} // namespace roost
