#include "QuoteService.h"

#include "ReservationPlanner.h"

#include "server/pricing/PricingService.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonValue instantOrNull(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(utc.toString(Qt::ISODateWithMs)) : QJsonValue();
}

} // namespace

QJsonObject PromisedPlan::toJson() const
{
    return {{u"listing_id"_s, plan.listing.toString()},
            {u"session_id"_s, plan.session.isNull() ? QJsonValue() : QJsonValue(plan.session.toString())},
            {u"kind"_s, plan.kind},
            {u"check_in"_s, plan.dates.checkIn.toString(Qt::ISODate)},
            {u"check_out"_s, plan.dates.checkOut.toString(Qt::ISODate)},
            {u"starts_at"_s, instantOrNull(plan.startsAt)},
            {u"ends_at"_s, instantOrNull(plan.endsAt)},
            {u"time_zone"_s, plan.timeZone},
            {u"guests"_s, plan.guests},
            {u"pets"_s, plan.pets},
            {u"quote"_s, plan.quote.toJson()},
            {u"policy"_s, plan.policy},
            {u"quote_token"_s, quoteToken}};
}

Result<PromisedPlan> QuoteService::quote(ServerContext &context, const UserId &user, const Wish &wish) const
{
    ROOST_ASSIGN(const TenantId tenant, ReservationPlanner::tenantOf(context.database, wish));
    if (tenant.isNull())
        return fail(ErrorCode::ListingUnavailable, u"This can't be booked at the moment. Choose something else."_s);
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, tenant, user));
    const Caller guest{user, {}, tenant, std::nullopt};
    PromisedPlan promised;
    ROOST_ASSIGN(promised.plan, ReservationPlanner().plan(context, guest, wish));
    ROOST_TRY(read.commit());
    ROOST_ASSIGN(promised.quoteToken, PricingService().promise(context, wish, promised.plan));
    return promised;
}

} // namespace roost
