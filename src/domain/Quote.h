// What a stay costs, itemised. A pure function: the client shows it offline, the server stores it with the booking.
#pragma once

#include "Money.h"
#include "StayDates.h"

#include <QJsonObject>
#include <QList>

namespace roost {

struct QuoteLine
{
    QString kind; // "nights"
    QString text;
    Money amount;
};

struct Quote
{
    QList<QuoteLine> lines;
    Money total;

    // {"lines": [{"kind", "text", "amount": {"amount_minor", "currency"}}], "total": {…}}
    QJsonObject toJson() const;
};

// Nights at the base price. Validation error when the sum leaves 64 bits or the currency is missing.
Result<Quote> quoteStay(const StayDates &dates, const Money &basePrice);

// StayRuleBroken (details.rule: "min_nights", "max_nights", "max_guests", "past") when the stay breaks a rule.
struct StayRules
{
    int minNights = 1;
    std::optional<int> maxNights;
    int maxGuests = 1;
};
Result<void> checkStay(const StayDates &dates, int guests, const StayRules &rules, const QDate &todayAtProperty);

} // namespace roost
