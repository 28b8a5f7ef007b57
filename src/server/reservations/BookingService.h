// Bookings from request to end (domain.md, "Booking"): every decision is one transaction of the tenant, a
// compare-and-swap on the booking's status and revision. Works alone and inside a transaction of the caller, which goes
// on when it fails.
#pragma once

#include "Booking.h"
#include "BookingParty.h"

#include "server/inventory/Wish.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct BookingRequest
{
    BookingId id; // null: the service makes one
    Wish wish;
    BookingParty party; // party.guest is the caller's
};

// What a decision left: the booking, and the rivals that were declined because it took their nights.
struct BookingDecision
{
    Booking booking;
    QList<BookingId> declined;
    qint64 scopeVersion = 0; // of a new booking: to which the tenant's scope was advanced for it
};

class BookingService
{
public:
    static constexpr int kLongestReason = 500;

    // A guest asks for what is published: confirmed at once on an instant listing, else pending. A pending request
    // takes its units (until it expires) only if the listing holds them. The same as a hold that is confirmed at once.
    // Unauthenticated, Validation, AlreadyExists (the id is used), and what ReservationPlanner::plan() answers.
    Result<BookingDecision> book(ServerContext &context, const Caller &guest, const BookingRequest &request) const;

    // The host's answers (Permission::DecideBookings in caller.tenant). reason: in the decider's own words, at most
    // kLongestReason characters, kept in the audit trail; may be empty. NotFound, Forbidden, DatesTaken (accept;
    // details as in CalendarService), HoldExpired (accept after expires_at), InvalidTransition. expectedRevision:
    // BookingChanged unless the booking still has it. details then hold status and revision.
    Result<BookingDecision> accept(ServerContext &context, const Caller &caller, const BookingId &id,
                                   std::optional<int> expectedRevision = std::nullopt,
                                   const QString &reason = {}) const;
    // The same; when a stay finds no room, others move to other units if that makes some (MoveProposals).
    Result<BookingDecision> acceptMakingRoom(ServerContext &context, const Caller &caller, const BookingId &id,
                                             std::optional<int> expectedRevision = std::nullopt,
                                             const QString &reason = {}) const;
    Result<BookingDecision> decline(ServerContext &context, const Caller &caller, const BookingId &id,
                                    std::optional<int> expectedRevision = std::nullopt,
                                    const QString &reason = {}) const;
    Result<BookingDecision> cancel(ServerContext &context, const Caller &caller, const BookingId &id,
                                   std::optional<int> expectedRevision = std::nullopt,
                                   const QString &reason = {}) const;
    Result<BookingDecision> markNoShow(ServerContext &context, const Caller &caller, const BookingId &id,
                                       std::optional<int> expectedRevision = std::nullopt,
                                       const QString &reason = {}) const;

    // By whoever runs the server, for any tenant: everything comes back. NotFound, Validation (reason),
    // InvalidTransition.
    Result<BookingDecision> cancelAsPlatform(ServerContext &context, const QString &code, const QString &reason) const;

    // The guest's own booking (caller.user), whichever tenant it is with.
    Result<BookingDecision> withdraw(ServerContext &context, const Caller &guest, const BookingId &id,
                                     std::optional<int> expectedRevision = std::nullopt,
                                     const QString &reason = {}) const;
    Result<BookingDecision> cancelAsGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                          std::optional<int> expectedRevision = std::nullopt,
                                          const QString &reason = {}) const;

    // For the janitor; not inside a transaction. How many bookings changed, over all tenants; one transaction a tenant.
    // Pending requests past expires_at become expired.
    Result<int> expireDueRequests(ServerContext &context) const;
    // Confirmed stays whose claim has ended (check-out and preparation days) become completed.
    Result<int> completePastStays(ServerContext &context) const;
};

} // namespace roost
