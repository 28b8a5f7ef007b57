// Whether a stay may be booked, and if not, why and when else. Pure.
#pragma once

#include "DayRates.h"
#include "RatePlan.h"

#include "domain/StayDates.h"

#include <functional>

namespace roost {

// The limits that a listing has apart from its rate plan.
struct StayRules
{
    int minNights = 1;
    std::optional<int> maxNights;
    int maxGuests = 1; // of a unit
};

// What a stay is checked against.
struct StayTermsOf
{
    const StayRules &rules;
    const RatePlan &plan;
    const DayRates &dayRates; // at least those of the days asked for
    const StayClock &clock;
    QDateTime nowUtc;
};

struct StayParty
{
    int guests = 1; // in all units together
    int pets = 0;
    int units = 1;
};

// Whether enough units are free in this night.
using NightIsFree = std::function<bool(const QDate &night)>;

// Whether enough units are free from the first night to the last: nights that are free in different units are no stay.
using StayIsFree = std::function<bool(const StayDates &dates)>;

// The least nights of a stay that arrives on this day: what was set for the day, else the season's, else the weekday's,
// else the listing's.
int minNightsOn(const StayTermsOf &terms, const QDate &arrival);
// Days on which nobody may arrive (or leave): closed for this day, or not among the days of the season or the plan. A
// departure belongs to the season of the last night.
bool mayArriveOn(const StayTermsOf &terms, const QDate &day);
bool mayDepartOn(const StayTermsOf &terms, const QDate &day);

// StayRuleBroken, details.rule: "past", "lead_time", "booking_window", "min_nights", "max_nights", "closed_to_arrival",
// "arrival_day", "closed_to_departure", "departure_day", "max_guests", "pets", "max_pets"; with details.limit where
// there is one. isFree, if given, lets a stay that fills a gap between two others be shorter than the minimum.
Result<void> checkStay(const StayDates &dates, const StayParty &party, const StayTermsOf &terms,
                       const NightIsFree &isFree = {});

// As checkStay(), and details.nearest of the refusal is [{"check_in", "check_out"}]: nearestStays().
Result<void> checkStayWithNearest(const StayDates &dates, const StayParty &party, const StayTermsOf &terms,
                                  const NightIsFree &isFree, const StayIsFree &stayIsFree = {});

} // namespace roost
