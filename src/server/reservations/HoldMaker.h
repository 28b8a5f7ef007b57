// Makes one hold, inside the tenant's transaction (beginHold or beginWrite).
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

    // seconds 0: as the tenant's setting says. What the holder holds of the same thing is renewed. TooManyRequests, and
    // what ReservationPlanner::plan() answers; the transaction must then not be committed.
    Result<NewHold> make(const Wish &wish, int seconds = 0);

    // What the renewed ones had taken; some of it may be free now (Waitlist::offerFreed).
    const QList<InstantRange> &freed() const { return m_freed; }

private:
    // Ends those of the holder's others that the wish is to replace.
    Result<void> renew(const HoldsOfHolder &others, const Wish &wish);
    Result<void> checkNumber(const HoldsOfHolder &others) const;

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
