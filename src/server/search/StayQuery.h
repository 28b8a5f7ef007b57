// What a guest looks for among stays. Values as they came in; check() says whether they make sense.
#pragma once

#include "Place.h"

#include "domain/Money.h"
#include "domain/StayDates.h"

#include <QStringList>

namespace roost {

enum class StayOrder { Relevance, Distance, Price, Rating, Newest };
// "relevance", … ; nothing for another word.
std::optional<StayOrder> stayOrderFromName(const QString &name);
QString stayOrderName(StayOrder order);

struct StayQuery
{
    std::optional<StayDates> dates; // empty: whenever; then nothing has a total
    int guests = 1;                 // over all units
    int pets = 0;
    int units = 1;
    Place where;
    QString roomType;      // exact, without regard to case
    QStringList amenities; // all of them
    bool instantOnly = false;
    std::optional<double> minRating;
    // Of the whole stay, in currency, which alone is looked at then: nothing is ever converted.
    std::optional<qint64> priceFromMinor;
    std::optional<qint64> priceToMinor;
    Currency currency;
    std::optional<StayOrder> order;

    // By words if there are some, else by distance if there is a point, else by rating.
    StayOrder orderOrDefault() const;

    // Validation, details.field names the parameter: price_min, price_max or order=price without dates or currency,
    // order=distance without near, order=relevance without q, too many amenities, and as Place::check().
    // StayRuleBroken (details.rule "past") for dates that have passed in every zone.
    Result<void> check(const QDateTime &nowUtc) const;
};

} // namespace roost
