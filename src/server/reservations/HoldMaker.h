// Makes one hold, inside a transaction of the tenant.
#pragma once

#include "HoldRepository.h"

#include "server/tenancy/ServerContext.h"

namespace roost {

class HoldMaker
{
public:
    // caller.tenant: whose units; caller.user: the holder's.
    HoldMaker(ServerContext &context, const Caller &caller, const Holder &holder);

    // A tenant's setting within HoldService's limits; 0: the default.
    static int secondsOf(int setting);

    // Without the lock of the tenant's scope until the hold is written, so that those who plan don't wait for one
    // another, and losers don't wait at all. Empty: it takes the lock to tell (the holder holds something of the same
    // or much already, or somebody was quicker); then lock it and call make(). Errors as of make().
    Result<std::optional<NewHold>> tryMake(const Wish &wish);
    // In a transaction of beginHold or beginWrite. seconds 0: as the tenant's setting says. What the holder holds of
    // the same thing is renewed. TooManyRequests, and what ReservationPlanner::plan() answers; the transaction must
    // then not be committed.
    Result<NewHold> make(const Wish &wish, int seconds = 0);

    // What the renewed ones had taken; some of it may be free now (Waitlist::offerFreed).
    const QList<InstantRange> &freed() const { return m_freed; }

private:
    // Ends those of the holder's others that the wish is to replace.
    Result<void> renew(const HoldsOfHolder &others, const Wish &wish);
    tl::unexpected<Error> tooMuch() const;
    bool holdsTheSame(const HoldsOfHolder &others, const Wish &wish) const;
    // An obstacle: nothing was made.
    Result<std::optional<Obstacle>> write(const ReservationPlan &plan, const Wish &wish, int seconds, NewHold &made);

    ServerContext &m_context;
    Caller m_caller;
    Holder m_holder;
    QDateTime m_nowUtc;
    HoldRepository m_holds;
    UnitClaims m_claims;
    qsizetype m_renewed = 0;
    QList<InstantRange> m_freed;
};

} // namespace roost
