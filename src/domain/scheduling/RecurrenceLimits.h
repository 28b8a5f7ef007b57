// How much one recurring session may make. Pure.
#pragma once

#include "common/Result.h"

#include <QDateTime>

namespace roost {

inline constexpr int kMostOccurrences = 366;
inline constexpr int kMostSeatsOfSeries = 100'000;
inline constexpr int kLongestSessionMinutes = 14 * 24 * 60;
inline constexpr qsizetype kLongestRecurrenceRule = 500;
// Left out of a series or added to it.
inline constexpr int kMostExceptions = 366;
// How far ahead a session may begin.
inline constexpr int kFurthestSessionDays = 5 * 366;

// Validation with details.field: one session at least, kMostOccurrences at most ("recurrence.rrule"), all seats
// together kMostSeatsOfSeries at most ("seat_plan").
Result<void> checkSeriesSize(qsizetype occurrences, qsizetype seatsOfEach);

// Validation with details.field: a duration of 1 to kLongestSessionMinutes ("duration_minutes").
Result<void> checkSessionDuration(qint64 minutes);

// Validation with details.field = `field`: a session begins after now, and kFurthestSessionDays from now at the latest.
Result<void> checkSessionStart(const QDateTime &startsAt, const QDateTime &nowUtc, const QString &field);

} // namespace roost
