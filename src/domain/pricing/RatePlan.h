// What a host decides about prices and stays of one listing, beyond its base price: the JSON document in
// listing.pricing. Pure values; docs/pricing.md explains each rule, in which order they work and how they combine.
//
// Amounts are minor units of the listing's currency. Dates are days at the property. The order in which rules are
// written never matters: two rules that could both decide the same thing are refused.
#pragma once

#include "Percent.h"
#include "Weekdays.h"

#include <QDate>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <QTime>

namespace roost {

// A season's nights are from..to, both included. It has a price or a percentage (on weekday and base prices), or
// neither; weekday prices of its own win over both.
struct Season
{
    QString name;
    QDate from;
    QDate to;
    std::optional<qint64> priceMinor;
    std::optional<Percent> percent;
    WeekdayNumbers weekdayPrices;
    std::optional<int> minNights;
    std::optional<int> maxNights;
    WeekdaySet arrivalDays;
    WeekdaySet departureDays;

    bool contains(const QDate &night) const { return from <= night && night <= to; }
};

// A percentage from a threshold on: nights of a stay, days before the booking, percent of the places taken.
struct StepRule
{
    int from = 0;
    Percent percent;
};

// Sessions and slots that begin in [from, to) local time on one of the days (no day: each). to < from goes over
// midnight; to equal to from is the whole day.
struct DemandRule
{
    QString name;
    WeekdaySet weekdays;
    QTime from;
    QTime to;
    Percent percent;

    bool matches(const QDateTime &localStart) const;
};

struct ExtraGuests
{
    int included = 1;       // in each unit
    qint64 amountMinor = 0; // for each further guest and night
};

enum class ChargePer { Stay, Night, Person, PersonNight, Unit, Pet, PetNight };
QString chargePerName(ChargePer per);

struct PetCharge
{
    qint64 amountMinor = 0;
    ChargePer per = ChargePer::Stay; // Stay, Night, Pet or PetNight
};

struct Fee
{
    QString name;
    ChargePer per = ChargePer::Stay; // not Pet, PetNight
    qint64 amountMinor = 0;
    std::optional<Percent> percentOfNights; // then per and amount mean nothing
};

enum class TaxKind { Percent, PerNight, PerPersonNight };
QString taxKindName(TaxKind kind);

struct Tax
{
    QString name;
    TaxKind kind = TaxKind::Percent;
    Percent percent;
    qint64 amountMinor = 0;
    bool included = false;
    std::optional<int> exemptFromNights; // a stay of so many nights or more pays nothing
    std::optional<int> upToNights;       // PerNight and PerPersonNight: later nights of the stay pay nothing
    bool onAllFees = false;              // Percent: which fees are taxed besides the nights
    QStringList onFees;
};

// refundable: a security that comes on top of the total and is given back after the stay. Else it is the part of the
// total that is asked for first, and that a guest who cancels loses.
struct DepositRule
{
    std::optional<Percent> percent; // of the total
    qint64 amountMinor = 0;
    bool refundable = false;
    std::optional<int> dueDays; // so many days before the start; none: with the booking
};

// A service costs its price for each appointment or for each minute.
struct ServicePrice
{
    std::optional<qint64> priceMinor;
    std::optional<qint64> perMinuteMinor;
};

struct StayRulesOfPlan
{
    WeekdaySet arrivalDays;
    WeekdaySet departureDays;
    WeekdayNumbers minNightsByArrival;
    std::optional<int> leadTimeHours; // before check-in or the start; also from "lead_time_days"
    bool leadTimeInDays = false;
    std::optional<int> bookingWindowDays;
    bool fillGaps = false;
    bool petsAllowed = false;
    std::optional<int> maxPets;
    std::optional<int> maxGuests; // of a unit; the listing's own limit holds too
};

struct RatePlan
{
    static constexpr int kMostBytes = 65'536;

    WeekdayNumbers weekdayPrices;
    QList<Season> seasons;        // by date
    QList<StepRule> lengthOfStay; // from: nights
    QList<StepRule> earlyBird;    // from: days ahead, or more
    QList<StepRule> lastMinute;   // from: days ahead, or fewer
    QList<StepRule> occupancy;    // from: percent of the places that are taken
    QList<DemandRule> demand;
    std::optional<ExtraGuests> extraGuests;
    std::optional<PetCharge> pets;
    QList<Fee> fees;
    QList<Tax> taxes;
    std::optional<DepositRule> deposit;
    QMap<QString, qint64> tiers; // price of a seat, by the name of its tier
    ServicePrice service;
    StayRulesOfPlan stayRules;

    // Strict: unknown fields, wrong types, overlapping seasons, two rules for one threshold, too many rules are a
    // Validation error; details.field is a path from "pricing". {} is a plan without rules.
    static Result<RatePlan> fromJson(const QJsonObject &json);
    // The same plan always gives the same document; it has only what is set, with rules in their natural order.
    QJsonObject toJson() const;

    // Null: the night is in no season.
    const Season *seasonOn(const QDate &night) const;
};

} // namespace roost
