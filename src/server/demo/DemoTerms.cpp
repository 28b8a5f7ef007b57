#include "DemoTerms.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMinorPerUnit = 100;

struct HighSeason
{
    QString name;
    int fromMonth, fromDay, toMonth, toDay; // to may lie in the next year
    int percent;
};

HighSeason highSeason(DemoSeason season)
{
    switch (season) {
    case DemoSeason::City:
        return {u"Summer in town"_s, 6, 1, 8, 31, 15};
    case DemoSeason::Coast:
        return {u"Long days"_s, 6, 15, 8, 20, 30};
    case DemoSeason::Mountain:
        return {u"Ski season"_s, 12, 18, 3, 31, 35};
    case DemoSeason::South:
        return {u"Spring and autumn light"_s, 3, 15, 5, 31, 20};
    }
    return {};
}

QJsonArray seasons(const DemoListing &home, const QDate &today)
{
    const HighSeason high = highSeason(home.season);
    QJsonArray all;
    // Of last year's too: the demo's past stays are priced by it.
    for (int year = today.year() - 2; year <= today.year() + 2; ++year) {
        const QDate from(year, high.fromMonth, high.fromDay);
        const QDate to(high.toMonth < high.fromMonth ? year + 1 : year, high.toMonth, high.toDay);
        all << QJsonObject{{u"name"_s, high.name},
                           {u"from"_s, from.toString(Qt::ISODate)},
                           {u"to"_s, to.toString(Qt::ISODate)},
                           {u"percent"_s, high.percent},
                           {u"min_nights"_s, home.minNights + 1}};
    }
    return all;
}

// Per person and night, for the nights that are taxed.
QJsonArray cityTax(const DemoListing &home)
{
    if (home.country != "PT"_L1)
        return {};
    return {QJsonObject{{u"name"_s, u"City tax"_s},
                        {u"kind"_s, u"per_person_night"_s},
                        {u"amount_minor"_s, 4 * kMinorPerUnit},
                        {u"up_to_nights"_s, 7}}};
}

} // namespace

QJsonObject demoRatePlan(const DemoListing &home, const QDate &today)
{
    // Whole tens: what a host would type.
    const int weekend = (home.pricePerNight * 115 / 100 + 5) / 10 * 10 * kMinorPerUnit;
    const int cleaning = (20 + 10 * home.maxGuests) * kMinorPerUnit;
    QJsonObject plan{
        {u"weekday_prices"_s, QJsonObject{{u"fri"_s, weekend}, {u"sat"_s, weekend}}},
        {u"seasons"_s, seasons(home, today)},
        {u"length_of_stay"_s, QJsonArray{QJsonObject{{u"nights"_s, 7}, {u"percent"_s, 10}},
                                         QJsonObject{{u"nights"_s, 28}, {u"percent"_s, 20}}}},
        {u"fees"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"Cleaning"_s}, {u"per"_s, u"unit"_s}, {u"amount_minor"_s, cleaning}}}},
    };
    const QJsonArray taxes = cityTax(home);
    if (!taxes.isEmpty())
        plan.insert(u"taxes"_s, taxes);
    return plan;
}

QJsonObject demoCancellationPolicy(const DemoListing &home)
{
    return {{u"preset"_s, home.instantBook ? u"flexible"_s : u"moderate"_s}};
}

QJsonArray demoAmenities(const DemoListing &home)
{
    QJsonArray amenities{u"wifi"_s, u"heating"_s, u"hair_dryer"_s};
    if (home.roomType != "Private room"_L1) {
        amenities << u"kitchen"_s << u"washer"_s;
    }
    if (home.maxGuests >= 5)
        amenities << u"baby_bed"_s << u"high_chair"_s;
    if (home.season == DemoSeason::Mountain)
        amenities << u"fireplace"_s << u"sauna"_s;
    if (home.season == DemoSeason::South)
        amenities << u"air_conditioning"_s;
    return amenities;
}

} // namespace roost
