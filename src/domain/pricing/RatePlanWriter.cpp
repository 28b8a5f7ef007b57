// RatePlan::toJson: only what is set, so that a small plan is a small document.
#include "RatePlan.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

template <class T>
void put(QJsonObject &object, const QString &field, const std::optional<T> &value)
{
    if (value)
        object.insert(field, *value);
}

void put(QJsonObject &object, const QString &field, const std::optional<Percent> &value)
{
    if (value)
        object.insert(field, value->toJson());
}

void put(QJsonObject &object, const QString &field, const WeekdaySet &days)
{
    if (!days.isEmpty())
        object.insert(field, days.toJson());
}

void put(QJsonObject &object, const QString &field, const WeekdayNumbers &numbers)
{
    if (!numbers.isEmpty())
        object.insert(field, numbers.toJson());
}

void put(QJsonObject &object, const QString &field, bool isSet)
{
    if (isSet)
        object.insert(field, true);
}

void put(QJsonObject &object, const QString &field, const QJsonObject &value)
{
    if (!value.isEmpty())
        object.insert(field, value);
}

template <class T>
void putList(QJsonObject &object, const QString &field, const QList<T> &rules, auto toObject)
{
    QJsonArray array;
    for (const T &rule : rules)
        array << toObject(rule);
    if (!array.isEmpty())
        object.insert(field, array);
}

void putSteps(QJsonObject &object, const QString &field, const QList<StepRule> &steps, const QString &threshold)
{
    putList(object, field, steps, [&threshold](const StepRule &step) {
        return QJsonObject{{threshold, step.from}, {u"percent"_s, step.percent.toJson()}};
    });
}

QJsonObject seasonJson(const Season &season)
{
    QJsonObject object{{u"name"_s, season.name},
                       {u"from"_s, season.from.toString(Qt::ISODate)},
                       {u"to"_s, season.to.toString(Qt::ISODate)}};
    put(object, u"price_minor"_s, season.priceMinor);
    put(object, u"percent"_s, season.percent);
    put(object, u"weekday_prices"_s, season.weekdayPrices);
    put(object, u"min_nights"_s, season.minNights);
    put(object, u"max_nights"_s, season.maxNights);
    put(object, u"arrival_days"_s, season.arrivalDays);
    put(object, u"departure_days"_s, season.departureDays);
    return object;
}

QJsonObject demandJson(const DemandRule &rule)
{
    QJsonObject object{{u"name"_s, rule.name},
                       {u"from"_s, rule.from.toString(u"HH:mm"_s)},
                       {u"to"_s, rule.to.toString(u"HH:mm"_s)},
                       {u"percent"_s, rule.percent.toJson()}};
    put(object, u"weekdays"_s, rule.weekdays);
    return object;
}

QJsonObject feeJson(const Fee &fee)
{
    QJsonObject object{{u"name"_s, fee.name}};
    put(object, u"percent_of_nights"_s, fee.percentOfNights);
    if (!fee.percentOfNights) {
        object.insert(u"amount_minor"_s, fee.amountMinor);
        object.insert(u"per"_s, chargePerName(fee.per));
    }
    return object;
}

QJsonObject taxJson(const Tax &tax)
{
    QJsonObject object{{u"name"_s, tax.name}, {u"kind"_s, taxKindName(tax.kind)}};
    if (tax.kind == TaxKind::Percent)
        object.insert(u"percent"_s, tax.percent.toJson());
    else
        object.insert(u"amount_minor"_s, tax.amountMinor);
    put(object, u"included"_s, tax.included);
    put(object, u"exempt_from_nights"_s, tax.exemptFromNights);
    put(object, u"up_to_nights"_s, tax.upToNights);
    put(object, u"on_all_fees"_s, tax.onAllFees);
    if (!tax.onFees.isEmpty())
        object.insert(u"on_fees"_s, QJsonArray::fromStringList(tax.onFees));
    return object;
}

QJsonObject depositJson(const DepositRule &deposit)
{
    QJsonObject object;
    put(object, u"percent"_s, deposit.percent);
    if (!deposit.percent)
        object.insert(u"amount_minor"_s, deposit.amountMinor);
    put(object, u"refundable"_s, deposit.refundable);
    put(object, u"due_days"_s, deposit.dueDays);
    return object;
}

QJsonObject stayRulesJson(const StayRulesOfPlan &rules)
{
    QJsonObject object;
    put(object, u"arrival_days"_s, rules.arrivalDays);
    put(object, u"departure_days"_s, rules.departureDays);
    put(object, u"min_nights_by_arrival"_s, rules.minNightsByArrival);
    if (rules.leadTimeHours) {
        object.insert(rules.leadTimeInDays ? u"lead_time_days"_s : u"lead_time_hours"_s,
                      *rules.leadTimeHours / (rules.leadTimeInDays ? 24 : 1));
    }
    put(object, u"booking_window_days"_s, rules.bookingWindowDays);
    put(object, u"fill_gaps"_s, rules.fillGaps);
    put(object, u"pets_allowed"_s, rules.petsAllowed);
    put(object, u"max_pets"_s, rules.maxPets);
    put(object, u"max_guests"_s, rules.maxGuests);
    return object;
}

QJsonObject tiersJson(const QMap<QString, qint64> &tiers)
{
    QJsonObject object;
    for (auto tier = tiers.begin(); tier != tiers.end(); ++tier)
        object.insert(tier.key(), tier.value());
    return object;
}

QJsonObject serviceJson(const ServicePrice &service)
{
    QJsonObject object;
    put(object, u"price_minor"_s, service.priceMinor);
    put(object, u"per_minute_minor"_s, service.perMinuteMinor);
    return object;
}

} // namespace

QJsonObject RatePlan::toJson() const
{
    QJsonObject object;
    put(object, u"weekday_prices"_s, weekdayPrices);
    putList(object, u"seasons"_s, seasons, seasonJson);
    putSteps(object, u"length_of_stay"_s, lengthOfStay, u"nights"_s);
    putSteps(object, u"early_bird"_s, earlyBird, u"days"_s);
    putSteps(object, u"last_minute"_s, lastMinute, u"days"_s);
    putSteps(object, u"occupancy"_s, occupancy, u"taken"_s);
    putList(object, u"demand"_s, demand, demandJson);
    if (extraGuests) {
        object.insert(u"extra_guests"_s, QJsonObject{{u"included"_s, extraGuests->included},
                                                     {u"amount_minor"_s, extraGuests->amountMinor}});
    }
    if (pets) {
        object.insert(u"pets"_s,
                      QJsonObject{{u"amount_minor"_s, pets->amountMinor}, {u"per"_s, chargePerName(pets->per)}});
    }
    putList(object, u"fees"_s, fees, feeJson);
    putList(object, u"taxes"_s, taxes, taxJson);
    if (deposit)
        object.insert(u"deposit"_s, depositJson(*deposit));
    put(object, u"tiers"_s, tiersJson(tiers));
    put(object, u"service"_s, serviceJson(service));
    put(object, u"stay_rules"_s, stayRulesJson(stayRules));
    return object;
}

} // namespace roost
