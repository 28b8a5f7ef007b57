// What the host set for single days, a row in day_rate each: it wins over every rule of the rate plan.
#pragma once

#include "common/Result.h"

#include <QDate>
#include <QJsonObject>
#include <QMap>

namespace roost {

struct DayRate
{
    std::optional<qint64> priceMinor;
    std::optional<int> minNights; // of a stay that arrives on this day
    bool closedToArrival = false;
    bool closedToDeparture = false;

    bool isEmpty() const { return *this == DayRate(); }

    // {"price_minor", "min_nights", "closed_to_arrival", "closed_to_departure"}, each may be missing or null.
    // Validation (details.field is path + "." + name) for anything else.
    static Result<DayRate> fromJson(const QJsonObject &json, const QString &path);
    // All four fields.
    QJsonObject toJson() const;

    friend bool operator==(const DayRate &, const DayRate &) = default;
};

using DayRates = QMap<QDate, DayRate>; // sparse

} // namespace roost
