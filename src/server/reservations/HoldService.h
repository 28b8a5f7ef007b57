// Holds: nights, seats or a slot kept for somebody who is deciding (docs/reservations.md, "Holds"). Each call is one
// transaction of the tenant; works alone and inside a transaction of the caller, which goes on when it fails.
#pragma once

#include "BookingService.h"
#include "Hold.h"
#include "HoldRepository.h"

namespace roost {

class HoldService
{
public:
    static constexpr int kDefaultSeconds = 120;
    static constexpr int kLeastSeconds = 10;
    static constexpr int kMostSeconds = 1800;
    static constexpr int kMostHoldsOfHolder = HoldRepository::kMostOfHolder; // at once, with one tenant
    static constexpr int kDaysKept = 7;

    // Holds what is wished for, for as long as the tenant's setting says. What the holder holds of the same thing
    // already is given up for it (isForTheSame). Unauthenticated (no holder), TooManyRequests (kMostHoldsOfHolder), and
    // what ReservationPlanner::plan() answers.
    Result<NewHold> hold(ServerContext &context, const Holder &holder, const Wish &wish) const;

    // NotFound unless it is the holder's. Ended ones are there for kDaysKept days.
    Result<Hold> read(ServerContext &context, const Holder &holder, const HoldId &id) const;

    // All of these: NotFound unless the hold is the holder's and the token is its own; HoldExpired when it has expired,
    // was released or renewed; HoldUsed (details.booking_id) when it was confirmed.
    // From now on as long as a new one; HoldAlreadyExtended the second time.
    Result<Hold> extend(ServerContext &context, const Holder &holder, const HoldId &id, const QString &token) const;
    Result<void> release(ServerContext &context, const Holder &holder, const HoldId &id, const QString &token) const;
    // Makes the booking, with the price and the policy that the hold was given: confirmed on an instant listing, else
    // pending. party.guest is the holder's user. AlreadyExists when the id is used, Validation of the party.
    Result<BookingDecision> confirm(ServerContext &context, const Holder &holder, const HoldId &id,
                                    const QString &token, const BookingParty &party,
                                    const BookingId &booking = {}) const;

    // For the janitor; not inside a transaction. Ends what has expired and offers it to those who wait, forgets what
    // ended kDaysKept days ago; how many ranges became free and holds were forgotten.
    Result<int> tidy(ServerContext &context) const;
};

} // namespace roost
