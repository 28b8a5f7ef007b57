// A quote as it is answered, signed and stored.
#include "Quote.h"

#include <QJsonArray>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QJsonValue instantJson(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime instantOf(const QJsonValue &json)
{
    return QDateTime::fromString(json.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonObject lineJson(const QuoteLine &line)
{
    QJsonObject object{{u"kind"_s, line.kind}, {u"text"_s, line.text}, {u"amount"_s, moneyJson(line.amount)}};
    if (line.quantity > 0) {
        object.insert(u"quantity"_s, line.quantity);
        object.insert(u"unit_amount"_s, moneyJson({line.unitMinor, line.amount.currency}));
    }
    return object;
}

QJsonValue depositJson(const std::optional<QuoteDeposit> &deposit)
{
    if (!deposit)
        return {};
    return QJsonObject{
        {u"amount"_s, moneyJson(deposit->amount)},
        {u"refundable"_s, deposit->refundable},
        {u"due_on"_s, deposit->dueOn.isValid() ? QJsonValue(deposit->dueOn.toString(Qt::ISODate)) : QJsonValue()}};
}

QJsonObject stepJson(const CancellationStep &step)
{
    return {{u"until"_s, instantJson(step.until)},
            {u"until_local"_s, step.untilLocal.isEmpty() ? QJsonValue() : QJsonValue(step.untilLocal)},
            {u"refund"_s, moneyJson(step.refund)},
            {u"text"_s, step.text}};
}

Result<QuoteLine> lineOf(const QJsonValue &json)
{
    QuoteLine line{json[u"kind"].toString(), json[u"text"].toString(), {}, json[u"quantity"].toInteger(), 0};
    ROOST_ASSIGN(line.amount, moneyFromJson(json[u"amount"]));
    line.unitMinor = json[u"unit_amount"][u"amount_minor"].toInteger();
    return line;
}

Result<void> readDeposit(const QJsonValue &json, Quote &quote)
{
    if (!json.isObject())
        return {};
    QuoteDeposit deposit;
    ROOST_ASSIGN(deposit.amount, moneyFromJson(json[u"amount"]));
    deposit.refundable = json[u"refundable"].toBool();
    deposit.dueOn = QDate::fromString(json[u"due_on"].toString(), Qt::ISODate);
    quote.deposit = deposit;
    return {};
}

Result<void> readSteps(const QJsonArray &json, Quote &quote)
{
    for (const QJsonValue &value : json) {
        ROOST_ASSIGN(const Money refund, moneyFromJson(value[u"refund"]));
        quote.cancellation << CancellationStep{instantOf(value[u"until"]), value[u"until_local"].toString(), refund,
                                               value[u"text"].toString()};
    }
    return {};
}

Result<void> readLines(const QJsonObject &json, Quote &quote)
{
    Money sum{0, quote.total.currency};
    for (const QJsonValue &value : json.value(u"lines").toArray()) {
        ROOST_ASSIGN(const QuoteLine line, lineOf(value));
        ROOST_ASSIGN(sum, sum.plus(line.amount));
        quote.lines << line;
    }
    if (sum != quote.total)
        return fail(ErrorCode::Validation, u"The lines of this quote don't add up to its total."_s);
    for (const QJsonValue &value : json.value(u"included_taxes").toArray()) {
        ROOST_ASSIGN(const Money amount, moneyFromJson(value[u"amount"]));
        quote.includedTaxes << IncludedTax{value[u"text"].toString(), amount};
    }
    return {};
}

} // namespace

QJsonObject Quote::toJson() const
{
    QJsonArray lineArray;
    for (const QuoteLine &line : lines)
        lineArray << lineJson(line);
    QJsonArray taxArray;
    for (const IncludedTax &tax : includedTaxes)
        taxArray << QJsonObject{{u"text"_s, tax.text}, {u"amount"_s, moneyJson(tax.amount)}};
    QJsonArray stepArray;
    for (const CancellationStep &step : cancellation)
        stepArray << stepJson(step);
    return {{u"lines"_s, lineArray},
            {u"total"_s, moneyJson(total)},
            {u"included_taxes"_s, taxArray},
            {u"deposit"_s, depositJson(deposit)},
            {u"promo_code"_s, promoCode.isEmpty() ? QJsonValue() : QJsonValue(promoCode)},
            {u"cancellation"_s, stepArray},
            {u"valid_until"_s, instantJson(validUntil)}};
}

Result<Quote> Quote::fromJson(const QJsonObject &json)
{
    Quote quote;
    ROOST_ASSIGN(quote.total, moneyFromJson(json.value(u"total")));
    if (quote.total.minor < 0)
        return fail(ErrorCode::Validation, u"A quote's total isn't negative."_s);
    ROOST_TRY(readLines(json, quote));
    ROOST_TRY(readDeposit(json.value(u"deposit"), quote));
    ROOST_TRY(readSteps(json.value(u"cancellation").toArray(), quote));
    quote.promoCode = json.value(u"promo_code").toString();
    quote.validUntil = instantOf(json.value(u"valid_until"));
    return quote;
}

} // namespace roost
