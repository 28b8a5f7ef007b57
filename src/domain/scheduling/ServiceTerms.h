// On which terms appointments of a service are given: the field "service" of a listing. Pure.
//
//   {"duration_minutes": 90, "buffer_before_minutes": 0, "buffer_after_minutes": 15, "slot_step_minutes": 30,
//    "skills": ["massage"], "resources": [{"kind": "room", "count": 1}],
//    "lead_time_minutes": 120, "booking_window_days": 90, "max_guests": 2}
//
// Only duration_minutes is needed. A member of staff who has all the skills, and so many of each kind of resource, are
// taken for the appointment and its buffers.
#pragma once

#include "domain/StayDates.h"

#include <QJsonObject>
#include <QList>

namespace roost {

inline constexpr int kLongestAppointmentMinutes = 24 * 60;
inline constexpr int kLongestSkillName = 100;
inline constexpr int kMostSkills = 50;
inline constexpr int kLongestResourceKind = 100;

struct ResourceNeed
{
    QString kind;
    int count = 1;
};

struct ServiceTerms
{
    int durationMinutes = 60;
    int bufferBeforeMinutes = 0;
    int bufferAfterMinutes = 0;
    int slotStepMinutes = 30; // from one possible beginning to the next; missing: the duration
    QStringList skills;
    QList<ResourceNeed> resources;
    int leadTimeMinutes = 0;     // an appointment is booked so long before at the latest
    int bookingWindowDays = 365; // and so long before at the earliest
    int maxGuests = 1;

    // Validation with details.field, the path of what is wrong, beginning with `path`.
    static Result<ServiceTerms> fromJson(const QJsonObject &json, const QString &path = QStringLiteral("service"));
    // With every field.
    QJsonObject toJson() const;

    InstantRange appointment(const QDateTime &startsAt) const;
    // With its buffers: what is taken.
    InstantRange occupied(const QDateTime &startsAt) const;
    // StayRuleBroken (details.rule: "past", "lead_time", "booking_window", "max_guests").
    Result<void> check(const QDateTime &startsAt, int guests, const QDateTime &nowUtc) const;
};

} // namespace roost
