#include "BookingService.h"

#include "BookingAccess.h"
#include "BookingDecisions.h"
#include "BookingMaker.h"
#include "Cancellations.h"
#include "Hold.h"
#include "MoveProposals.h"
#include "ReservationPlanner.h"
#include "Waitlist.h"

#include "domain/BookingCode.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<BookingDecision> endBooking(ServerContext &context, const Caller &caller, BookingActor actor,
                                   const BookingId &id, BookingAction action, std::optional<int> expectedRevision,
                                   const QString &reason)
{
    ROOST_TRY(checkReason(reason));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    BookingDecisions decisions(context, caller, actor);
    ROOST_ASSIGN(const Booking booking, decisions.load(id, expectedRevision));
    std::optional<Refund> refund;
    if (booking.status == BookingStatus::Confirmed) {
        ROOST_ASSIGN(const StayTerms terms, decisions.terms(booking.listing));
        ROOST_TRY(checkMoment(booking, action, terms.clock, context.clock.nowUtc()));
        if (action == BookingAction::Cancel)
            refund = refundOf(booking, terms.clock, actor, context.clock.nowUtc());
    }
    ROOST_ASSIGN(const Booking ended,
                 decisions.endBy(booking, action, reason, refund ? refund->toJson() : QJsonObject()));
    ROOST_TRY(write.commit());
    return BookingDecision{ended, {}};
}

Result<BookingDecision> endAsHost(ServerContext &context, const Caller &caller, const BookingId &id,
                                  BookingAction action, std::optional<int> expectedRevision, const QString &reason)
{
    ROOST_TRY(checkMayDecide(caller));
    return endBooking(context, caller, BookingActor::Host, id, action, expectedRevision, reason);
}

Result<BookingDecision> endAsGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                   BookingAction action, std::optional<int> expectedRevision, const QString &reason)
{
    ROOST_ASSIGN(const Caller caller, asGuestOf(context.database, guest, id));
    return endBooking(context, caller, BookingActor::Guest, id, action, expectedRevision, reason);
}

Result<QList<TenantId>> tenantsFrom(Database &database, const QString &statement, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement find, database.statement(statement));
    find.bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(find.exec());
    QList<TenantId> tenants;
    while (find.next())
        tenants << find.id<TenantId>(0);
    return tenants;
}

// change: how many it changed, in each row, and the ranges that became free, a row each (NULL: none).
// One transaction a tenant, so that a sweep never holds more than one tenant's writers.
Result<int> sweep(ServerContext &context, const QString &whichTenants, const QString &change)
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const QList<TenantId> tenants, tenantsFrom(context.database, whichTenants, nowUtc));
    int changed = 0;
    for (const TenantId &tenant : tenants) {
        ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, tenant, UserId()));
        ROOST_ASSIGN(Statement statement, context.database.statement(change));
        statement.bind(u":tenant_id"_s, tenant).bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
        ROOST_TRY(statement.exec());
        QList<InstantRange> freed;
        for (bool isFirst = true; statement.next(); isFirst = false) {
            changed += isFirst ? static_cast<int>(statement.integer(0)) : 0;
            if (!statement.isNull(1))
                freed << InstantRange{statement.timestamp(1), statement.timestamp(2)};
        }
        ROOST_TRY(offerFreed(context, tenant, freed));
        ROOST_TRY(write.commit());
    }
    return changed;
}

// Confirmed; when there is no room, once more after others have moved, or with what moving would do.
Result<Booking> confirmed(ServerContext &context, const Caller &caller, BookingDecisions &decisions,
                          const Booking &booking, const QString &reason, bool makesRoom)
{
    auto done = decisions.confirm(booking, reason);
    if (done || done.error().code != ErrorCode::DatesTaken)
        return done;
    MoveProposals moves(context, caller);
    ROOST_ASSIGN(const auto proposal, moves.propose(booking.listing, booking.dates));
    if (!proposal)
        return done;
    if (makesRoom) {
        ROOST_TRY(moves.carryOut(*proposal));
        return decisions.confirm(booking, reason);
    }
    Error error = done.error();
    error.details.insert(u"moves"_s, proposal->toJson());
    return fail(error);
}

Result<BookingDecision> acceptRequest(ServerContext &context, const Caller &caller, const BookingId &id,
                                      std::optional<int> expectedRevision, const QString &reason, bool makesRoom)
{
    ROOST_TRY(checkMayDecide(caller));
    ROOST_TRY(checkReason(reason));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    BookingDecisions decisions(context, caller, BookingActor::Host);
    ROOST_ASSIGN(const Booking booking, decisions.load(id, expectedRevision));
    BookingDecision decision;
    ROOST_ASSIGN(decision.booking, confirmed(context, caller, decisions, booking, reason, makesRoom));
    ROOST_ASSIGN(decision.declined, decisions.declineRivals(decision.booking));
    ROOST_TRY(write.commit());
    return decision;
}

} // namespace

Result<BookingDecision> BookingService::book(ServerContext &context, const Caller &guest,
                                             const BookingRequest &request) const
{
    ROOST_TRY(checkSignedIn(guest));
    Caller caller = guest;
    caller.role.reset();
    ROOST_ASSIGN(caller.tenant, ReservationPlanner::tenantOf(context.database, request.wish));
    if (caller.tenant.isNull())
        return fail(ErrorCode::ListingUnavailable, u"This listing can't be booked at the moment. Choose another."_s);
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_ASSIGN(const ReservationPlan plan, ReservationPlanner().plan(context, caller, request.wish));
    NewBooking booking{request.id,        Agreement::of(plan, request.wish), request.party, plan.isInstant,
                       plan.holdsPending, Holder::ofUser(caller.user).name};
    booking.party.guest = caller.user;
    ROOST_ASSIGN(BookingDecision decision,
                 BookingMaker(context, caller, BookingActor::Guest).make(booking, plan.claims));
    ROOST_TRY(write.commit());
    return decision;
}

Result<BookingDecision> BookingService::accept(ServerContext &context, const Caller &caller, const BookingId &id,
                                               std::optional<int> expectedRevision, const QString &reason) const
{
    return acceptRequest(context, caller, id, expectedRevision, reason, false);
}

Result<BookingDecision> BookingService::acceptMakingRoom(ServerContext &context, const Caller &caller,
                                                         const BookingId &id, std::optional<int> expectedRevision,
                                                         const QString &reason) const
{
    return acceptRequest(context, caller, id, expectedRevision, reason, true);
}

Result<BookingDecision> BookingService::decline(ServerContext &context, const Caller &caller, const BookingId &id,
                                                std::optional<int> expectedRevision, const QString &reason) const
{
    return endAsHost(context, caller, id, BookingAction::Decline, expectedRevision, reason);
}

Result<BookingDecision> BookingService::cancel(ServerContext &context, const Caller &caller, const BookingId &id,
                                               std::optional<int> expectedRevision, const QString &reason) const
{
    return endAsHost(context, caller, id, BookingAction::Cancel, expectedRevision, reason);
}

Result<BookingDecision> BookingService::markNoShow(ServerContext &context, const Caller &caller, const BookingId &id,
                                                   std::optional<int> expectedRevision, const QString &reason) const
{
    return endAsHost(context, caller, id, BookingAction::MarkNoShow, expectedRevision, reason);
}

Result<BookingDecision> BookingService::cancelAsPlatform(ServerContext &context, const QString &code,
                                                         const QString &reason) const
{
    Caller platform;
    BookingId id;
    {
        ROOST_ASSIGN(Statement find, context.database.statement(u"reservations/booking_of_code"_s));
        find.bind(u":code"_s, normalisedBookingCode(code));
        ROOST_TRY(find.exec());
        if (!find.next())
            return fail(ErrorCode::NotFound, u"There is no booking with this code."_s);
        id = find.id<BookingId>(0);
        platform.tenant = find.id<TenantId>(1);
    }
    return endBooking(context, platform, BookingActor::Platform, id, BookingAction::Cancel, std::nullopt, reason);
}

Result<BookingDecision> BookingService::withdraw(ServerContext &context, const Caller &guest, const BookingId &id,
                                                 std::optional<int> expectedRevision, const QString &reason) const
{
    return endAsGuest(context, guest, id, BookingAction::Withdraw, expectedRevision, reason);
}

Result<BookingDecision> BookingService::cancelAsGuest(ServerContext &context, const Caller &guest, const BookingId &id,
                                                      std::optional<int> expectedRevision, const QString &reason) const
{
    return endAsGuest(context, guest, id, BookingAction::Cancel, expectedRevision, reason);
}

Result<int> BookingService::expireDueRequests(ServerContext &context) const
{
    return sweep(context, u"reservations/tenants_with_due_requests"_s, u"reservations/expire_due"_s);
}

Result<int> BookingService::completePastStays(ServerContext &context) const
{
    return sweep(context, u"reservations/tenants_with_past_stays"_s, u"reservations/complete_past"_s);
}

} // namespace roost
