#include "PricingService.h"

#include "PromotionUses.h"

#include "domain/pricing/Cancellation.h"
#include "domain/pricing/NearestStays.h"
#include "domain/pricing/QuoteEngine.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonObject withoutToken(const Wish &wish)
{
    QJsonObject json = wish.toJson();
    json.remove(u"quote_token"_s);
    return json;
}

// Two quotes that a guest would call the same.
bool isSamePrice(const Quote &a, const Quote &b)
{
    QJsonObject first = a.toJson();
    QJsonObject second = b.toJson();
    for (const QString &field : {u"valid_until"_s, u"cancellation"_s}) {
        first.remove(field);
        second.remove(field);
    }
    return first == second;
}

// One price under way.
class Pricing
{
public:
    Pricing(ServerContext &context, const Caller &caller, const Wish &wish, const PriceQuestion &question)
        : m_context(context)
        , m_wish(wish)
        , m_question(question)
        , m_nowUtc(context.clock.nowUtc())
        , m_guest(question.guest)
    {
        if (m_guest.isEmpty() && !caller.role && !caller.user.isNull())
            m_guest = u"user:"_s + caller.user.toString();
    }

    // Inside a transaction of the tenant.
    Result<PromisedQuote> compute()
    {
        ROOST_TRY(load());
        m_terms.bookedOn = m_nowUtc.toTimeZone(m_question.zone).date();
        ROOST_ASSIGN(PromisedQuote result, computed());
        result.quote.validUntil = m_nowUtc.addSecs(60LL * m_prices.quoteMinutes);
        result.quote.cancellation = cancellationSchedule(result.quote, m_prices.basis.policy,
                                                         {m_question.during.from, m_question.zone}, m_nowUtc);
        result.policy = m_prices.basis.policy.snapshot();
        return result;
    }

private:
    Result<void> load()
    {
        PriceBasisRepository repository(m_context.database);
        const QDate first = m_question.during.from.toTimeZone(m_question.zone).date();
        const QDate last = m_question.during.to.toTimeZone(m_question.zone).date();
        if (m_question.prices) {
            m_prices = *m_question.prices;
        } else {
            ROOST_ASSIGN(m_prices, repository.load(m_question.listing, first, last));
        }
        m_terms.takenPercent = m_question.takenPercent;
        if (std::holds_alternative<StayToPrice>(m_question.what) && !m_prices.basis.plan.occupancy.isEmpty()) {
            ROOST_ASSIGN(m_terms.takenPercent,
                         repository.takenPercent(m_question.listing, m_question.during, m_nowUtc, m_question.own));
        }
        return {};
    }

    Result<PromisedQuote> computed()
    {
        PromisedQuote result;
        ROOST_ASSIGN(result.quote, quoteIt());
        if (m_wish.promoCode.isEmpty())
            return result;
        ROOST_ASSIGN(const auto counted, PromotionUses(m_context.database, m_question.tenant, m_nowUtc)
                                             .find(m_wish.promoCode, m_guest, m_question.own.booking));
        if (!counted)
            return fail(unknownPromotion());
        ROOST_TRY(checkPromotion(counted->promotion, useOf(*counted, result.quote)));
        m_terms.promotion = counted->promotion;
        ROOST_ASSIGN(result.quote, quoteIt());
        return result;
    }

    Result<Quote> quoteIt() const
    {
        const PriceBasis &basis = m_prices.basis;
        if (const auto *stay = std::get_if<StayToPrice>(&m_question.what))
            return quoteStay(basis, *stay, m_terms);
        if (const auto *seats = std::get_if<SeatsToPrice>(&m_question.what))
            return quoteSeats(basis, *seats, m_terms);
        return quoteSlot(basis, std::get<SlotToPrice>(m_question.what), m_terms);
    }

    PromotionUse useOf(const CountedPromotion &counted, const Quote &without) const
    {
        PromotionUse use{m_question.kind,
                         m_question.listing,
                         m_prices.basis.currency,
                         {},
                         {},
                         0,
                         without.sumOf(QuotePart::Nights).minor,
                         m_nowUtc,
                         counted.uses,
                         counted.usesByGuest};
        use.from = m_question.during.from.toTimeZone(m_question.zone).date();
        use.to = use.from;
        if (const auto *stay = std::get_if<StayToPrice>(&m_question.what)) {
            use.from = stay->dates.checkIn;
            use.to = stay->dates.checkOut.addDays(-1);
            use.nights = stay->dates.nights();
        }
        return use;
    }

    ServerContext &m_context;
    const Wish &m_wish;
    const PriceQuestion &m_question;
    QDateTime m_nowUtc;
    QString m_guest;
    ListingPrices m_prices;
    BookingTerms m_terms;
};

// Its own transaction when there is none; a caller's is the tenant's already.
template <class Work>
auto inTransaction(ServerContext &context, const TenantId &tenant, const UserId &user, const Work &work)
    -> decltype(work())
{
    if (context.database.isInTransaction())
        return work();
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, tenant, user));
    auto result = work();
    if (result)
        ROOST_TRY(read.commit());
    return result;
}

} // namespace

Result<ListingPrices> PricingService::prices(ServerContext &context, const TenantId &tenant, const UserId &user,
                                             const ListingId &listing, const StayDates &dates, bool withNearest) const
{
    const int around = withNearest ? kNearestWithinDays : 0;
    const QDate from = dates.checkIn.addDays(-1 - around);
    const QDate to = dates.checkOut.addDays(2 * around);
    return inTransaction(context, tenant, user,
                         [&] { return PriceBasisRepository(context.database).load(listing, from, to); });
}

Result<void> PricingService::price(ServerContext &context, const Caller &caller, const Wish &wish,
                                   const PriceQuestion &question, ReservationPlan &plan) const
{
    std::optional<PromisedQuote> promised;
    if (!wish.quoteToken.isEmpty()) {
        ROOST_ASSIGN(promised, QuoteTokens(context.signingSecret).open(wish.quoteToken, withoutToken(wish)));
    }
    const bool isInTime = promised && context.clock.nowUtc() <= promised->quote.validUntil;
    if (!isInTime) {
        ROOST_ASSIGN(const PromisedQuote today, inTransaction(context, question.tenant, caller.user, [&] {
                         return Pricing(context, caller, wish, question).compute();
                     }));
        if (promised && !isSamePrice(promised->quote, today.quote)) {
            ROOST_ASSIGN(const QString token, QuoteTokens(context.signingSecret).issue(withoutToken(wish), today));
            return fail(ErrorCode::PriceChanged, u"The price has changed since it was quoted. Look at the new one."_s,
                        {}, {{u"quote"_s, today.quote.toJson()}, {u"quote_token"_s, token}});
        }
        promised = today;
    }
    plan.quote = promised->quote;
    plan.policy = promised->policy;
    return {};
}

Result<QString> PricingService::promise(ServerContext &context, const Wish &wish, const ReservationPlan &plan) const
{
    return QuoteTokens(context.signingSecret).issue(withoutToken(wish), {plan.quote, plan.policy});
}

} // namespace roost
