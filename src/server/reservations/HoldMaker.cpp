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

Result<NewHold> HoldMaker::make(const Wish &wish, int seconds)
{
    ROOST_ASSIGN(const HoldsOfHolder others, m_holds.ofHolder(m_holder));
    ROOST_TRY(renew(others, wish));
    ROOST_TRY(checkNumber(others));
    ROOST_ASSIGN(const ReservationPlan plan, ReservationPlanner().plan(m_context, m_caller, wish));
    NewHold made;
    made.token = randomToken();
    Hold &hold = made.hold;
    hold.id = HoldId::create();
    hold.tenant = m_caller.tenant;
    hold.agreement = Agreement::of(plan, wish);
    hold.createdAt = m_nowUtc;
    hold.expiresAt = m_nowUtc.addSecs(seconds > 0 ? seconds : secondsOf(others.holdSeconds));
    ROOST_ASSIGN(const auto obstacle, m_holds.insert(hold, m_holder, sha256(made.token.toUtf8()), plan.claims));
    if (obstacle)
        return takenError(plan.kind, holdDetails(obstacle->holdEndsAt, m_nowUtc));
    return made;
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

Result<void> HoldMaker::checkNumber(const HoldsOfHolder &others) const
{
    if (others.live.size() - m_renewed < HoldService::kMostHoldsOfHolder)
        return {};
    return fail(ErrorCode::TooManyRequests, u"You hold too much at once. Confirm or release something first."_s, {},
                {{u"limit"_s, HoldService::kMostHoldsOfHolder}, {u"retry_after"_s, HoldService::kDefaultSeconds}});
}

} // namespace roost
