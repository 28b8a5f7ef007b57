// One decision about bookings under way: loads, moves and notes them inside the tenant's transaction. BookingService
// opens the transaction, chooses the steps and commits.
#pragma once

#include "BookingRepository.h"
#include "BookingService.h"

#include "server/inventory/UnitClaims.h"
#include "server/listings/ListingRepository.h"

namespace roost {

class BookingDecisions
{
public:
    // caller.tenant: the booking's. actor: as whom the caller decides.
    BookingDecisions(ServerContext &context, const Caller &caller, BookingActor actor);

    // NotFound; BookingChanged when it has another revision.
    Result<Booking> load(const BookingId &id, std::optional<int> expectedRevision);
    // The same for reading transactions.
    Result<Booking> look(const BookingId &id);
    // NotFound when the listing is gone.
    Result<StayTerms> terms(const ListingId &listing);

    // Takes what a pending request is for, if it doesn't hold it already, and confirms it.
    Result<Booking> confirm(const Booking &booking, const QString &reason);
    // Declines the requests for the booking's nights that no unit is left for; what is only held may still become free.
    Result<QList<BookingId>> declineRivals(const Booking &booking);
    // Any step that frees the nights: decline, withdraw, cancel, no-show. reason: the actor's own words, may be empty.
    // refund: what the guest gets back; empty: nothing is known of a price.
    Result<Booking> endBy(const Booking &booking, BookingAction action, const QString &reason,
                          const QJsonObject &refund = {});

private:
    Result<Booking> move(const Booking &booking, BookingAction action, const BookingMove &step,
                         const QJsonObject &detail);
    // How it could be met now; the host decided long ago to take such a booking.
    Result<ReservationPlan> planOf(const Booking &booking) const;

    ServerContext &m_context;
    Caller m_caller;
    BookingActor m_actor;
    QDateTime m_nowUtc;
    BookingRepository m_bookings;
    UnitClaims m_claims;
};

} // namespace roost
