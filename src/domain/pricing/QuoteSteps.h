// The steps that follow the price itself: what is put on it and taken off it. Used by the quote engine alone.
#pragma once

#include "PriceBasis.h"
#include "QuoteBuilder.h"

namespace roost {

// The numbers that rules of a plan count.
struct Quantities
{
    int nights = 1; // 1 for a session or a slot
    int persons = 1;
    int units = 1;
    int pets = 0;
    QDate firstDay;       // check-in day, day of the session or slot
    QDateTime localStart; // of a session or slot; else invalid
};

// How often an amount is charged.
qint64 timesCharged(ChargePer per, const Quantities &counts);
// "4 × 25.00 NOK"; the amount alone for once.
QString timesText(qint64 number, const QString &amount);

// On everything so far: the highest occupancy step that is reached, and every demand rule that matches.
void addAdjustments(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, int takenPercent);
// On nightsMinor: the longest length-of-stay step reached, and the better one of early-bird and last-minute.
void addDiscounts(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, qint64 nightsMinor,
                  const QDate &bookedOn);
void addGuestsAndPets(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts);
// On everything so far.
void addPromotion(QuoteBuilder &builder, const std::optional<Promotion> &promotion);
// Fees, then taxes, then the deposit.
void addCharges(QuoteBuilder &builder, const RatePlan &plan, const Quantities &counts, const QDate &bookedOn);

} // namespace roost
