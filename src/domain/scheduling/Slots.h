// When an appointment can begin. Pure.
#pragma once

#include "ServiceTerms.h"
#include "WorkingHours.h"

namespace roost {

// What somebody or something is taken with, ready to be asked many times.
class TakenTimes
{
public:
    // In any order; they may overlap.
    explicit TakenTimes(QList<InstantRange> ranges = {});
    bool isFree(const InstantRange &range) const;

private:
    QList<InstantRange> m_ranges; // in order, none touching another
};

// The beginnings, in order, of the appointments that begin in the window [from, to).
//
// - Beginnings stand in steps from the beginning of each stretch of work (of a day, and after each break); the steps
// are
//   of elapsed time. So none falls into an hour that daylight saving skips, and in one that happens twice each instant
//   is a slot of its own.
// - The appointment lies within working hours; stretches that touch (at midnight) count as one. Its buffers needn't.
// - The appointment with its buffers meets nothing that is taken.
// Lead time and booking window are the caller's to put into the window.
QList<QDateTime> freeSlots(const WorkingHours &hours, const TakenTimes &taken, const ServiceTerms &terms,
                           const InstantRange &window);

// Whether one of the beginnings above is this one, were nothing taken.
bool isSlot(const WorkingHours &hours, const ServiceTerms &terms, const QDateTime &startsAt);

} // namespace roost
