// The nearest dates that would work when those that were asked for don't.
#pragma once

#include "StayRules.h"

namespace roost {

inline constexpr int kNearestStays = 3;
inline constexpr int kNearestWithinDays = 60;

// Up to kNearestStays stays that are free and break no rule, whose check-in is within kNearestWithinDays of the one
// asked for; the nearest first, of two equally near the later one. They are as long as the one asked for, or, where a
// minimum or a departure day asks for it, as little longer as possible, or as little shorter where a maximum does.
// Empty when no dates would help: too many guests, pets. terms.dayRates should cover those days. stayIsFree, if given,
// has the last word on what is free.
QList<StayDates> nearestStays(const StayDates &wanted, const StayParty &party, const StayTermsOf &terms,
                              const NightIsFree &isFree, const StayIsFree &stayIsFree = {});

} // namespace roost
