// RatePlan::fromJson: from a document that anybody may have sent.
#include "RatePlan.h"
#include "RuleReader.h"

#include "common/Json.h"
#include "domain/ListingRules.h"

#include <algorithm>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSeasons = 200;
constexpr int kMostSteps = 30;
constexpr int kMostDemandRules = 100;
constexpr int kMostFees = 50;
constexpr int kMostTaxes = 20;
constexpr int kMostTiers = 100;
constexpr int kMostDays = 1095;
constexpr int kMostGuestsOfPlan = 1000;
constexpr Percent kLargestSurcharge = Percent::whole(1000);

std::optional<int> nightsOf(RuleReader &reader, const QString &field)
{
    const auto nights = reader.whole(field, 1, kMostListingNights);
    return nights ? std::optional(static_cast<int>(*nights)) : std::nullopt;
}

std::optional<int> numberOf(RuleReader &reader, const QString &field, int least, int most)
{
    const auto number = reader.whole(field, least, most);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

Season readSeason(RuleReader &reader)
{
    Season season;
    for (const QString &field : {u"name"_s, u"from"_s, u"to"_s})
        reader.require(field);
    season.name = reader.name(u"name"_s).value_or(QString());
    season.from = reader.date(u"from"_s).value_or(QDate());
    season.to = reader.date(u"to"_s).value_or(QDate());
    season.priceMinor = reader.amount(u"price_minor"_s);
    season.percent = reader.percent(u"percent"_s, Percent::whole(-100), kLargestSurcharge);
    season.weekdayPrices = reader.weekdayNumbers(u"weekday_prices"_s, 0, kLargestRuleMinor);
    season.minNights = nightsOf(reader, u"min_nights"_s);
    season.maxNights = nightsOf(reader, u"max_nights"_s);
    season.arrivalDays = reader.weekdays(u"arrival_days"_s);
    season.departureDays = reader.weekdays(u"departure_days"_s);
    if (season.to < season.from)
        reader.refuse(u"to"_s, u"A season ends on the day on which it starts, or later."_s);
    if (season.priceMinor && season.percent)
        reader.refuse(u"percent"_s, u"A season has a price or a percentage, not both."_s);
    if (season.minNights && season.maxNights && *season.maxNights < *season.minNights)
        reader.refuse(u"max_nights"_s, u"The maximum stay can't be shorter than the minimum."_s);
    reader.finish();
    return season;
}

QList<Season> readSeasons(RuleReader &plan)
{
    QList<Season> seasons;
    for (RuleReader &reader : plan.objects(u"seasons"_s, kMostSeasons)) {
        const Season season = readSeason(reader);
        const auto other = std::find_if(seasons.begin(), seasons.end(), [&season](const Season &earlier) {
            return earlier.from <= season.to && season.from <= earlier.to;
        });
        if (other != seasons.end()) {
            reader.refuse(u"from"_s, u"The season \"%1\" overlaps \"%2\". A night is in one season at most."_s.arg(
                                         season.name, other->name));
        }
        seasons << season;
    }
    std::sort(seasons.begin(), seasons.end(), [](const Season &a, const Season &b) { return a.from < b.from; });
    return seasons;
}

// The rules of a kind by their thresholds, each of which stands once.
QList<StepRule> readSteps(RuleReader &plan, const QString &kind, const QString &threshold, std::pair<int, int> range,
                          std::pair<Percent, Percent> percents)
{
    QList<StepRule> steps;
    for (RuleReader &reader : plan.objects(kind, kMostSteps)) {
        reader.require(threshold);
        reader.require(u"percent"_s);
        const StepRule step{numberOf(reader, threshold, range.first, range.second).value_or(0),
                            reader.percent(u"percent"_s, percents.first, percents.second).value_or(Percent())};
        if (std::any_of(steps.begin(), steps.end(), [&step](const StepRule &s) { return s.from == step.from; }))
            reader.refuse(threshold, u"There are two rules for %1."_s.arg(step.from));
        reader.finish();
        steps << step;
    }
    std::sort(steps.begin(), steps.end(), [](const StepRule &a, const StepRule &b) { return a.from < b.from; });
    return steps;
}

QList<DemandRule> readDemand(RuleReader &plan)
{
    QList<DemandRule> rules;
    for (RuleReader &reader : plan.objects(u"demand"_s, kMostDemandRules)) {
        for (const QString &field : {u"name"_s, u"from"_s, u"to"_s, u"percent"_s})
            reader.require(field);
        rules << DemandRule{reader.name(u"name"_s).value_or(QString()), reader.weekdays(u"weekdays"_s),
                            reader.time(u"from"_s).value_or(QTime()), reader.time(u"to"_s).value_or(QTime()),
                            reader.percent(u"percent"_s, Percent::whole(-100), kLargestSurcharge).value_or(Percent())};
        reader.finish();
    }
    std::sort(rules.begin(), rules.end(), [](const DemandRule &a, const DemandRule &b) {
        return std::tie(a.name, a.from, a.to, a.percent) < std::tie(b.name, b.from, b.to, b.percent);
    });
    return rules;
}

std::optional<ChargePer> readPer(RuleReader &reader, const QList<ChargePer> &allowed)
{
    QStringList words;
    for (const ChargePer per : allowed)
        words << chargePerName(per);
    const auto word = reader.word(u"per"_s, words);
    return word ? std::optional(allowed.at(words.indexOf(*word))) : std::nullopt;
}

QList<Fee> readFees(RuleReader &plan)
{
    static const QList<ChargePer> allowed{ChargePer::Stay, ChargePer::Night, ChargePer::Person, ChargePer::PersonNight,
                                          ChargePer::Unit};
    QList<Fee> fees;
    for (RuleReader &reader : plan.objects(u"fees"_s, kMostFees)) {
        Fee fee;
        reader.require(u"name"_s);
        reader.requireOneOf(u"amount_minor"_s, u"percent_of_nights"_s);
        fee.name = reader.name(u"name"_s).value_or(QString());
        fee.amountMinor = reader.amount(u"amount_minor"_s).value_or(0);
        fee.percentOfNights = reader.percent(u"percent_of_nights"_s, Percent(), Percent::whole(100));
        if (!fee.percentOfNights)
            fee.per = readPer(reader, allowed).value_or(ChargePer::Stay);
        if (std::any_of(fees.begin(), fees.end(), [&fee](const Fee &other) { return other.name == fee.name; }))
            reader.refuse(u"name"_s, u"There are two fees \"%1\"."_s.arg(fee.name));
        reader.finish();
        fees << fee;
    }
    std::sort(fees.begin(), fees.end(), [](const Fee &a, const Fee &b) { return a.name < b.name; });
    return fees;
}

void readTaxedFees(RuleReader &reader, const QList<Fee> &fees, Tax &tax)
{
    tax.onAllFees = reader.flag(u"on_all_fees"_s).value_or(false);
    tax.onFees = reader.names(u"on_fees"_s, kMostFees);
    tax.onFees.sort();
    for (const QString &name : tax.onFees) {
        if (std::none_of(fees.begin(), fees.end(), [&name](const Fee &fee) { return fee.name == name; }))
            reader.refuse(u"on_fees"_s, u"There is no fee \"%1\"."_s.arg(name));
    }
    if (tax.onAllFees && !tax.onFees.isEmpty())
        reader.refuse(u"on_fees"_s, u"The tax is on all fees already."_s);
}

Tax readTax(RuleReader &reader, const QList<Fee> &fees)
{
    static const QList<TaxKind> kinds{TaxKind::Percent, TaxKind::PerNight, TaxKind::PerPersonNight};
    static const QStringList words{u"percent"_s, u"per_night"_s, u"per_person_night"_s};
    Tax tax;
    reader.require(u"name"_s);
    reader.require(u"kind"_s);
    tax.name = reader.name(u"name"_s).value_or(QString());
    tax.kind = kinds.at(static_cast<int>(words.indexOf(reader.word(u"kind"_s, words).value_or(words.first()))));
    tax.included = reader.flag(u"included"_s).value_or(false);
    tax.exemptFromNights = nightsOf(reader, u"exempt_from_nights"_s);
    if (tax.kind == TaxKind::Percent) {
        reader.require(u"percent"_s);
        tax.percent = reader.percent(u"percent"_s, Percent(), Percent::whole(100)).value_or(Percent());
        readTaxedFees(reader, fees, tax);
    } else {
        reader.require(u"amount_minor"_s);
        tax.amountMinor = reader.amount(u"amount_minor"_s).value_or(0);
        tax.upToNights = nightsOf(reader, u"up_to_nights"_s);
    }
    reader.finish();
    return tax;
}

QList<Tax> readTaxes(RuleReader &plan, const QList<Fee> &fees)
{
    QList<Tax> taxes;
    for (RuleReader &reader : plan.objects(u"taxes"_s, kMostTaxes)) {
        const Tax tax = readTax(reader, fees);
        if (std::any_of(taxes.begin(), taxes.end(), [&tax](const Tax &other) { return other.name == tax.name; }))
            reader.refuse(u"name"_s, u"There are two taxes \"%1\"."_s.arg(tax.name));
        taxes << tax;
    }
    std::sort(taxes.begin(), taxes.end(), [](const Tax &a, const Tax &b) { return a.name < b.name; });
    return taxes;
}

std::optional<DepositRule> readDeposit(RuleReader &plan)
{
    auto reader = plan.object(u"deposit"_s);
    if (!reader)
        return std::nullopt;
    DepositRule deposit;
    reader->requireOneOf(u"amount_minor"_s, u"percent"_s);
    deposit.percent = reader->percent(u"percent"_s, Percent(), Percent::whole(100));
    deposit.amountMinor = reader->amount(u"amount_minor"_s).value_or(0);
    deposit.refundable = reader->flag(u"refundable"_s).value_or(false);
    deposit.dueDays = numberOf(*reader, u"due_days"_s, 0, kMostDays);
    reader->finish();
    return deposit;
}

void readCharges(RuleReader &plan, RatePlan &result)
{
    if (auto reader = plan.object(u"extra_guests"_s)) {
        reader->require(u"included"_s);
        reader->require(u"amount_minor"_s);
        result.extraGuests = ExtraGuests{numberOf(*reader, u"included"_s, 1, kMostGuestsOfPlan).value_or(1),
                                         reader->amount(u"amount_minor"_s).value_or(0)};
        reader->finish();
    }
    if (auto reader = plan.object(u"pets"_s)) {
        reader->require(u"amount_minor"_s);
        result.pets =
            PetCharge{reader->amount(u"amount_minor"_s).value_or(0),
                      readPer(*reader, {ChargePer::Stay, ChargePer::Night, ChargePer::Pet, ChargePer::PetNight})
                          .value_or(ChargePer::Stay)};
        reader->finish();
    }
    result.fees = readFees(plan);
    result.taxes = readTaxes(plan, result.fees);
    result.deposit = readDeposit(plan);
}

void readSeatsAndServices(RuleReader &plan, RatePlan &result)
{
    if (auto reader = plan.object(u"tiers"_s)) {
        const QStringList names = reader->fieldNames();
        if (names.size() > kMostTiers)
            plan.refuse(u"tiers"_s, u"There are %1 tiers at most."_s.arg(kMostTiers));
        for (const QString &name : names) {
            if (name.trimmed().isEmpty() || name.size() > kLongestRuleName)
                reader->refuse(name.left(kLongestRuleName),
                               u"A tier's name has 1 to %1 characters."_s.arg(kLongestRuleName));
            result.tiers.insert(name, reader->amount(name).value_or(0));
        }
    }
    if (auto reader = plan.object(u"service"_s)) {
        reader->requireOneOf(u"price_minor"_s, u"per_minute_minor"_s);
        result.service = {reader->amount(u"price_minor"_s), reader->amount(u"per_minute_minor"_s)};
        reader->finish();
    }
}

void readStayRules(RuleReader &plan, StayRulesOfPlan &rules)
{
    auto reader = plan.object(u"stay_rules"_s);
    if (!reader)
        return;
    rules.arrivalDays = reader->weekdays(u"arrival_days"_s);
    rules.departureDays = reader->weekdays(u"departure_days"_s);
    rules.minNightsByArrival = reader->weekdayNumbers(u"min_nights_by_arrival"_s, 1, kMostListingNights);
    rules.leadTimeHours = numberOf(*reader, u"lead_time_hours"_s, 0, kMostDays * 24);
    if (const auto days = numberOf(*reader, u"lead_time_days"_s, 0, kMostDays)) {
        if (rules.leadTimeHours)
            reader->refuse(u"lead_time_days"_s, u"Give the lead time in hours or in days, not in both."_s);
        rules.leadTimeHours = *days * 24;
        rules.leadTimeInDays = true;
    }
    rules.bookingWindowDays = numberOf(*reader, u"booking_window_days"_s, 1, kMostDays);
    rules.fillGaps = reader->flag(u"fill_gaps"_s).value_or(false);
    rules.petsAllowed = reader->flag(u"pets_allowed"_s).value_or(false);
    rules.maxPets = numberOf(*reader, u"max_pets"_s, 1, 100);
    rules.maxGuests = numberOf(*reader, u"max_guests"_s, 1, kMostGuestsOfPlan);
    if (rules.maxPets && !rules.petsAllowed)
        reader->refuse(u"max_pets"_s, u"Pets aren't allowed. Set \"pets_allowed\"."_s);
    reader->finish();
}

} // namespace

Result<RatePlan> RatePlan::fromJson(const QJsonObject &json)
{
    if (canonicalJson(json).size() > kMostBytes) {
        return fail(ErrorCode::Validation, u"The price rules have %1 bytes at most."_s.arg(kMostBytes), {},
                    {{u"field"_s, u"pricing"_s}});
    }
    std::optional<Error> error;
    RuleReader reader(json, u"pricing"_s, error);
    const std::pair discount(Percent(), Percent::whole(100));
    RatePlan plan;
    plan.weekdayPrices = reader.weekdayNumbers(u"weekday_prices"_s, 0, kLargestRuleMinor);
    plan.seasons = readSeasons(reader);
    plan.lengthOfStay = readSteps(reader, u"length_of_stay"_s, u"nights"_s, {2, kMostListingNights}, discount);
    plan.earlyBird = readSteps(reader, u"early_bird"_s, u"days"_s, {1, kMostDays}, discount);
    plan.lastMinute = readSteps(reader, u"last_minute"_s, u"days"_s, {0, kMostDays}, discount);
    plan.occupancy = readSteps(reader, u"occupancy"_s, u"taken"_s, {0, 100}, {Percent::whole(-100), kLargestSurcharge});
    plan.demand = readDemand(reader);
    readCharges(reader, plan);
    readSeatsAndServices(reader, plan);
    readStayRules(reader, plan.stayRules);
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return plan;
}

} // namespace roost
