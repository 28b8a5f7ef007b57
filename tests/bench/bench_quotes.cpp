// How many prices a second one thread computes, as the server does it for searches and the desktop while somebody
// types. Prints a Markdown table; run the release build.
#include "domain/pricing/Cancellation.h"
#include "domain/pricing/QuoteEngine.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *kRichPlan = R"({
    "weekday_prices": {"fri": 150000, "sat": 160000},
    "seasons": [{"name": "Summer", "from": "2027-06-15", "to": "2027-08-15", "price_minor": 200000,
                 "weekday_prices": {"sat": 240000}},
                {"name": "Winter", "from": "2027-01-01", "to": "2027-02-28", "percent": -12.5}],
    "length_of_stay": [{"nights": 7, "percent": 10}, {"nights": 28, "percent": 25}],
    "early_bird": [{"days": 60, "percent": 5}],
    "last_minute": [{"days": 7, "percent": 10}],
    "occupancy": [{"taken": 50, "percent": 5}, {"taken": 80, "percent": 15}],
    "extra_guests": {"included": 2, "amount_minor": 20000},
    "fees": [{"name": "Cleaning", "amount_minor": 90000, "per": "stay"},
             {"name": "Linen", "amount_minor": 15000, "per": "person"},
             {"name": "Service", "percent_of_nights": 3}],
    "taxes": [{"name": "City tax", "kind": "per_person_night", "amount_minor": 2500},
              {"name": "VAT", "kind": "percent", "percent": 12, "included": true, "on_all_fees": true}],
    "deposit": {"percent": 30}})";

struct Case
{
    QString name;
    std::function<qint64(int)> work; // something of the result, so that it is computed
};

double perSecond(const Case &one)
{
    qint64 sink = 0;
    int done = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 1000) {
        for (int i = 0; i < 100; ++i)
            sink += one.work(done + i);
        done += 100;
    }
    // Never true; the compiler can't know.
    if (sink == -1)
        std::puts("-");
    return done * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

PriceBasis basisWith(const char *plan)
{
    PriceBasis basis;
    basis.currency = *Currency::fromCode(u"NOK"_s);
    basis.basePriceMinor = 129'900;
    basis.plan = *RatePlan::fromJson(QJsonDocument::fromJson(plan).object());
    for (int day = 0; day < 60; day += 7)
        basis.dayRates.insert(QDate(2027, 6, 1).addDays(day), {220'000, 2, false, false});
    return basis;
}

StayToPrice week(int i)
{
    const QDate checkIn = QDate(2027, 6, 1).addDays(i % 60);
    return {{checkIn, checkIn.addDays(7)}, 2 + i % 3};
}

} // namespace

int main()
{
    const PriceBasis simple = basisWith("{}");
    const PriceBasis rich = basisWith(kRichPlan);
    const QByteArray text(kRichPlan);
    const QDate today(2027, 5, 1);
    const StartOf start{QDateTime(QDate(2027, 6, 1), QTime(13, 0), Qt::UTC), QTimeZone("Europe/Oslo")};
    const Quote stored = *quoteStay(rich, week(0), {today, 85});
    const QList<Case> cases{
        {u"a week, base price only"_s, [&](int i) { return quoteStay(simple, week(i), {today})->total.minor; }},
        {u"a week, a rule of every kind"_s,
         [&](int i) {
             return quoteStay(rich, week(i), {today, 85})->total.minor;
         }},
        {u"the same, to JSON"_s,
         [&](int i) {
             return quoteStay(rich, week(i), {today, 85})->toJson().value(u"lines").toArray().size();
         }},
        {u"reading that rate plan from its JSON"_s,
         [&](int) { return RatePlan::fromJson(QJsonDocument::fromJson(text).object())->fees.size(); }},
        {u"the schedule of cancelling it"_s,
         [&](int) { return cancellationSchedule(stored, {}, start, start.startUtc.addDays(-30)).size(); }},
    };
    std::puts("\n### Prices computed in one thread\n\n| | per second | each, microseconds |\n| --- | --- | --- |");
    for (const Case &one : cases) {
        QList<double> rates{perSecond(one), perSecond(one), perSecond(one)};
        std::sort(rates.begin(), rates.end());
        std::printf("| %s | %.0f | %.1f |\n", qPrintable(one.name), rates[1], 1e6 / rates[1]);
        std::fflush(stdout);
    }
    return 0;
}
