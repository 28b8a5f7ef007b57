// Stays are dates in the property's time zone: nights [check-in, check-out). Instants are derived, never stored as the
// truth.
#pragma once

#include "common/Result.h"

#include <QDate>
#include <QDateTime>
#include <QTime>
#include <QTimeZone>

namespace roost {

struct StayDates
{
    QDate checkIn;
    QDate checkOut;

    // Validation error (details.field names the date) unless both are real dates, check-in is before check-out and the
    // stay has at most kMaxNights nights.
    static Result<StayDates> create(const QDate &checkIn, const QDate &checkOut);
    // From ISO 8601 dates ("2026-02-28").
    static Result<StayDates> parse(const QString &checkIn, const QString &checkOut);

    static constexpr int kMaxNights = 730;

    int nights() const { return static_cast<int>(checkIn.daysTo(checkOut)); }
    bool overlaps(const StayDates &other) const { return checkIn < other.checkOut && other.checkIn < checkOut; }
    bool contains(const QDate &night) const { return checkIn <= night && night < checkOut; }

    friend bool operator==(const StayDates &, const StayDates &) = default;
};

// Half-open range of instants, UTC: what a claim occupies.
struct InstantRange
{
    QDateTime from;
    QDateTime to;
};

// When and where a listing's days begin and end.
struct StayClock
{
    QTimeZone zone;
    QTime checkInTime;
    QTime checkOutTime;
    int preparationDays = 0;

    // Validation error unless the zone is a known IANA zone and checkOutTime <= checkInTime (else one guest's last day
    // could not be the next one's first).
    static Result<StayClock> create(const QString &ianaZone, const QTime &checkInTime, const QTime &checkOutTime,
                                    int preparationDays);

    // From check-in day at the check-in time to check-out day at the check-out time plus preparation days.
    // A local time that daylight saving skips is taken as the instant at which the clock jumps; one that happens twice
    // is the first. So ranges of adjoining stays never overlap, and those of stays that share a night always do. (A
    // night in a day that the zone left out whole, such as 30 December 2011 in Samoa, may have an empty range.)
    InstantRange occupied(const StayDates &dates) const;
    // The date at the property now.
    QDate today(const QDateTime &nowUtc) const;
};

} // namespace roost
