#include "HoldMaker.h"

#include "HoldService.h"
#include "ReservationPlanner.h"

#include "common/Secrets.h"
#include "server/inventory/Taken.h"

namespace roost {

using namespace Qt::StringLiterals;

HoldMaker::HoldMaker(ServerContext &context, const Caller &caller, const Holder &holder)
    : m_context(context)
    , m_caller(caller)
    , m_holder(holder)
    , m_nowUtc(context.clock.nowUtc())
    , m_holds(context.database, caller.tenant, m_nowUtc)
    , m_claims(context.database, caller.tenant, m_nowUtc)
{
}

int HoldMaker::secondsOf(int setting)
{
    if (setting == 0)
        return HoldService::kDefaultSeconds;
    return std::clamp(setting, HoldService::kLeastSeconds, HoldService::kMostSeconds);
}

Result<std::optional<NewHold>> HoldMaker::tryMake(const Wish &wish)
{
    ROOST_ASSIGN(const HoldsOfHolder others, m_holds.ofHolder(m_holder));
    if (others.live.size() >= HoldRepository::kMostOfHolder || holdsTheSame(others, wish))
        return std::optional<NewHold>();
    ROOST_ASSIGN(const ReservationPlan plan, ReservationPlanner().plan(m_context, m_caller, wish));
    NewHold made;
    ROOST_ASSIGN(const auto obstacle, write(plan, wish, secondsOf(others.holdSeconds), made));
    return obstacle ? std::nullopt : std::optional(made);
}

Result<NewHold> HoldMaker::make(const Wish &wish, int seconds)
{
    ROOST_ASSIGN(const HoldsOfHolder others, m_holds.ofHolder(m_holder));
    ROOST_TRY(renew(others, wish));
    if (others.live.size() - m_renewed >= HoldRepository::kMostOfHolder)
        return tooMuch();
    ROOST_ASSIGN(const ReservationPlan plan, ReservationPlanner().plan(m_context, m_caller, wish));
    NewHold made;
    ROOST_ASSIGN(const auto obstacle, write(plan, wish, seconds > 0 ? seconds : secondsOf(others.holdSeconds), made));
    if (obstacle)
        return takenError(plan.kind, holdDetails(obstacle->holdEndsAt, m_nowUtc));
    return made;
}

Result<std::optional<Obstacle>> HoldMaker::write(const ReservationPlan &plan, const Wish &wish, int seconds,
                                                 NewHold &made)
{
    made.token = randomToken();
    Hold &hold = made.hold;
    hold.id = HoldId::create();
    hold.tenant = m_caller.tenant;
    hold.agreement = Agreement::of(plan, wish);
    hold.createdAt = m_nowUtc;
    hold.expiresAt = m_nowUtc.addSecs(seconds);
    return m_holds.insert(hold, m_holder, sha256(made.token.toUtf8()), plan.claims);
}

bool HoldMaker::holdsTheSame(const HoldsOfHolder &others, const Wish &wish) const
{
    return std::any_of(others.live.begin(), others.live.end(), [&wish](const HoldsOfHolder::Live &live) {
        const auto held = Wish::fromJson(live.wish);
        return held && isForTheSame(*held, wish);
    });
}

Result<void> HoldMaker::renew(const HoldsOfHolder &others, const Wish &wish)
{
    for (const HoldsOfHolder::Live &live : others.live) {
        ROOST_ASSIGN(const Wish held, Wish::fromJson(live.wish));
        if (!isForTheSame(held, wish))
            continue;
        ROOST_TRY(m_holds.end(live.id, u"renewed"_s));
        ROOST_ASSIGN(const auto freed, m_claims.release(live.id));
        m_freed << freed;
        ++m_renewed;
    }
    return {};
}

tl::unexpected<Error> HoldMaker::tooMuch() const
{
    return fail(ErrorCode::TooManyRequests, u"You hold too much at once. Confirm or release something first."_s, {},
                {{u"limit"_s, HoldRepository::kMostOfHolder}, {u"retry_after"_s, HoldService::kDefaultSeconds}});
}

} // namespace roost
