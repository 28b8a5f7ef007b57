#include "StayPlanner.h"

#include "domain/pricing/QuoteEngine.h"
#include "server/inventory/Taken.h"
#include "server/inventory/UnitClaims.h"
#include "server/listings/ListingRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> cannotBeBooked()
{
    return fail(ErrorCode::ListingUnavailable, u"This listing can't be booked at the moment. Choose another."_s);
}

class StayDecision
{
public:
    StayDecision(ServerContext &context, const Caller &caller, const StayWish &stay)
        : m_context(context)
        , m_caller(caller)
        , m_stay(stay)
        , m_nowUtc(context.clock.nowUtc())
    {
    }

    Result<ReservationPlan> plan()
    {
        ROOST_ASSIGN(const auto found,
                     ListingRepository(m_context.database, m_caller.tenant).findTerms(m_stay.listing));
        if (!found || (!isHost() && (!found->isPublished || !found->basePrice)))
            return cannotBeBooked();
        m_terms = *found;
        m_basis.currency = m_terms.currency;
        m_basis.basePriceMinor = m_terms.basePrice ? m_terms.basePrice->minor : 0;
        ROOST_TRY(checkRules());
        ReservationPlan plan = outline();
        ROOST_ASSIGN(plan.quote, quoteStay(m_basis, {m_stay.dates, m_stay.guests, m_stay.pets, m_stay.units},
                                           {m_terms.clock.today(m_nowUtc)}));
        plan.policy = m_basis.policy.toJson();
        ROOST_ASSIGN(plan.claims, chosenUnits());
        return plan;
    }

private:
    bool isHost() const { return m_caller.role.has_value(); }

    Result<void> checkRules() const
    {
        if (isHost())
            return {};
        return checkStay(m_stay.dates, {m_stay.guests, m_stay.pets, m_stay.units},
                         {m_terms.rules, m_basis.plan, m_basis.dayRates, m_terms.clock, m_nowUtc});
    }

    ReservationPlan outline() const
    {
        ReservationPlan plan;
        plan.tenant = m_caller.tenant;
        plan.listing = m_stay.listing;
        plan.kind = u"stay"_s;
        plan.dates = m_stay.dates;
        plan.timeZone = QString::fromLatin1(m_terms.clock.zone.id());
        plan.guests = m_stay.guests;
        plan.pets = m_stay.pets;
        plan.isInstant = m_terms.instantBook;
        plan.holdsPending = m_terms.holdsPending;
        return plan;
    }

    Result<QList<PlannedClaim>> chosenUnits()
    {
        UnitClaims claims(m_context.database, m_caller.tenant, m_nowUtc);
        ROOST_ASSIGN(UnitPick pick,
                     claims.bestFreeUnits(m_stay.listing, m_terms, m_stay.dates, m_stay.units, m_stay.unit));
        if (!pick.claims.isEmpty())
            return std::move(pick.claims);
        QJsonObject details = holdDetails(pick.holdEndsAt, m_nowUtc);
        if (isHost()) {
            const InstantRange during = m_terms.clock.occupied(m_stay.dates);
            ROOST_ASSIGN(const QJsonArray entries, claims.taken(m_stay.listing, m_stay.unit, during));
            details.insert(u"taken"_s, entries);
        }
        return takenError(u"stay"_s, details);
    }

    ServerContext &m_context;
    const Caller &m_caller;
    const StayWish &m_stay;
    QDateTime m_nowUtc;
    StayTerms m_terms;
    PriceBasis m_basis;
};

} // namespace

Result<ReservationPlan> StayPlanner::plan(ServerContext &context, const Caller &caller, const Wish &wish) const
{
    return StayDecision(context, caller, std::get<StayWish>(wish.what)).plan();
}

} // namespace roost
