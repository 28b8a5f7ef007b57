#include "DayRates.h"

#include "RuleReader.h"

#include "domain/ListingRules.h"

namespace roost {

using namespace Qt::StringLiterals;

Result<DayRate> DayRate::fromJson(const QJsonObject &json, const QString &path)
{
    QJsonObject given = json;
    for (const QString &field : json.keys()) {
        if (json.value(field).isNull())
            given.remove(field);
    }
    std::optional<Error> error;
    RuleReader reader(given, path, error);
    DayRate rate;
    rate.priceMinor = reader.amount(u"price_minor"_s);
    if (const auto nights = reader.whole(u"min_nights"_s, 1, kMostListingNights))
        rate.minNights = static_cast<int>(*nights);
    rate.closedToArrival = reader.flag(u"closed_to_arrival"_s).value_or(false);
    rate.closedToDeparture = reader.flag(u"closed_to_departure"_s).value_or(false);
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return rate;
}

QJsonObject DayRate::toJson() const
{
    return {{u"price_minor"_s, priceMinor ? QJsonValue(*priceMinor) : QJsonValue()},
            {u"min_nights"_s, minNights ? QJsonValue(*minNights) : QJsonValue()},
            {u"closed_to_arrival"_s, closedToArrival},
            {u"closed_to_departure"_s, closedToDeparture}};
}

} // namespace roost
