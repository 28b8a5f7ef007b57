// What a host may type into a listing: limits and messages, the same offline and on the server.
#pragma once

#include "common/Result.h"

#include <QJsonObject>
#include <QStringList>

namespace roost {

inline constexpr int kLongestListingTitle = 200;
inline constexpr int kMostListingNights = 730;
inline constexpr int kMostAmenities = 100;
inline constexpr int kLongestAmenity = 40;
inline constexpr qint64 kLargestListingPriceMinor = Q_INT64_C(100'000'000'000);

// The fields of a listing that listing.edit may change, with their wire names:
//   title, summary, base_price_minor (or null), min_nights, max_nights (or null), check_in_time, check_out_time
//   ("15:00"), preparation_days, max_guests, instant_book, hold_pending, status ("published", "unpublished"), pricing
//   (a rate plan, domain/pricing/RatePlan.h), cancellation_policy (domain/pricing/CancellationPolicy.h), language (of
//   title and summary: ISO 639-1, or ""), amenities (a list of texts, each once; knownAmenities() and others), service
//   (null, or domain/scheduling/ServiceTerms.h).
const QStringList &editableListingFields();

// Checks each field in changes that is named (others are a Validation error). details.field names the wrong one, in a
// document with the path to the wrong rule ("pricing.seasons[1].from").
// Rules that need two fields (check-out not after check-in, maximum not below minimum, a published listing has a price)
// are checked, if the changes touch one of them, on after = the listing with the changes applied and its kind; so is
// that only services have terms, and need them to be published.
Result<void> checkListingChanges(const QJsonObject &changes, const QJsonObject &after);

// The editable fields of a new listing that its maker doesn't set; there is no default title.
QJsonObject newListingDefaults();
// All editable fields, and those that a listing keeps from its making: kind ("stay" if missing), time_zone, currency,
// city, neighbourhood, country, latitude, longitude, room_type, licence (each may be missing or null). Errors as above.
Result<void> checkNewListing(const QJsonObject &fields);

// What guests can filter by under one name everywhere. Others are free words: lower case, 40 characters.
const QStringList &knownAmenities();

// 1 to 200 characters.
Result<void> checkUnitName(const QString &name);

} // namespace roost
