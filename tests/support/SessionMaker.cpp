// Through SessionService.
#include "SessionMaker.h"

#include "server/schedules/SessionQueries.h"
#include "server/schedules/SessionService.h"

namespace roost::test {

Result<MadeSession> makeSession(Database &database, const Clock &clock, const SessionOwner &owner,
                                const QString &listing, const QString &startsLocal, const QJsonObject &seatPlan)
{
    ServerContext context{database, clock, nullptr};
    Caller host;
    host.user = UserId::fromString(owner.user);
    host.tenant = TenantId::fromString(owner.tenant);
    host.role = Role::Owner;
    NewSession session;
    session.startsLocal = startsLocal;
    session.durationMinutes = 120;
    session.seatPlan = seatPlan;
    ROOST_ASSIGN(const CreatedSessions created,
                 SessionService().create(context, host, ListingId::fromString(listing), session));
    ROOST_ASSIGN(const QList<SessionSeat> seats,
                 SessionQueries().seats(context, created.sessions.first(), host.tenant));
    MadeSession made{created.sessions.first().toString(), {}};
    for (const SessionSeat &seat : seats)
        made.seats << seat.id.toString();
    return made;
}

} // namespace roost::test
