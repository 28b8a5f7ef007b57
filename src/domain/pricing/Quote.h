// What something costs, itemised: each line explains itself. Stored with the booking that accepts it. A value; the
// client shows it offline, the server signs and stores it.
#pragma once

#include "domain/Money.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace roost {

// Which part of a cancellation policy a line falls under.
enum class QuotePart { Nights, Fees, Taxes };

struct QuoteLine
{
    // "nights", "seats", "service"; "occupancy", "demand"; "extra_guests", "pets"; "length_of_stay", "early_bird",
    // "last_minute", "promotion"; "fee", "tax".
    QString kind;
    QString text;
    Money amount; // of discounts: negative
    // Of lines that are a number of equal amounts; 0: not such a line.
    qint64 quantity = 0;
    qint64 unitMinor = 0;

    QuotePart part() const;
};

// A tax that is inside the total already.
struct IncludedTax
{
    QString text;
    Money amount;
};

struct QuoteDeposit
{
    Money amount;
    bool refundable = false; // on top of the total, given back afterwards; else the first part of the total
    QDate dueOn;             // null: with the booking
};

// What comes back on cancelling until an instant. The last step has none: from then on.
struct CancellationStep
{
    QDateTime until;    // UTC
    QString untilLocal; // "2027-07-01T15:00", at the property
    Money refund;
    QString text;
};

struct Quote
{
    QList<QuoteLine> lines;
    Money total; // the sum of the lines; never negative
    QList<IncludedTax> includedTaxes;
    std::optional<QuoteDeposit> deposit;
    QString promoCode; // the code that a "promotion" line is for
    QList<CancellationStep> cancellation;
    QDateTime validUntil; // UTC; set by whoever promises the price

    Money sumOf(QuotePart part) const;

    // {"lines": [{"kind", "text", "amount": {"amount_minor", "currency"}, "quantity"?, "unit_amount"?}], "total": {…},
    //  "included_taxes": [{"text", "amount"}], "deposit": null or {"amount", "refundable", "due_on"}, "promo_code",
    //  "cancellation": [{"until", "until_local", "refund", "text"}], "valid_until"}
    QJsonObject toJson() const;
    // What toJson() wrote, also in an older version (lines and total alone). Validation for anything else, and when the
    // lines don't add up to the total.
    static Result<Quote> fromJson(const QJsonObject &json);
};

QJsonObject moneyJson(const Money &money);
Result<Money> moneyFromJson(const QJsonValue &json);
// "1,299.00 NOK" whatever the locale of the process: texts of quotes are stored and compared.
QString moneyText(const Money &money);

} // namespace roost
