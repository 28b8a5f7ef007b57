// "price=1299.50", "min_nights=3", "instant_book=on" -> the changes of a listing.edit.
#pragma once

#include "client/replica/Rows.h"
#include "common/Result.h"

namespace roost::cli {

// Names are those of domain/ListingRules.h, and "price" for base_price_minor in whole money of the listing's currency.
// "none" clears what may be empty. Validation error, naming the word, for anything else.
Result<QJsonObject> parseChanges(const replica::ListingRow &listing, const QStringList &assignments);

// "field=value".
struct Assignment
{
    QString field;
    QString value;
};
// example: of one, for who wrote something else.
Result<QList<Assignment>> assignments(const QStringList &words, const QString &example);

// on, yes, true, 1 or off, no, false, 0.
Result<QJsonValue> switchValue(const QString &field, const QString &text);

} // namespace roost::cli
