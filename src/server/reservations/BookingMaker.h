// Makes bookings, whichever way they come: of a plan, or of a hold that is confirmed. Inside the tenant's transaction,
// which is advanced by it if it isn't yet.
#pragma once

#include "Agreement.h"
#include "BookingParty.h"
#include "BookingService.h"

namespace roost {

struct NewBooking
{
    BookingId id; // null: one is made
    Agreement agreement;
    BookingParty party;
    bool isInstant = false;    // confirmed at once; else it waits for the host's answer
    bool holdsPending = false; // and takes its units meanwhile
    QString holder = {};       // who books (Holder), for the limits of promotions; empty: none
};

class BookingMaker
{
public:
    // How long a request waits for the host's answer.
    static constexpr int kAnswerHours = 24;

    // caller.tenant: the booking's. actor: as whom the caller books.
    BookingMaker(ServerContext &context, const Caller &caller, BookingActor actor);

    // Takes the claims for it. DatesTaken, SeatsTaken or SlotTaken (details as of holdDetails()): the transaction must
    // then not be committed. AlreadyExists when the id is used, Validation of the party, PromotionInvalid.
    Result<BookingDecision> make(const NewBooking &booking, const QList<PlannedClaim> &claims);
    // Of a live hold of the tenant, which ends; its claims become the booking's. Advances the scope. HoldExpired when
    // it isn't live any more.
    Result<BookingDecision> make(const NewBooking &booking, const HoldId &hold);

private:
    Result<BookingDecision> make(const NewBooking &booking, const QString &claims, const HoldId &hold);
    Result<void> recordPromotion(const Booking &booking, const QString &holder);
    struct Inserted
    {
        bool mayHaveRivals; // there are requests that wait for an answer
        qint64 scopeVersion;
    };
    Result<Inserted> insert(Booking &booking, const NewBooking &from, const QString &claims, const HoldId &hold);

    ServerContext &m_context;
    Caller m_caller;
    BookingActor m_actor;
    QDateTime m_nowUtc;
};

} // namespace roost
