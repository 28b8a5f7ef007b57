// What a guest looks for among sessions and slots: days, a weekday, times of the day, a place.
#pragma once

#include "Place.h"

#include "domain/StayDates.h"

namespace roost {

struct EventQuery
{
    Place where;
    QDate from; // the first and the last local day
    QDate to;
    int weekday = 0; // 1 Monday to 7 Sunday; 0: any
    QTime after;     // begins then or later, local time; invalid: at any time
    QTime before;    // begins before; invalid: at any time
    int people = 1;  // places of a session, guests of an appointment

    // "mon" … "sun"; 0 for anything else.
    static int weekdayFromName(const QString &name);

    // Validation, details.field names the parameter: days that aren't real, more than mostDays of them or none, times
    // of which none can be met, and as Place::check(). StayRuleBroken (details.rule "past") when the last day is over
    // everywhere.
    Result<void> check(int mostDays, const QDateTime &nowUtc) const;
    // Wide enough for these days in every zone; never before now.
    InstantRange window(const QDateTime &nowUtc) const;
    bool isOnItsDays(const QDateTime &startsAt, const QTimeZone &zone) const;
};

} // namespace roost
