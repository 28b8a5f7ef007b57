// What the demo's homes offer and what they cost beyond the nightly price: amenities, rate plans, cancellation
// policies.
#pragma once

#include "DemoCatalogue.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>

namespace roost {

// A document for listing.pricing, in minor units (hundredths) of the tenant's currency: weekends, the home's high
// season from two years back to two years on, a discount on weeks and months, cleaning, and the tax of the cities that
// have one.
QJsonObject demoRatePlan(const DemoListing &home, const QDate &today);
QJsonObject demoCancellationPolicy(const DemoListing &home);
QJsonArray demoAmenities(const DemoListing &home);

} // namespace roost
