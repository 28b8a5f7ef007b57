#include "SeatPlanner.h"

#include "PlanFailures.h"
#include "SessionSeats.h"

#include "domain/scheduling/SeatChoice.h"
#include "server/pricing/PricingService.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchSession()
{
    return fail(ErrorCode::NotFound, u"There is no such session. It may have been removed."_s);
}

Result<void> checkBookable(const SessionWithSeats &session, const Caller &caller, const QDateTime &nowUtc)
{
    if ((!session.isPublished && !caller.role) || session.status != "scheduled"_L1)
        return cannotBeBooked();
    if (session.startsAt <= nowUtc) {
        return fail(ErrorCode::StayRuleBroken, u"This session has begun. Choose a later one."_s, {},
                    {{u"rule"_s, u"past"_s}});
    }
    return {};
}

// What isn't free of the seats; when holds alone are in the way, until when.
Result<void> checkFree(const QList<SessionSeat> &seats, const QDateTime &nowUtc)
{
    QJsonArray taken;
    QDateTime holdEndsAt;
    bool allHeld = true;
    for (const SessionSeat &seat : seats) {
        if (seat.state == "free"_L1)
            continue;
        taken << seat.id.toString();
        allHeld = allHeld && seat.state == "held"_L1;
        if (seat.holdEndsAt.isValid() && (!holdEndsAt.isValid() || holdEndsAt < seat.holdEndsAt))
            holdEndsAt = seat.holdEndsAt;
    }
    if (taken.isEmpty())
        return {};
    return seatsTaken(taken, allHeld ? holdEndsAt : QDateTime(), nowUtc);
}

Result<QList<SessionSeat>> namedSeats(const SessionWithSeats &session, const SeatWish &wish, const QDateTime &nowUtc)
{
    QHash<UnitId, qsizetype> known;
    for (qsizetype i = 0; i < session.seats.size(); ++i)
        known.insert(session.seats[i].id, i);
    QList<SessionSeat> seats;
    for (const UnitId &id : wish.seats) {
        const auto found = known.constFind(id);
        if (found == known.constEnd()) {
            return fail(ErrorCode::NotFound, u"The session has no such seat. Load its seats again."_s, {},
                        {{u"seats"_s, QJsonArray{id.toString()}}});
        }
        seats << session.seats[*found];
    }
    ROOST_TRY(checkFree(seats, nowUtc));
    return seats;
}

// The end of the hold with which there would be enough places; invalid: holds are not all that is in the way.
QDateTime whenEnoughAreFree(const SessionWithSeats &session, const SeatWish &wish)
{
    qsizetype free = 0;
    QList<QDateTime> ends;
    for (const SessionSeat &seat : session.seats) {
        if (!wish.tier.isEmpty() && seat.tier != wish.tier)
            continue;
        free += seat.state == "free"_L1 ? 1 : 0;
        if (seat.holdEndsAt.isValid())
            ends << seat.holdEndsAt;
    }
    std::sort(ends.begin(), ends.end());
    return ends.value(wish.places - free - 1);
}

Result<QList<SessionSeat>> anySeats(const SessionWithSeats &session, const SeatWish &wish, const QDateTime &nowUtc)
{
    QList<SeatForChoice> choice;
    bool hasTier = wish.tier.isEmpty();
    for (const SessionSeat &seat : session.seats) {
        choice << SeatForChoice{seat.row, seat.tier, seat.accessible, seat.position, seat.state == "free"_L1};
        hasTier = hasTier || seat.tier == wish.tier;
    }
    if (!hasTier) {
        return fail(ErrorCode::Validation, u"This session has no such tier. Choose one of its own."_s, {},
                    {{u"field"_s, u"tier"_s}});
    }
    const QList<int> chosen = bestSeats(choice, wish.places, wish.tier);
    if (chosen.isEmpty())
        return seatsTaken({}, whenEnoughAreFree(session, wish), nowUtc);
    QList<SessionSeat> seats;
    for (const int index : chosen)
        seats << session.seats[index];
    return seats;
}

int takenPercent(const SessionWithSeats &session)
{
    const auto taken = std::count_if(session.seats.begin(), session.seats.end(),
                                     [](const SessionSeat &seat) { return seat.state != "free"_L1; });
    return static_cast<int>(taken * 100 / session.seats.size());
}

PriceQuestion priceQuestion(const SessionWithSeats &session, const QList<SessionSeat> &seats, const OwnClaims &own)
{
    SeatsToPrice wanted{session.startsAt, QTimeZone(session.timeZone.toLatin1()), {}, {}};
    for (const SessionSeat &seat : seats)
        ++wanted.seats[seat.tier];
    for (auto price = session.prices.begin(); price != session.prices.end(); ++price)
        wanted.sessionPrices.insert(price.key(), price.value().toInteger());
    return {session.tenant,
            session.listing,
            u"experience"_s,
            wanted,
            {session.startsAt, session.endsAt},
            wanted.zone,
            takenPercent(session),
            own};
}

ReservationPlan planOf(const SessionWithSeats &session, const QList<SessionSeat> &seats)
{
    ReservationPlan plan;
    plan.tenant = session.tenant;
    plan.listing = session.listing;
    plan.kind = u"experience"_s;
    plan.session = session.id;
    const InstantRange during{session.startsAt, session.endsAt};
    plan.dates = daysAround(during, session.timeZone);
    plan.startsAt = session.startsAt;
    plan.endsAt = session.endsAt;
    plan.timeZone = session.timeZone;
    plan.guests = static_cast<int>(seats.size());
    for (const SessionSeat &seat : seats)
        plan.claims << PlannedClaim{seat.id, during, ClaimRole::Unit, seat.name, seat.tier};
    plan.isInstant = session.instantBook;
    plan.holdsPending = session.holdsPending;
    return plan;
}

} // namespace

Result<ReservationPlan> SeatPlanner::plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                          const OwnClaims &own) const
{
    const auto *seatWish = std::get_if<SeatWish>(&wish.what);
    Q_ASSERT(seatWish);
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const auto session,
                 loadSessionWithSeats(context.database, seatWish->session, caller.tenant, nowUtc, own));
    // What is published can be seen by every tenant, and booked in its own alone.
    if (!session || (!caller.tenant.isNull() && session->tenant != caller.tenant))
        return noSuchSession();
    ROOST_TRY(checkBookable(*session, caller, nowUtc));
    ROOST_ASSIGN(const QList<SessionSeat> seats, seatWish->seats.isEmpty() ? anySeats(*session, *seatWish, nowUtc)
                                                                           : namedSeats(*session, *seatWish, nowUtc));
    ReservationPlan plan = planOf(*session, seats);
    ROOST_TRY(PricingService().price(context, caller, wish, priceQuestion(*session, seats, own), plan));
    return plan;
}

} // namespace roost
