// What somebody asks for: nights, seats or a slot. The same JSON in quotes, holds, bookings and the waitlist
// (docs/reservations.md).
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"

#include <QJsonObject>

#include <variant>

namespace roost {

struct StayWish
{
    ListingId listing;
    StayDates dates;
    int guests = 1; // over all units
    int pets = 0;
    int units = 1; // of the listing's identical ones
    UnitId unit;   // null: the ones that fit best
};

// Either seats by their units, or a number of places (of a tier; empty: any).
struct SeatWish
{
    ExperienceSessionId session;
    QList<UnitId> seats;
    int places = 0;
    QString tier;
};

struct SlotWish
{
    ListingId listing;
    QDateTime startsAt; // UTC
    UnitId staff;       // null: whoever is free (docs/reservations.md)
    int guests = 1;
};

struct Wish
{
    std::variant<StayWish, SeatWish, SlotWish> what;
    QString promoCode;  // empty: none
    QString quoteToken; // of an earlier quote; empty: today's price

    // Validation (details.field) for anything but one of the three shapes within their limits.
    static Result<Wish> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
};

// Whether somebody who holds one and asks for the other wants it instead: nights of a listing that overlap, the same
// seats or some of them, places of the same tier, the same slot.
bool isForTheSame(const Wish &a, const Wish &b);

inline constexpr int kMostSeatsOfWish = 200;
inline constexpr int kMostUnitsOfWish = 100;

} // namespace roost
