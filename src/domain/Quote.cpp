#include "Quote.h"

#include <QJsonArray>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonObject moneyJson(const Money &money)
{
    return {{u"amount_minor"_s, money.minor}, {u"currency"_s, money.currency.code()}};
}

tl::unexpected<Error> brokenRule(const QString &rule, const QString &text)
{
    return fail(ErrorCode::StayRuleBroken, text, {}, {{u"rule"_s, rule}});
}

} // namespace

QJsonObject Quote::toJson() const
{
    QJsonArray lineArray;
    for (const QuoteLine &line : lines)
        lineArray << QJsonObject{{u"kind"_s, line.kind}, {u"text"_s, line.text}, {u"amount"_s, moneyJson(line.amount)}};
    return {{u"lines"_s, lineArray}, {u"total"_s, moneyJson(total)}};
}

Result<Quote> quoteStay(const StayDates &dates, const Money &basePrice)
{
    if (basePrice.currency.isNull())
        return fail(ErrorCode::Validation, u"The listing has no currency."_s);
    ROOST_ASSIGN(const Money nights, basePrice.times(dates.nights()));
    return Quote{{{u"nights"_s, u"%1 × %2"_s.arg(dates.nights()).arg(basePrice.toText()), nights}}, nights};
}

Result<void> checkStay(const StayDates &dates, int guests, const StayRules &rules, const QDate &todayAtProperty)
{
    if (dates.checkIn < todayAtProperty)
        return brokenRule(u"past"_s, u"The check-in day has passed. Choose another."_s);
    if (dates.nights() < rules.minNights)
        return brokenRule(u"min_nights"_s, u"The minimum stay here is %1 nights."_s.arg(rules.minNights));
    if (rules.maxNights && dates.nights() > *rules.maxNights)
        return brokenRule(u"max_nights"_s, u"The maximum stay here is %1 nights."_s.arg(*rules.maxNights));
    if (guests < 1 || guests > rules.maxGuests)
        return brokenRule(u"max_guests"_s, u"This place takes 1 to %1 guests."_s.arg(rules.maxGuests));
    return {};
}

} // namespace roost
