#include "HoldService.h"

#include "BookingMaker.h"
#include "HoldMaker.h"
#include "HoldRepository.h"
#include "ReservationPlanner.h"
#include "Waitlist.h"

#include "common/Secrets.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchHold()
{
    return fail(ErrorCode::NotFound, u"There is no such hold, or it isn't yours."_s);
}

// Everything that somebody does for whom something is held.
Caller asHolder(const Holder &holder, const TenantId &tenant)
{
    return {holder.user, {}, tenant, std::nullopt};
}

Result<TenantId> tenantOfHold(ServerContext &context, const Holder &holder, const HoldId &id)
{
    ROOST_ASSIGN(const TenantId tenant, HoldRepository::tenantOf(context.database, id, holder));
    if (tenant.isNull() || holder.name.isEmpty())
        return noSuchHold();
    return tenant;
}

Result<void> checkLive(const Hold &hold, const QDateTime &nowUtc)
{
    if (hold.endReason == "confirmed"_L1) {
        return fail(ErrorCode::HoldUsed, u"This hold has become a booking already."_s, {},
                    {{u"booking_id"_s, hold.booking.toString()}});
    }
    if (!hold.isLive(nowUtc)) {
        return fail(ErrorCode::HoldExpired, u"This hold has ended. Choose again."_s, {},
                    {{u"status"_s, hold.status(nowUtc)}});
    }
    return {};
}

// A hold in use, inside the tenant's transaction: the holder's, with its token, not ended.
Result<StoredHold> liveHold(HoldRepository &holds, const Holder &holder, const HoldId &id, const QString &token,
                            const QDateTime &nowUtc)
{
    ROOST_ASSIGN(const auto found, holds.find(id, holder));
    if (!found || !equalInConstantTime(sha256(token.toUtf8()), found->tokenHash))
        return noSuchHold();
    ROOST_TRY(checkLive(found->hold, nowUtc));
    return *found;
}

} // namespace

Result<NewHold> HoldService::hold(ServerContext &context, const Holder &holder, const Wish &wish) const
{
    if (holder.name.isEmpty())
        return fail(ErrorCode::Unauthenticated, u"Log in to hold something."_s);
    ROOST_ASSIGN(const TenantId tenant, ReservationPlanner::tenantOf(context.database, wish));
    if (tenant.isNull() || (!holder.tenant.isNull() && holder.tenant != tenant))
        return fail(ErrorCode::ListingUnavailable, u"This can't be booked at the moment. Choose something else."_s);
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginUnlocked(context, tenant, holder.user));
    HoldMaker maker(context, asHolder(holder, tenant), holder);
    ROOST_ASSIGN(auto made, maker.tryMake(wish));
    if (!made) {
        ROOST_TRY(write.lock());
        ROOST_ASSIGN(made, maker.make(wish));
        ROOST_TRY(offerFreed(context, tenant, maker.freed()));
    }
    ROOST_TRY(write.commit());
    return *made;
}

Result<Hold> HoldService::read(ServerContext &context, const Holder &holder, const HoldId &id) const
{
    ROOST_ASSIGN(const TenantId tenant, tenantOfHold(context, holder, id));
    ROOST_ASSIGN(auto read, TenantTransaction::beginRead(context, tenant, holder.user));
    ROOST_ASSIGN(const auto found, HoldRepository(context.database, tenant, context.clock.nowUtc()).find(id, holder));
    ROOST_TRY(read.commit());
    if (!found)
        return noSuchHold();
    return found->hold;
}

Result<Hold> HoldService::extend(ServerContext &context, const Holder &holder, const HoldId &id,
                                 const QString &token) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const TenantId tenant, tenantOfHold(context, holder, id));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, holder.user));
    HoldRepository holds(context.database, tenant, nowUtc);
    ROOST_ASSIGN(StoredHold stored, liveHold(holds, holder, id, token, nowUtc));
    if (stored.hold.isExtended)
        return fail(ErrorCode::HoldAlreadyExtended, u"A hold can be extended once. Confirm it, or choose again."_s);
    ROOST_ASSIGN(const HoldsOfHolder others, holds.ofHolder(holder));
    // A hold never becomes shorter, for example one that a waitlist gave.
    stored.hold.expiresAt = std::max(stored.hold.expiresAt, nowUtc.addSecs(HoldMaker::secondsOf(others.holdSeconds)));
    stored.hold.isExtended = true;
    ROOST_ASSIGN(const bool extended, holds.extend(id, stored.hold.expiresAt));
    if (!extended)
        return fail(ErrorCode::HoldExpired, u"This hold has ended. Choose again."_s);
    ROOST_TRY(write.commit());
    return stored.hold;
}

Result<void> HoldService::release(ServerContext &context, const Holder &holder, const HoldId &id,
                                  const QString &token) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const TenantId tenant, tenantOfHold(context, holder, id));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, holder.user));
    HoldRepository holds(context.database, tenant, nowUtc);
    ROOST_TRY(liveHold(holds, holder, id, token, nowUtc));
    ROOST_TRY(holds.end(id, u"released"_s));
    ROOST_ASSIGN(const auto freed, UnitClaims(context.database, tenant, nowUtc).release(id));
    ROOST_TRY(offerFreed(context, tenant, freed));
    return write.commit();
}

Result<BookingDecision> HoldService::confirm(ServerContext &context, const Holder &holder, const HoldId &id,
                                             const QString &token, const BookingParty &party,
                                             const BookingId &booking) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const TenantId tenant, tenantOfHold(context, holder, id));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginUnlocked(context, tenant, holder.user));
    HoldRepository holds(context.database, tenant, nowUtc);
    ROOST_ASSIGN(const StoredHold stored, liveHold(holds, holder, id, token, nowUtc));
    NewBooking made{booking, stored.hold.agreement, party, stored.isInstant, stored.holdsPending, holder.name};
    made.party.guest = holder.user;
    QList<InstantRange> freed;
    if (!made.isInstant && !made.holdsPending) {
        // A request that keeps nothing leaves to others what was held.
        ROOST_TRY(write.lock());
        ROOST_ASSIGN(freed, UnitClaims(context.database, tenant, nowUtc).release(id));
    }
    auto decision = BookingMaker(context, asHolder(holder, tenant), BookingActor::Guest).make(made, id);
    if (!decision && decision.error().code == ErrorCode::HoldExpired) {
        // Somebody was quicker, perhaps the same guest.
        ROOST_TRY(liveHold(holds, holder, id, token, nowUtc));
    }
    if (!decision)
        return decision;
    write.advancedTo(decision->scopeVersion);
    ROOST_TRY(offerFreed(context, tenant, freed));
    ROOST_TRY(write.commit());
    return decision;
}

Result<int> HoldService::tidy(ServerContext &context) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    QList<TenantId> tenants;
    {
        ROOST_ASSIGN(Statement find, context.database.statement(u"reservations/tenants_with_expired_holds"_s));
        find.bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
        ROOST_TRY(find.exec());
        while (find.next())
            tenants << find.id<TenantId>(0);
    }
    int done = 0;
    for (const TenantId &tenant : tenants) {
        ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, UserId()));
        ROOST_ASSIGN(const auto freed, HoldRepository(context.database, tenant, nowUtc).endExpired());
        ROOST_TRY(offerFreed(context, tenant, freed));
        ROOST_TRY(write.commit());
        done += static_cast<int>(freed.size());
    }
    ROOST_ASSIGN(Statement forget, context.database.statement(u"reservations/forget_holds"_s));
    forget.bind(u":before"_s, nowUtc.addDays(-kDaysKept).toString(Qt::ISODateWithMs));
    ROOST_TRY(forget.exec());
    return done + (forget.next() ? static_cast<int>(forget.integer(0)) : 0);
}

} // namespace roost
