// Which seats a session has: rows of numbered seats, or simply a number of places. Pure.
//
//   {"rows": [{"label": "A", "seats": 12, "missing": [7], "tier": "stalls", "accessible": [1, 2]},
//             {"label": "B", "numbers": [1, 3, 5, 7]}]}
//   {"places": 40}            also with a "tier"
//
// "seats": 12 means the numbers 1 to 12 without the missing ones, where there is a gap. Explicit numbers are in the
// order in which the seats stand, without gaps.
#pragma once

#include "common/Result.h"

#include <QJsonObject>
#include <QList>

namespace roost {

inline constexpr int kMostSeatsOfSession = 5000;
inline constexpr int kLongestRowLabel = 20;
inline constexpr int kLongestTierName = 100;

struct Seat
{
    QString name; // "A-12"; of a place its number
    QString row;  // empty: a place
    int number = 0;
    QString tier; // empty: none
    bool accessible = false;
    // Grows by one between seats that adjoin, by more over a gap and into the next row.
    int position = 0;
};

struct SeatPlan
{
    QList<Seat> seats; // 1 to kMostSeatsOfSession, names unique, by position

    // Validation with details.field, the path of what is wrong, beginning with `path`. A plan that is too large is
    // refused by its numbers, before anything is made for its seats.
    static Result<SeatPlan> fromJson(const QJsonObject &json, const QString &path = QStringLiteral("seat_plan"));
};

} // namespace roost
