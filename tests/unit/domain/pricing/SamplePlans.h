// Rate plans and bases that the tests of prices share.
#pragma once

#include "domain/pricing/QuoteBuilder.h"
#include "domain/pricing/QuoteEngine.h"

#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

inline QJsonObject json(const char *text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(text).replace('\'', '"'), &error);
    if (!document.isObject())
        qFatal("not a JSON object: %s", qPrintable(error.errorString()));
    return document.object();
}

inline RatePlan plan(const char *text)
{
    const auto read = RatePlan::fromJson(json(text));
    if (!read)
        qFatal("not a plan: %s", qPrintable(read.error().userText));
    return *read;
}

inline Currency currency(const char *code)
{
    return *Currency::fromCode(QString::fromLatin1(code));
}

inline PriceBasis basis(qint64 baseMinor, const RatePlan &plan = {})
{
    PriceBasis result;
    result.currency = currency("NOK");
    result.basePriceMinor = baseMinor;
    result.plan = plan;
    return result;
}

// One plan with a rule of every kind.
inline const char *richPlan()
{
    return R"({
        'weekday_prices': {'fri': 150000, 'sat': 160000},
        'seasons': [{'name': 'Summer', 'from': '2027-06-15', 'to': '2027-08-15', 'price_minor': 200000,
                     'weekday_prices': {'sat': 240000}, 'min_nights': 3, 'max_nights': 21, 'arrival_days': ['fri', 'sat'],
                     'departure_days': ['sun', 'mon']},
                    {'name': 'Winter', 'from': '2027-01-01', 'to': '2027-02-28', 'percent': -12.5}],
        'length_of_stay': [{'nights': 7, 'percent': 10}, {'nights': 28, 'percent': 25}],
        'early_bird': [{'days': 60, 'percent': 5}, {'days': 180, 'percent': 8}],
        'last_minute': [{'days': 7, 'percent': 10}, {'days': 2, 'percent': 20}],
        'occupancy': [{'taken': 50, 'percent': 5}, {'taken': 80, 'percent': 15}],
        'demand': [{'name': 'Evening', 'weekdays': ['thu', 'fri'], 'from': '17:00', 'to': '21:00', 'percent': 20}],
        'extra_guests': {'included': 2, 'amount_minor': 20000},
        'pets': {'amount_minor': 25000, 'per': 'pet'},
        'fees': [{'name': 'Cleaning', 'amount_minor': 90000, 'per': 'stay'},
                 {'name': 'Linen', 'amount_minor': 15000, 'per': 'person'},
                 {'name': 'Service', 'percent_of_nights': 3}],
        'taxes': [{'name': 'City tax', 'kind': 'per_person_night', 'amount_minor': 2500, 'up_to_nights': 7,
                   'exempt_from_nights': 30},
                  {'name': 'VAT', 'kind': 'percent', 'percent': 12, 'included': true, 'on_all_fees': true},
                  {'name': 'Tourism levy', 'kind': 'percent', 'percent': 3, 'on_fees': ['Service']}],
        'deposit': {'percent': 30, 'due_days': 30},
        'tiers': {'balcony': 45000, 'stalls': 60000},
        'service': {'per_minute_minor': 1200},
        'stay_rules': {'arrival_days': ['mon', 'fri'], 'min_nights_by_arrival': {'fri': 2}, 'lead_time_hours': 24,
                       'booking_window_days': 365, 'fill_gaps': true, 'pets_allowed': true, 'max_pets': 2}
    })";
}

inline QStringList linesOf(const Quote &quote)
{
    QStringList lines;
    for (const QuoteLine &line : quote.lines)
        lines << u"%1 %2: %3"_s.arg(line.kind).arg(line.amount.minor).arg(line.text);
    return lines;
}

} // namespace roost::test
