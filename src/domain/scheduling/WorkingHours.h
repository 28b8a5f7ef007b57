// When somebody works: hours and breaks of each weekday on the clock of a zone, and days off. Pure.
//
//   {"time_zone": "Europe/Oslo",
//    "weekly": {"mon": [{"from": "09:00", "to": "17:00"}], "sat": [{"from": "22:00", "to": "24:00"}]},
//    "breaks": {"mon": [{"from": "12:00", "to": "12:30"}]},
//    "days_off": ["2027-05-17"]}
//
// Hours that go past midnight are given as two, which join. Clocks that are changed: a time that daylight saving skips
// is the instant at which the clock jumps, one that happens twice is the first (instantAt, as for stays). So work from
// 01:00 to 05:00 is three hours long on the one night and five on the other, and neighbouring hours neither overlap nor
// part.
#pragma once

#include "domain/StayDates.h"

#include <QJsonObject>
#include <QList>
#include <QSet>

#include <array>

namespace roost {

inline constexpr int kMostHoursOfDay = 10;
inline constexpr int kMostDaysOff = 1000;

class WorkingHours
{
public:
    // Never works.
    WorkingHours() = default;

    // Validation with details.field, the path of what is wrong, beginning with `path`: unknown zones and weekdays,
    // hours that end before they begin or overlap, breaks outside of hours.
    static Result<WorkingHours> fromJson(const QJsonObject &json, const QString &path = QStringLiteral("hours"));
    QJsonObject toJson() const;

    const QTimeZone &zone() const { return m_zone; }
    // The hours without their breaks and days off that touch the window, not cut to it; in order, none empty. Each is
    // one stretch of a day, so that a slot can begin with it; stretches may touch.
    QList<InstantRange> stretches(const InstantRange &window) const;

private:
    struct Span // seconds of the day
    {
        int from = 0;
        int to = 0;
    };
    using Week = std::array<QList<Span>, 7>; // Monday first

    friend class WorkingHoursReader;
    static QJsonObject weekToJson(const Week &week);
    void addDay(const QDate &date, const InstantRange &window, QList<InstantRange> &stretches) const;

    QTimeZone m_zone = QTimeZone::utc();
    Week m_hours;
    Week m_breaks;
    Week m_work; // hours without breaks
    QSet<QDate> m_daysOff;
};

} // namespace roost
