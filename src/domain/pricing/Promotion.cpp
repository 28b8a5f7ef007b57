#include "Promotion.h"

#include "Quote.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &reason, const QString &text)
{
    return {ErrorCode::PromotionInvalid, text, {}, {{u"reason"_s, reason}, {u"field"_s, u"promo_code"_s}}};
}

Result<void> checkTimes(const Promotion &promotion, const PromotionUse &use)
{
    if (!promotion.active)
        return fail(invalid(u"inactive"_s, u"This code can't be used any more."_s));
    if (promotion.validFrom.isValid() && use.nowUtc < promotion.validFrom)
        return fail(invalid(u"not_yet"_s, u"This code can't be used yet. Try it later."_s));
    if (promotion.validTo.isValid() && use.nowUtc >= promotion.validTo)
        return fail(invalid(u"over"_s, u"The time of this code is over."_s));
    if ((promotion.stayFrom.isValid() && use.from < promotion.stayFrom) ||
        (promotion.stayTo.isValid() && use.to > promotion.stayTo))
        return fail(
            invalid(u"other_dates"_s, u"This code is for other dates. Choose others, or leave the code out."_s));
    return {};
}

Result<void> checkSize(const Promotion &promotion, const PromotionUse &use)
{
    if (promotion.minNights && use.nights < *promotion.minNights)
        return fail(invalid(u"min_nights"_s, u"This code is for %1 nights or more."_s.arg(*promotion.minNights)));
    const bool needsCurrency = !promotion.percent || promotion.minAmountMinor;
    if (needsCurrency && promotion.currency != use.currency)
        return fail(invalid(u"other_currency"_s, u"This code is for prices in %1."_s.arg(promotion.currency.code())));
    if (promotion.minAmountMinor && use.amountMinor < *promotion.minAmountMinor) {
        return fail(invalid(u"min_amount"_s, u"This code is for %1 or more."_s.arg(
                                                 moneyText({*promotion.minAmountMinor, promotion.currency}))));
    }
    return {};
}

} // namespace

QString promotionCode(const QString &typed)
{
    return typed.trimmed().toUpper();
}

Error unknownPromotion()
{
    return invalid(u"unknown"_s, u"There is no such code. Check how it is written."_s);
}

Result<void> checkPromotion(const Promotion &promotion, const PromotionUse &use)
{
    ROOST_TRY(checkTimes(promotion, use));
    if ((!promotion.kinds.isEmpty() && !promotion.kinds.contains(use.kind)) ||
        (!promotion.listings.isEmpty() && !promotion.listings.contains(use.listing)))
        return fail(invalid(u"other_listing"_s, u"This code isn't for this listing."_s));
    ROOST_TRY(checkSize(promotion, use));
    return checkPromotionLimits(promotion, use.usesSoFar, use.usesByGuest);
}

Result<void> checkPromotionLimits(const Promotion &promotion, int uses, int usesByGuest)
{
    if (promotion.maxUses && uses >= *promotion.maxUses)
        return fail(invalid(u"used_up"_s, u"This code has been used as often as it may be."_s));
    if (promotion.maxUsesPerGuest && usesByGuest >= *promotion.maxUsesPerGuest)
        return fail(invalid(u"used_by_guest"_s, u"You have used this code as often as you may."_s));
    return {};
}

Result<qint64> Promotion::discountOn(qint64 baseMinor) const
{
    return percent ? percent->of(baseMinor) : qMin(amountMinor, baseMinor);
}

} // namespace roost
