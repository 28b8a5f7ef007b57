#include "StayPlanner.h"

#include "domain/pricing/NearestStays.h"
#include "server/inventory/Taken.h"
#include "server/inventory/UnitClaims.h"
#include "server/listings/ListingCalendar.h"
#include "server/listings/ListingRepository.h"
#include "server/pricing/PricingService.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> cannotBeBooked()
{
    return fail(ErrorCode::ListingUnavailable, u"This listing can't be booked at the moment. Choose another."_s);
}

tl::unexpected<Error> notByNights(const QString &kind)
{
    const bool isService = kind == "service"_L1;
    return fail(ErrorCode::Validation,
                isService ? u"This is a service: choose the time at which it begins."_s
                          : u"This is an experience: choose one of its sessions."_s,
                {}, {{u"field"_s, isService ? u"starts_at"_s : u"session_id"_s}});
}

class StayDecision
{
public:
    StayDecision(ServerContext &context, const Caller &caller, const Wish &wish, const PlanOptions &options)
        : m_context(context)
        , m_caller(caller)
        , m_wish(wish)
        , m_stay(std::get<StayWish>(wish.what))
        , m_options(options)
        , m_nowUtc(context.clock.nowUtc())
    {
    }

    Result<ReservationPlan> plan()
    {
        ROOST_ASSIGN(const auto found,
                     ListingRepository(m_context.database, m_caller.tenant).findTerms(m_stay.listing));
        if (!found || (!isHost() && (!found->isPublished || !found->basePrice)))
            return cannotBeBooked();
        if (found->kind != "stay"_L1)
            return notByNights(found->kind);
        m_terms = *found;
        ROOST_ASSIGN(m_prices,
                     PricingService().prices(m_context, m_caller.tenant, m_caller.user, m_stay.listing, m_stay.dates));
        ROOST_TRY(checkRules());
        ReservationPlan plan = outline();
        ROOST_ASSIGN(plan.claims, chosenUnits());
        ROOST_TRY(PricingService().price(m_context, m_caller, m_wish, question(), plan));
        return plan;
    }

private:
    bool isHost() const { return m_caller.role.has_value(); }

    StayTermsOf rulesOf(const ListingPrices &prices) const
    {
        return {m_terms.rules, prices.basis.plan, prices.basis.dayRates, m_terms.clock, m_nowUtc};
    }

    Result<void> checkRules() const
    {
        const StayParty party{m_stay.guests, m_stay.pets, m_stay.units};
        const bool isExempt = isHost() && !m_options.hostKeepsRules;
        if (isExempt || checkStay(m_stay.dates, party, rulesOf(m_prices)))
            return {};
        // Only now the nights around matter: a stay may fill a gap, and a refusal names what would work.
        ROOST_ASSIGN(const ListingPrices around, PricingService().prices(m_context, m_caller.tenant, m_caller.user,
                                                                         m_stay.listing, m_stay.dates, true));
        const StayDates window{m_stay.dates.checkIn.addDays(-kNearestWithinDays - 1),
                               m_stay.dates.checkOut.addDays(2 * kNearestWithinDays)};
        ROOST_ASSIGN(const auto calendar,
                     ListingCalendar::load(m_context.database, m_stay.listing, m_caller.tenant, window, m_nowUtc));
        const NightIsFree isFree = [this, &calendar](const QDate &night) {
            return calendar && calendar->freeUnits(night) >= m_stay.units;
        };
        // What lies behind the window wasn't looked at.
        const StayIsFree stayIsFree = [this, &calendar, &window](const StayDates &dates) {
            return calendar && dates.checkOut <= window.checkOut && calendar->freeUnits(dates) >= m_stay.units;
        };
        return checkStayWithNearest(m_stay.dates, party, rulesOf(around), isFree, stayIsFree);
    }

    PriceQuestion question() const
    {
        PriceQuestion question{m_caller.tenant,
                               m_stay.listing,
                               u"stay"_s,
                               StayToPrice{m_stay.dates, m_stay.guests, m_stay.pets, m_stay.units},
                               m_terms.clock.occupied(m_stay.dates),
                               m_terms.clock.zone};
        question.own = m_options.own;
        question.prices = m_prices;
        // A host may enter what nobody else could book.
        if (isHost() && !question.prices->basis.basePriceMinor)
            question.prices->basis.basePriceMinor = 0;
        return question;
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
    const Wish &m_wish;
    const StayWish &m_stay;
    const PlanOptions &m_options;
    QDateTime m_nowUtc;
    StayTerms m_terms;
    ListingPrices m_prices;
};

} // namespace

Result<ReservationPlan> StayPlanner::plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                          const PlanOptions &options) const
{
    return StayDecision(context, caller, wish, options).plan();
}

} // namespace roost
