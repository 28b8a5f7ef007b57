// On which terms a listing of kind stay can be booked.
#pragma once

#include "domain/Money.h"
#include "domain/pricing/StayRules.h"

namespace roost {

struct StayTerms
{
    QString title;
    QString kind = QStringLiteral("stay"); // of the listing; the terms are of use for stays only
    bool isPublished = false;
    StayClock clock;
    StayRules rules;
    std::optional<Money> basePrice;
    Currency currency;
    bool instantBook = false;
    bool holdsPending = false;
};

} // namespace roost
