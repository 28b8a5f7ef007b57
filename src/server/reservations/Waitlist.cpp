#include "Waitlist.h"

#include "HoldMaker.h"
#include "ReservationPlanner.h"
#include "WaitlistRepository.h"

#include "common/Secrets.h"
#include "server/inventory/Taken.h"
#include "server/schedules/SessionQueries.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// So many are tried when something becomes free; who asked later waits for the next time.
constexpr int kMostTried = 50;
// More than any zone's offset, and the longest preparation behind a stay.
constexpr int kDaysBefore = 2;
constexpr int kDaysBehind = 32;

tl::unexpected<Error> noSuchEntry()
{
    return fail(ErrorCode::NotFound, u"There is no such place on a waitlist, or it isn't yours."_s);
}

Caller asGuest(const UserId &user, const TenantId &tenant)
{
    return {user, {}, tenant, std::nullopt};
}

int secondsOf(int minutes)
{
    return 60 * (minutes == 0 ? Waitlist::kDefaultMinutes : std::clamp(minutes, 1, Waitlist::kMostMinutes));
}

// Whether the guest holds it already: an offer would end that hold, and the guest has the token of that one alone.
Result<bool> holdsIt(ServerContext &context, const TenantId &tenant, const Holder &holder, const Wish &wish)
{
    HoldRepository holds(context.database, tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const HoldsOfHolder own, holds.ofHolder(holder));
    for (const HoldsOfHolder::Live &live : own.live) {
        ROOST_ASSIGN(const Wish held, Wish::fromJson(live.wish));
        if (isForTheSame(held, wish))
            return true;
    }
    return false;
}

// Behind a savepoint: what can't be held leaves no trace.
Result<bool> offer(ServerContext &context, const TenantId &tenant, const WaitingEntry &entry)
{
    const Holder holder = Holder::ofUser(entry.user);
    ROOST_ASSIGN(const Wish wish, Wish::fromJson(entry.wish));
    ROOST_ASSIGN(const bool hasIt, holdsIt(context, tenant, holder, wish));
    if (hasIt)
        return false;
    ROOST_ASSIGN(Savepoint savepoint, Savepoint::begin(context.database));
    HoldMaker maker(context, asGuest(entry.user, tenant), holder);
    const auto made = maker.make(wish, secondsOf(entry.minutes));
    if (!made) {
        ROOST_TRY(savepoint.rollBack());
        const ErrorCode code = made.error().code;
        // The machinery's troubles are the caller's; a wish that can't be met isn't.
        if (code == ErrorCode::Busy || code == ErrorCode::Unavailable || code == ErrorCode::Internal)
            return fail(made.error());
        return false;
    }
    WaitlistRepository entries(context.database, tenant, context.clock.nowUtc());
    ROOST_TRY(entries.offer(entry.id, made->hold.id));
    ROOST_TRY(savepoint.release());
    return true;
}

struct WhenAndWhat
{
    ListingId listing;
    InstantRange during;
};

InstantRange around(const QDate &from, const QDate &to)
{
    return {QDateTime(from.addDays(-kDaysBefore), QTime(0, 0), Qt::UTC),
            QDateTime(to.addDays(kDaysBehind), QTime(0, 0), Qt::UTC)};
}

// A wish that can't be planned has no plan to tell.
Result<WhenAndWhat> whenAndWhat(ServerContext &context, const TenantId &tenant, const Wish &wish)
{
    if (const auto *stay = std::get_if<StayWish>(&wish.what))
        return WhenAndWhat{stay->listing, around(stay->dates.checkIn, stay->dates.checkOut)};
    if (const auto *slot = std::get_if<SlotWish>(&wish.what))
        return WhenAndWhat{slot->listing, around(slot->startsAt.date(), slot->startsAt.date())};
    ROOST_ASSIGN(const auto session, SessionQueries().read(context, std::get<SeatWish>(wish.what).session, tenant));
    if (!session)
        return fail(ErrorCode::NotFound, u"There is no such session. It may have been removed."_s);
    return WhenAndWhat{session->listing, {session->startsAt, session->endsAt}};
}

} // namespace

Result<int> offerFreed(ServerContext &context, const TenantId &tenant, const QList<InstantRange> &freed)
{
    if (freed.isEmpty())
        return 0;
    ROOST_ASSIGN(const QList<WaitingEntry> waiting,
                 WaitlistRepository(context.database, tenant, context.clock.nowUtc()).waiting(freed, kMostTried));
    int offered = 0;
    for (const WaitingEntry &entry : waiting) {
        ROOST_ASSIGN(const bool isOffered, offer(context, tenant, entry));
        offered += isOffered ? 1 : 0;
    }
    return offered;
}

Result<WaitlistEntryId> Waitlist::join(ServerContext &context, const Caller &guest, const Wish &wish) const
{
    if (guest.user.isNull())
        return fail(ErrorCode::Unauthenticated, u"Log in to wait for something."_s);
    ROOST_ASSIGN(const TenantId tenant, ReservationPlanner::tenantOf(context.database, wish));
    if (tenant.isNull())
        return fail(ErrorCode::ListingUnavailable, u"This can't be booked at the moment. Choose something else."_s);
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, guest.user));
    WaitlistRepository entries(context.database, tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const QList<WaitingEntry> own, entries.ofUser(guest.user));
    const WaitingEntry entry{WaitlistEntryId::create(), guest.user, wish.toJson(), 0};
    for (const WaitingEntry &other : own) {
        if (other.wish == entry.wish)
            return other.id;
    }
    if (own.size() >= kMostOfUser) {
        return fail(ErrorCode::TooManyRequests, u"You wait for too much at once. Leave a waitlist first."_s, {},
                    {{u"limit"_s, kMostOfUser}});
    }
    const auto plan = ReservationPlanner().plan(context, asGuest(guest.user, tenant), wish);
    if (!plan && !isTaken(plan.error()))
        return fail(plan.error());
    ROOST_ASSIGN(const WhenAndWhat about, whenAndWhat(context, tenant, wish));
    ROOST_TRY(entries.insert(entry, about.listing, about.during));
    if (plan)
        ROOST_TRY(offerFreed(context, tenant, {about.during}));
    ROOST_TRY(write.commit());
    return entry.id;
}

Result<void> Waitlist::leave(ServerContext &context, const Caller &guest, const WaitlistEntryId &id) const
{
    ROOST_ASSIGN(const TenantId tenant, WaitlistRepository::tenantOf(context.database, id, guest.user));
    if (tenant.isNull())
        return noSuchEntry();
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, guest.user));
    WaitlistRepository entries(context.database, tenant, nowUtc);
    ROOST_ASSIGN(const auto state, entries.find(id, guest.user));
    if (!state)
        return noSuchEntry();
    if (state->status == "offered"_L1) {
        ROOST_TRY(HoldRepository(context.database, tenant, nowUtc).end(state->hold, u"released"_s));
        ROOST_ASSIGN(const auto freed, UnitClaims(context.database, tenant, nowUtc).release(state->hold));
        ROOST_TRY(offerFreed(context, tenant, freed));
    }
    ROOST_TRY(entries.leave(id));
    return write.commit();
}

Result<NewHold> Waitlist::claim(ServerContext &context, const Caller &guest, const WaitlistEntryId &id) const
{
    ROOST_ASSIGN(const TenantId tenant, WaitlistRepository::tenantOf(context.database, id, guest.user));
    if (tenant.isNull())
        return noSuchEntry();
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::beginHold(context, tenant, guest.user));
    ROOST_ASSIGN(const auto state, WaitlistRepository(context.database, tenant, nowUtc).find(id, guest.user));
    if (!state)
        return noSuchEntry();
    if (state->status == "lapsed"_L1)
        return fail(ErrorCode::HoldExpired, u"This offer has ended. Wait again, or choose something else."_s);
    if (state->status != "offered"_L1) {
        return fail(ErrorCode::InvalidTransition, u"Nothing is offered to you here."_s, {},
                    {{u"status"_s, state->status}});
    }
    HoldRepository holds(context.database, tenant, nowUtc);
    NewHold claimed;
    claimed.token = randomToken();
    ROOST_ASSIGN(const bool isLive, holds.renewToken(state->hold, sha256(claimed.token.toUtf8())));
    ROOST_ASSIGN(const auto stored, holds.find(state->hold, Holder::ofUser(guest.user)));
    if (!isLive || !stored)
        return fail(ErrorCode::HoldExpired, u"This offer has ended. Wait again, or choose something else."_s);
    claimed.hold = stored->hold;
    ROOST_TRY(write.commit());
    return claimed;
}

Result<int> Waitlist::endPast(ServerContext &context) const
{
    ROOST_ASSIGN(Statement end, context.database.statement(u"waitlist/end_past"_s));
    end.bind(u":now"_s, context.clock.nowUtc().toString(Qt::ISODateWithMs));
    ROOST_TRY(end.exec());
    return end.next() ? static_cast<int>(end.integer(0)) : 0;
}

} // namespace roost
