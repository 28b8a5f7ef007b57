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

    // Makes the booking that the guest asked for. Errors as of BookingService::book.
    Result<Booking> request(const BookingRequest &request, const StayTerms &terms);
    // Takes a unit for a pending request and confirms it.
    Result<Booking> confirm(const Booking &booking, const StayTerms &terms, const QString &reason);
    // Declines the requests for the booking's nights that no unit is left for.
    Result<QList<BookingId>> declineRivals(const Booking &booking, const StayTerms &terms);
    // Any step that frees the nights: decline, withdraw, cancel, no-show. reason: the actor's own words, may be empty.
    // refund: what the guest gets back; empty: nothing is known of a price.
    Result<Booking> endBy(const Booking &booking, BookingAction action, const QString &reason,
                          const QJsonObject &refund = {});

private:
    Result<Booking> move(const Booking &booking, BookingAction action, const BookingMove &step,
                         const QJsonObject &detail);
    Result<void> checkRequest(const BookingRequest &request, const StayTerms &terms) const;
    tl::unexpected<Error> taken(const ListingId &listing, const StayTerms &terms, const StayDates &dates);

    ServerContext &m_context;
    Caller m_caller;
    BookingActor m_actor;
    QDateTime m_nowUtc;
    BookingRepository m_bookings;
    UnitClaims m_claims;
};

} // namespace roost
