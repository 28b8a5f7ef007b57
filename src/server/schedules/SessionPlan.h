// What a new session or series comes to: its times, its seats, its prices; checked, and nothing written yet.
#pragma once

#include "SessionService.h"

#include "domain/StayDates.h"
#include "domain/scheduling/SeatPlan.h"

namespace roost {

// The times of a session on its own. Validation (details.field "starts_local", "duration_minutes") for a time that the
// place's clock doesn't show, one that has passed, and wrong durations.
Result<InstantRange> singleSession(const QString &startsLocal, qint64 durationMinutes, const QTimeZone &zone,
                                   const QDateTime &nowUtc);

struct SeriesTimes
{
    QString rrule; // in capitals
    QDateTime firstLocal;
    QStringList exdates;
    QStringList rdates;
    QList<InstantRange> sessions; // by beginning, none twice
};

// The times of a series. Errors as described with SessionService::create.
Result<SeriesTimes> seriesTimes(const NewSession &session, const QTimeZone &zone, const QDateTime &nowUtc);

// {"balcony": 25000}: tiers of the plan, amounts that aren't negative. Validation with details.field.
Result<void> checkSessionPrices(const QJsonObject &prices, const SeatPlan &plan);
// Without knowing the tiers.
Result<void> checkSessionPrices(const QJsonObject &prices);

} // namespace roost
