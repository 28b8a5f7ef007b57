#include "BookingDecisions.h"

#include "Agreement.h"
#include "BookingAccess.h"
#include "ChangedWish.h"
#include "ReservationPlanner.h"
#include "Waitlist.h"

#include "server/inventory/Taken.h"
#include "server/tenancy/AuditTrail.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// What was asked for, without its price, which was agreed then.
Result<Wish> pricedWishOf(const Booking &booking)
{
    ROOST_ASSIGN(Wish wish, wishOf(booking));
    wish.promoCode.clear();
    return wish;
}

// What is only held may still become free.
bool isTakenForGood(const Error &error)
{
    return isTaken(error) && !error.details.contains("hold_ends_at"_L1);
}

QJsonObject reasonJson(const QString &reason)
{
    return reason.isEmpty() ? QJsonObject() : QJsonObject{{u"reason"_s, reason}};
}

} // namespace

BookingDecisions::BookingDecisions(ServerContext &context, const Caller &caller, BookingActor actor)
    : m_context(context)
    , m_caller(caller)
    , m_actor(actor)
    , m_nowUtc(context.clock.nowUtc())
    , m_bookings(context.database, caller.tenant, m_nowUtc)
    , m_claims(context.database, caller.tenant, m_nowUtc)
{
}

Result<Booking> BookingDecisions::load(const BookingId &id, std::optional<int> expectedRevision)
{
    ROOST_ASSIGN(const auto booking, m_bookings.find(id));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    if (expectedRevision && *expectedRevision != booking->revision)
        return bookingChanged(booking->status, booking->revision);
    return *booking;
}

Result<Booking> BookingDecisions::look(const BookingId &id)
{
    ROOST_ASSIGN(const auto booking, m_bookings.look(id));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    return *booking;
}

Result<StayTerms> BookingDecisions::terms(const ListingId &listing)
{
    ROOST_ASSIGN(auto found, ListingRepository(m_context.database, m_caller.tenant).findTerms(listing));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    return *std::move(found);
}

Result<ReservationPlan> BookingDecisions::planOf(const Booking &booking) const
{
    Caller host = m_caller;
    host.role = Role::Owner;
    ROOST_ASSIGN(const Wish wish, pricedWishOf(booking));
    return ReservationPlanner().plan(m_context, host, wish);
}

Result<Booking> BookingDecisions::confirm(const Booking &booking, const QString &reason)
{
    ROOST_ASSIGN(const BookingStatus to, bookingAfter(booking.status, BookingAction::Accept, m_actor));
    if (booking.expiresAt.isValid() && booking.expiresAt <= m_nowUtc) {
        return fail(ErrorCode::HoldExpired,
                    u"This request wasn't answered in time and has expired. Ask the guest to book again."_s);
    }
    BookingMove step{.to = to, .unit = {}, .items = {}, .endedBy = {}, .refund = {}};
    ROOST_ASSIGN(step.unit, m_claims.bookHeld(booking.id));
    if (step.unit.isNull()) {
        ROOST_ASSIGN(const ReservationPlan plan, planOf(booking));
        ROOST_ASSIGN(const auto obstacle, m_claims.takeAll(plan.claims, Claimant::of(booking.id)));
        if (obstacle)
            return takenError(plan.kind, {});
        step.unit = plan.claims.first().unit;
        step.items = itemsJson(plan.claims);
    }
    return move(booking, BookingAction::Accept, step, reasonJson(reason));
}

Result<QList<BookingId>> BookingDecisions::declineRivals(const Booking &booking)
{
    QList<BookingId> declined;
    ROOST_ASSIGN(const QList<Booking> rivals, m_bookings.rivals(booking));
    for (const Booking &rival : rivals) {
        const auto plan = planOf(rival);
        if (plan || !isTakenForGood(plan.error()))
            continue;
        ROOST_TRY(move(rival, BookingAction::Decline,
                       {.to = BookingStatus::Declined, .unit = {}, .items = {}, .endedBy = u"system"_s, .refund = {}},
                       {{u"reason"_s, errorCodeName(plan.error().code).toLower()}, {u"by"_s, booking.id.toString()}}));
        declined << rival.id;
    }
    return declined;
}

Result<Booking> BookingDecisions::endBy(const Booking &booking, BookingAction action, const QString &reason,
                                        const QJsonObject &refund)
{
    ROOST_ASSIGN(const BookingStatus to, bookingAfter(booking.status, action, m_actor));
    ROOST_ASSIGN(const auto freed, m_claims.release(booking.id));
    const BookingMove step{.to = to, .unit = {}, .items = {}, .endedBy = bookingActorName(m_actor), .refund = refund};
    ROOST_ASSIGN(Booking ended, move(booking, action, step, reasonJson(reason)));
    ROOST_TRY(offerFreed(m_context, m_caller.tenant, freed));
    return ended;
}

Result<Booking> BookingDecisions::move(const Booking &booking, BookingAction action, const BookingMove &step,
                                       const QJsonObject &detail)
{
    ROOST_ASSIGN(const bool moved, m_bookings.move(booking, step));
    if (!moved)
        return bookingChanged(booking.status, booking.revision);
    QJsonObject noted = detail;
    noted.insert(u"actor"_s, bookingActorName(m_actor));
    ROOST_TRY(appendAudit(m_context.database, m_caller,
                          {u"booking."_s + bookingActionName(action), u"booking"_s, booking.id.uuid(),
                           bookingStatusName(booking.status), bookingStatusName(step.to), noted}));
    Booking after = booking;
    after.status = step.to;
    after.revision = booking.revision + 1;
    if (!step.unit.isNull())
        after.unit = step.unit;
    return after;
}

} // namespace roost
