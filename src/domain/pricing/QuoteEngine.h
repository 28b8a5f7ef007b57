// The one place where prices are computed. Pure: the client runs it offline, the server with authority, and the same
// question always has the same answer. docs/pricing.md explains the rules with worked examples.
//
// Order: nights (or seats, or the appointment); occupancy and demand on them; extra guests and pets; length-of-stay and
// early or last-minute discounts on the nights; the promotion on all of that; fees; taxes; deposit. Each percentage of
// a step has the same base, so they add up and don't compound; each line is rounded once, half away from zero, and the
// lines of a step are rounded so that their sum is what one percentage would have given.
//
// Errors: ListingUnavailable when something has no price; Validation when an amount leaves 2^53 minor units, when the
// listing has no currency, and for what has no sense (no guests, no seats, no minutes).
#pragma once

#include "PriceBasis.h"
#include "Quote.h"

namespace roost {

Result<Quote> quoteStay(const PriceBasis &basis, const StayToPrice &stay, const BookingTerms &terms);
Result<Quote> quoteSeats(const PriceBasis &basis, const SeatsToPrice &seats, const BookingTerms &terms);
Result<Quote> quoteSlot(const PriceBasis &basis, const SlotToPrice &slot, const BookingTerms &terms);

// What one seat of a tier costs before anything is added or taken off: the session's own price, the plan's for the
// tier, the base price.
Result<qint64> seatPrice(const PriceBasis &basis, const QMap<QString, qint64> &sessionPrices, const QString &tier);

} // namespace roost
