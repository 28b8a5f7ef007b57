// What holds of every quote, whatever the rules: sums, signs, order, growth; and of every refund.
#include "SamplePlans.h"

#include "domain/pricing/Cancellation.h"
#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

#include <algorithm>
#include <random>

using namespace roost;
using namespace roost::test;

class TestQuoteProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysAddUpAndAreNeverNegative();
    void seatsAndSlotsAddUpAndAreNeverNegative();
    void theOrderOfRulesIsNothing();
    void moreGuestsAreNeverCheaper();
    void aHigherBaseIsNeverCheaper();
    void oneMoreNightIsNeverCheaperWithoutItsDiscount();
    void aLongerDiscountIsNeverDearer();
    void refundsShrinkInTimeAndStayWithinWhatWasPaid();
    void policiesSurviveTheRoundTrip();
};

namespace {

int number(int least, int most)
{
    return *rc::gen::inRange(least, most + 1);
}

bool chance()
{
    return *rc::gen::arbitrary<bool>();
}

double percentFrom(int least, int most)
{
    return *rc::gen::inRange(least * 1000, most * 1000 + 1) / 1000.0;
}

const QDate kFirstDay(2027, 1, 1);

QString day(int offset)
{
    return kFirstDay.addDays(offset).toString(Qt::ISODate);
}

QJsonArray steps(const QString &threshold, int least, int most, int fewest, int highest)
{
    QSet<int> thresholds;
    QJsonArray array;
    for (int i = number(0, 3); i > 0; --i) {
        const int from = number(least, most);
        if (thresholds.contains(from))
            continue;
        thresholds.insert(from);
        array << QJsonObject{{threshold, from}, {u"percent"_s, percentFrom(fewest, highest)}};
    }
    return array;
}

QJsonArray seasons()
{
    QJsonArray array;
    int from = number(0, 20);
    for (int i = number(0, 4); i > 0; --i) {
        const int to = from + number(0, 30);
        QJsonObject season{{u"name"_s, u"Season %1"_s.arg(i)}, {u"from"_s, day(from)}, {u"to"_s, day(to)}};
        if (chance())
            season.insert(u"price_minor"_s, number(0, 500'000));
        else
            season.insert(u"percent"_s, percentFrom(-100, 300));
        if (chance())
            season.insert(u"weekday_prices"_s, QJsonObject{{u"sat"_s, number(0, 500'000)}});
        array << season;
        from = to + number(1, 10);
    }
    return array;
}

QJsonArray fees()
{
    static const QStringList per{u"stay"_s, u"night"_s, u"person"_s, u"person_night"_s, u"unit"_s};
    QJsonArray array;
    for (int i = number(0, 4); i > 0; --i) {
        QJsonObject fee{{u"name"_s, u"Fee %1"_s.arg(i)}};
        if (chance()) {
            fee.insert(u"amount_minor"_s, number(0, 100'000));
            fee.insert(u"per"_s, per.at(number(0, 4)));
        } else {
            fee.insert(u"percent_of_nights"_s, percentFrom(0, 100));
        }
        array << fee;
    }
    return array;
}

// exempt_from_nights is left out: with it a longer stay may well be cheaper.
QJsonArray taxes()
{
    QJsonArray array;
    for (int i = number(0, 4); i > 0; --i) {
        QJsonObject tax{{u"name"_s, u"Tax %1"_s.arg(i)}, {u"included"_s, chance()}};
        if (chance()) {
            tax.insert(u"kind"_s, u"percent"_s);
            tax.insert(u"percent"_s, percentFrom(0, 100));
            tax.insert(u"on_all_fees"_s, chance());
        } else {
            tax.insert(u"kind"_s, chance() ? u"per_night"_s : u"per_person_night"_s);
            tax.insert(u"amount_minor"_s, number(0, 10'000));
            if (chance())
                tax.insert(u"up_to_nights"_s, number(1, 10));
        }
        array << tax;
    }
    return array;
}

QJsonObject anyPlan()
{
    QJsonObject plan{{u"seasons"_s, seasons()},
                     {u"length_of_stay"_s, steps(u"nights"_s, 2, 30, 0, 100)},
                     {u"early_bird"_s, steps(u"days"_s, 1, 100, 0, 100)},
                     {u"last_minute"_s, steps(u"days"_s, 0, 100, 0, 100)},
                     {u"occupancy"_s, steps(u"taken"_s, 0, 100, -100, 200)},
                     {u"fees"_s, fees()},
                     {u"taxes"_s, taxes()},
                     {u"weekday_prices"_s, QJsonObject{{u"fri"_s, number(0, 300'000)}}},
                     {u"pets"_s, QJsonObject{{u"amount_minor"_s, number(0, 50'000)}, {u"per"_s, u"pet_night"_s}}},
                     {u"tiers"_s, QJsonObject{{u"a"_s, number(0, 90'000)}, {u"b"_s, number(0, 90'000)}}}};
    if (chance()) {
        plan.insert(u"extra_guests"_s,
                    QJsonObject{{u"included"_s, number(1, 4)}, {u"amount_minor"_s, number(0, 50'000)}});
    }
    if (chance()) {
        plan.insert(u"demand"_s, QJsonArray{QJsonObject{{u"name"_s, u"Peak"_s},
                                                        {u"from"_s, u"00:00"_s},
                                                        {u"to"_s, u"00:00"_s},
                                                        {u"percent"_s, percentFrom(-100, 200)}}});
    }
    if (chance())
        plan.insert(u"deposit"_s, QJsonObject{{u"percent"_s, percentFrom(0, 100)}, {u"refundable"_s, chance()}});
    return plan;
}

RatePlan readPlan(const QJsonObject &json)
{
    const auto plan = RatePlan::fromJson(json);
    if (!plan)
        RC_FAIL(plan.error().userText.toStdString());
    return *plan;
}

BookingTerms anyTerms()
{
    BookingTerms terms{kFirstDay.addDays(-number(0, 120)), number(0, 100)};
    if (chance()) {
        Promotion promotion;
        promotion.code = u"CODE"_s;
        if (chance())
            promotion.percent = Percent{number(1, Percent::kWhole)};
        else
            promotion.amountMinor = number(1, 1'000'000);
        terms.promotion = promotion;
    }
    return terms;
}

StayToPrice anyStay()
{
    const QDate checkIn = kFirstDay.addDays(number(0, 90));
    return {{checkIn, checkIn.addDays(number(1, 40))}, number(1, 12), number(0, 3), number(1, 4)};
}

DayRates anyDayRates()
{
    DayRates rates;
    for (int i = number(0, 5); i > 0; --i)
        rates.insert(kFirstDay.addDays(number(0, 100)), {number(0, 400'000), {}, false, false});
    return rates;
}

PriceBasis anyBasis()
{
    PriceBasis result = basis(number(0, 300'000), readPlan(anyPlan()));
    result.dayRates = anyDayRates();
    return result;
}

void assertSound(const Result<Quote> &quote)
{
    RC_ASSERT(quote.has_value());
    qint64 sum = 0;
    for (const QuoteLine &line : quote->lines) {
        sum += line.amount.minor;
        RC_ASSERT(!line.text.isEmpty());
        RC_ASSERT(line.quantity == 0 || line.quantity * line.unitMinor == line.amount.minor);
    }
    RC_ASSERT(sum == quote->total.minor);
    RC_ASSERT(quote->total.minor >= 0);
    for (const QuotePart part : {QuotePart::Nights, QuotePart::Fees, QuotePart::Taxes})
        RC_ASSERT(quote->sumOf(part).minor >= 0);
    qint64 included = 0;
    for (const IncludedTax &tax : quote->includedTaxes) {
        RC_ASSERT(tax.amount.minor >= 0);
        included = qMax(included, tax.amount.minor);
    }
    RC_ASSERT(included <= quote->total.minor);
    if (quote->deposit && !quote->deposit->refundable)
        RC_ASSERT(quote->deposit->amount.minor <= quote->total.minor);
    RC_ASSERT(Quote::fromJson(quote->toJson())->toJson() == quote->toJson());
}

} // namespace

void TestQuoteProperties::staysAddUpAndAreNeverNegative()
{
    CHECK_PROPERTY([] { assertSound(quoteStay(anyBasis(), anyStay(), anyTerms())); });
}

void TestQuoteProperties::seatsAndSlotsAddUpAndAreNeverNegative()
{
    CHECK_PROPERTY([] {
        const PriceBasis prices = anyBasis();
        const QDateTime start(kFirstDay.addDays(number(0, 90)), QTime(number(0, 23), 30), Qt::UTC);
        SeatsToPrice seats{start, QTimeZone("Europe/Oslo"), {}};
        seats.seats = {{u"a"_s, number(1, 5)}, {u"b"_s, number(0, 5)}, {u"c"_s, number(0, 5)}};
        assertSound(quoteSeats(prices, seats, anyTerms()));
        assertSound(quoteSlot(prices, {start, seats.zone, number(1, 500), number(1, 4)}, anyTerms()));
    });
}

void TestQuoteProperties::theOrderOfRulesIsNothing()
{
    CHECK_PROPERTY([] {
        const QJsonObject written = anyPlan();
        QJsonObject shuffled = written;
        std::mt19937 random(*rc::gen::arbitrary<quint32>());
        for (const QString &kind : written.keys()) {
            if (!written.value(kind).isArray())
                continue;
            QVariantList rules = written.value(kind).toArray().toVariantList();
            std::shuffle(rules.begin(), rules.end(), random);
            shuffled.insert(kind, QJsonArray::fromVariantList(rules));
        }
        PriceBasis first = basis(number(0, 300'000), readPlan(written));
        PriceBasis second = first;
        second.plan = readPlan(shuffled);
        const StayToPrice stay = anyStay();
        const BookingTerms terms = anyTerms();
        RC_ASSERT(quoteStay(first, stay, terms)->toJson() == quoteStay(second, stay, terms)->toJson());
    });
}

void TestQuoteProperties::moreGuestsAreNeverCheaper()
{
    CHECK_PROPERTY([] {
        const PriceBasis prices = anyBasis();
        const BookingTerms terms = anyTerms();
        StayToPrice stay = anyStay();
        const qint64 before = quoteStay(prices, stay, terms)->total.minor;
        stay.guests += number(1, 5);
        RC_ASSERT(quoteStay(prices, stay, terms)->total.minor >= before);
    });
}

void TestQuoteProperties::aHigherBaseIsNeverCheaper()
{
    CHECK_PROPERTY([] {
        PriceBasis prices = anyBasis();
        const BookingTerms terms = anyTerms();
        const StayToPrice stay = anyStay();
        // Steps of one are where rounding would show.
        *prices.basePriceMinor = number(0, 200);
        const qint64 before = quoteStay(prices, stay, terms)->total.minor;
        *prices.basePriceMinor += number(1, 3);
        RC_ASSERT(quoteStay(prices, stay, terms)->total.minor >= before);
    });
}

void TestQuoteProperties::oneMoreNightIsNeverCheaperWithoutItsDiscount()
{
    CHECK_PROPERTY([] {
        PriceBasis prices = anyBasis();
        prices.plan.lengthOfStay.clear();
        const BookingTerms terms = anyTerms();
        StayToPrice stay = anyStay();
        const qint64 before = quoteStay(prices, stay, terms)->total.minor;
        stay.dates.checkOut = stay.dates.checkOut.addDays(1);
        RC_ASSERT(quoteStay(prices, stay, terms)->total.minor >= before);
    });
}

void TestQuoteProperties::aLongerDiscountIsNeverDearer()
{
    CHECK_PROPERTY([] {
        PriceBasis prices = anyBasis();
        const BookingTerms terms = anyTerms();
        const StayToPrice stay = anyStay();
        prices.plan.lengthOfStay = {{2, Percent{number(0, Percent::kWhole / 2)}}};
        const qint64 before = quoteStay(prices, stay, terms)->total.minor;
        prices.plan.lengthOfStay.first().percent.thousandths += number(0, Percent::kWhole / 2);
        RC_ASSERT(quoteStay(prices, stay, terms)->total.minor <= before);
    });
}

namespace {

CancellationPolicy anyPolicy()
{
    if (chance())
        return CancellationPolicy::fromPreset(CancellationPolicy::presetNames().at(number(0, 4)));
    QJsonArray policySteps;
    int days = 40;
    int nights = 100;
    int feesPercent = 100;
    for (int i = number(0, 4); i > 0; --i) {
        days -= number(1, 9);
        nights = number(0, nights);
        feesPercent = number(0, feesPercent);
        const bool inHours = chance();
        policySteps << QJsonObject{{inHours ? u"hours"_s : u"days"_s, inHours ? days * 24 : days},
                                   {u"nights"_s, nights},
                                   {u"fees"_s, feesPercent}};
    }
    const auto policy = CancellationPolicy::fromJson({{u"steps"_s, policySteps}});
    if (!policy)
        RC_FAIL(policy.error().userText.toStdString());
    return *policy;
}

} // namespace

void TestQuoteProperties::refundsShrinkInTimeAndStayWithinWhatWasPaid()
{
    CHECK_PROPERTY([] {
        const auto quote = quoteStay(anyBasis(), anyStay(), anyTerms());
        RC_ASSERT(quote.has_value());
        const CancellationPolicy policy = anyPolicy();
        // The clocks change at night before 28 March: days and hours differ there.
        const StartOf start{QDateTime(QDate(2027, 3, 28).addDays(number(-2, 3)), QTime(number(0, 23), 0), Qt::UTC),
                            QTimeZone("Europe/Oslo")};
        const Money paid{*rc::gen::inRange<qint64>(0, quote->total.minor + 1), quote->total.currency};
        qint64 last = paid.minor;
        for (QDateTime when = start.startUtc.addDays(-50); when < start.startUtc.addDays(3);
             when = when.addSecs(60 * number(30, 3000))) {
            const Refund refund = refundFor(*quote, policy, paid, start, when, CancelledBy::Guest);
            RC_ASSERT(refund.amount.minor >= 0);
            RC_ASSERT(refund.amount.minor <= last);
            qint64 sum = 0;
            for (const RefundLine &line : refund.lines)
                sum += line.amount.minor;
            RC_ASSERT(sum == refund.amount.minor);
            last = refund.amount.minor;
        }
        RC_ASSERT(refundFor(*quote, policy, paid, start, start.startUtc, CancelledBy::Host).amount == paid);
        const auto schedule = cancellationSchedule(*quote, policy, start, start.startUtc.addDays(-60));
        RC_ASSERT(!schedule.isEmpty() && !schedule.last().until.isValid());
        for (qsizetype i = 1; i < schedule.size(); ++i)
            RC_ASSERT(schedule[i].refund.minor < schedule[i - 1].refund.minor);
    });
}

void TestQuoteProperties::policiesSurviveTheRoundTrip()
{
    CHECK_PROPERTY([] {
        const CancellationPolicy policy = anyPolicy();
        RC_ASSERT(*CancellationPolicy::fromJson(policy.toJson()) == policy);
        RC_ASSERT(*CancellationPolicy::fromJson(policy.snapshot()) == policy);
    });
}

QTEST_GUILESS_MAIN(TestQuoteProperties)
#include "TestQuoteProperties.moc"
