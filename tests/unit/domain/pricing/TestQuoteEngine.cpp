// What things cost: worked by hand, and the properties that hold whatever the rules.
#include "SamplePlans.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

using namespace roost;
using namespace roost::test;

class TestQuoteEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nightsAtTheBasePrice();
    void precedenceOfNightlyPrices();
    void aWeekendInSeason();
    void aLongStayOfSeveralUnits();
    void seatsInTiersWithACode();
    void anAppointmentAtPeakTime();
    void roundingIsHalfAwayFromZeroOnce();
    void tooMuchMoneyIsRefused();
    void nothingHasAPriceWithoutOne();
    void theStoredQuoteIsTheQuote();
};

namespace {

const QDate kBookedOn(2027, 6, 1);

} // namespace

void TestQuoteEngine::nightsAtTheBasePrice()
{
    const auto quote = quoteStay(basis(129'900), {{{2026, 12, 30}, {2027, 1, 2}}}, {QDate(2026, 12, 1)});
    EXPECT_OK(quote);
    QCOMPARE(linesOf(*quote), QStringList{u"nights 389700: 3 nights × 1,299.00 NOK"_s});
    const QJsonObject json = quote->toJson();
    QCOMPARE(json.value(u"total"), (QJsonObject{{u"amount_minor"_s, 389'700}, {u"currency"_s, u"NOK"_s}}));
    QCOMPARE(json.value(u"lines")[0][u"quantity"].toInt(), 3);
    QCOMPARE(json.value(u"lines")[0][u"unit_amount"][u"amount_minor"].toInt(), 129'900);
}

void TestQuoteEngine::precedenceOfNightlyPrices()
{
    PriceBasis prices = basis(100'000, plan(richPlan()));
    prices.plan.lengthOfStay.clear();
    prices.plan.fees.clear();
    prices.plan.taxes.clear();
    prices.dayRates.insert({2027, 6, 16}, {99, {}, false, false});
    prices.dayRates.insert({2027, 6, 17}, {{}, 2, true, false}); // no price of its own
    // Mon and Tue 14, 15 June: base, season; Wed set; Thu, Fri season; Sat season's own Saturday.
    const auto quote = quoteStay(prices, {{{2027, 6, 14}, {2027, 6, 20}}, 2}, {kBookedOn});
    EXPECT_OK(quote);
    QCOMPARE(linesOf(*quote), (QStringList{u"nights 100000: 1 night × 1,000.00 NOK"_s,
                                           u"nights 600000: 3 nights × 2,000.00 NOK, Summer"_s,
                                           u"nights 99: 1 night × 0.99 NOK, set for this day"_s,
                                           u"nights 240000: 1 night × 2,400.00 NOK, Summer"_s}));
    // A percentage is on the weekday's price: Friday 1,500.00 - 12.5 %.
    const auto winter = quoteStay(prices, {{{2027, 1, 15}, {2027, 1, 16}}, 2}, {QDate(2027, 1, 1)});
    QCOMPARE(linesOf(*winter), QStringList{u"nights 131250: 1 night × 1,312.50 NOK, Winter"_s});
}

void TestQuoteEngine::aWeekendInSeason()
{
    const auto quote =
        quoteStay(basis(100'000, plan(richPlan())), {{{2027, 7, 2}, {2027, 7, 5}}, 3, 1}, {kBookedOn, 85});
    EXPECT_OK(quote);
    QCOMPARE(linesOf(*quote),
             (QStringList{u"nights 400000: 2 nights × 2,000.00 NOK, Summer"_s,
                          u"nights 240000: 1 night × 2,400.00 NOK, Summer"_s,
                          u"occupancy 96000: +15 %, 80 % or more is taken"_s,
                          u"extra_guests 60000: 1 extra guest × 3 nights × 200.00 NOK"_s,
                          u"pets 25000: Pets, 250.00 NOK"_s, u"fee 90000: Cleaning, 900.00 NOK"_s,
                          u"fee 45000: Linen, 3 × 150.00 NOK"_s, u"fee 24630: Service, 3 % of 8,210.00 NOK"_s,
                          u"tax 22500: City tax, 9 × 25.00 NOK"_s, u"tax 25369: Tourism levy, 3 % of 8,456.30 NOK"_s}));
    QCOMPARE(quote->total.minor, 1'028'499);
    // 12 / 112 of 821,000, 90,000, 45,000 and 24,630.
    QCOMPARE(quote->includedTaxes.size(), 1);
    QCOMPARE(quote->includedTaxes.first().amount.minor, 87'964 + 9'643 + 4'821 + 2'639);
    QCOMPARE(quote->deposit->amount.minor, 308'550);
    QCOMPARE(quote->deposit->dueOn, QDate(2027, 6, 2));
}

void TestQuoteEngine::aLongStayOfSeveralUnits()
{
    // 30 nights of two units: the longest discount alone, 60 days ahead, no city tax.
    const auto quote = quoteStay(basis(1'000, plan(R"({
        'length_of_stay': [{'nights': 28, 'percent': 25}, {'nights': 7, 'percent': 10}],
        'early_bird': [{'days': 60, 'percent': 5}], 'last_minute': [{'days': 90, 'percent': 4}],
        'fees': [{'name': 'Cleaning', 'amount_minor': 500, 'per': 'unit'}],
        'taxes': [{'name': 'City tax', 'kind': 'per_person_night', 'amount_minor': 10, 'exempt_from_nights': 30}]})")),
                                 {{{2027, 9, 1}, {2027, 10, 1}}, 4, 0, 2}, {QDate(2027, 7, 3)});
    EXPECT_OK(quote);
    QCOMPARE(linesOf(*quote), (QStringList{u"nights 60000: 30 nights × 2 units × 10.00 NOK"_s,
                                           u"length_of_stay -15000: -25 % for 28 nights or more"_s,
                                           u"early_bird -3000: -5 % for booking 60 days ahead or more"_s,
                                           u"fee 1000: Cleaning, 2 × 5.00 NOK"_s}));
}

void TestQuoteEngine::seatsInTiersWithACode()
{
    Promotion promotion;
    promotion.code = u"SUMMER"_s;
    promotion.percent = Percent::whole(10);
    SeatsToPrice seats{QDateTime(QDate(2027, 7, 2), QTime(17, 30), Qt::UTC), QTimeZone("Europe/Oslo"), {}};
    seats.seats = {{u"balcony"_s, 3}, {u"stalls"_s, 1}};
    RatePlan rules = plan(
        "{'tiers':{'balcony':45000,'stalls':60000},'fees':[{'name':'Booking','amount_minor':1000,'per':'person'}]}");
    const auto quote = quoteSeats(basis(1, rules), seats, {kBookedOn, 0, promotion});
    EXPECT_OK(quote);
    QCOMPARE(
        linesOf(*quote),
        (QStringList{u"seats 135000: 3 seats × 450.00 NOK, balcony"_s, u"seats 60000: 1 seat × 600.00 NOK, stalls"_s,
                     u"promotion -19500: -10 % with the code SUMMER"_s, u"fee 4000: Booking, 4 × 10.00 NOK"_s}));
    QCOMPARE(quote->promoCode, u"SUMMER"_s);
    promotion.percent.reset();
    promotion.amountMinor = 1'000'000;
    QCOMPARE(quoteSeats(basis(1, rules), seats, {kBookedOn, 0, promotion})->total.minor, 4'000);
    seats.sessionPrices = {{u"stalls"_s, 1}};
    QCOMPARE(quoteSeats(basis(1, rules), seats, {kBookedOn})->total.minor, 139'001);
    seats.seats = {{QString(), 2}};
    QCOMPARE(quoteSeats(basis(700, {}), seats, {kBookedOn})->total.minor, 1'400);
    seats.seats.clear();
    EXPECT_ERROR(quoteSeats(basis(700, {}), seats, {kBookedOn}), Validation);
}

void TestQuoteEngine::anAppointmentAtPeakTime()
{
    // 15:30 UTC is 17:30 in Oslo, on a Friday.
    const SlotToPrice slot{QDateTime(QDate(2027, 7, 2), QTime(15, 30), Qt::UTC), QTimeZone("Europe/Oslo"), 90};
    RatePlan rules = plan(richPlan());
    rules.fees.clear();
    rules.taxes.clear();
    const auto quote = quoteSlot(basis(100'000, rules), slot, {kBookedOn, 60});
    EXPECT_OK(quote);
    QCOMPARE(linesOf(*quote),
             (QStringList{u"service 108000: 90 minutes × 12.00 NOK"_s, u"occupancy 5400: +5 %, 50 % or more is taken"_s,
                          u"demand 21600: +20 %, Evening"_s}));
    QCOMPARE(quoteSlot(basis(80'000), slot, {kBookedOn})->lines.first().text, u"Appointment of 90 minutes"_s);
    EXPECT_ERROR(quoteSlot(basis(80'000), {slot.startsAt, slot.zone, 0}, {kBookedOn}), Validation);
}

void TestQuoteEngine::roundingIsHalfAwayFromZeroOnce()
{
    // 25 % of 2 is 0.5; together 50 % of 2 is exactly 1: the second line gives what is left of it.
    const RatePlan two = plan("{'length_of_stay':[{'nights':2,'percent':25}],'early_bird':[{'days':1,'percent':25}]}");
    const auto quote = quoteStay(basis(1, two), {{{2027, 7, 2}, {2027, 7, 4}}}, {kBookedOn});
    QCOMPARE(quote->total.minor, 1);
    QCOMPARE(quote->lines.size(), 2);
    const RatePlan tax = plan("{'taxes':[{'name':'T','kind':'percent','percent':8.875}]}");
    // 8.875 % of 3 x 1,000 = 266.25; of 3 x 200 = 53.25; of 400 = 35.5.
    QCOMPARE(quoteStay(basis(1'000, tax), {{{2027, 7, 2}, {2027, 7, 5}}}, {kBookedOn})->total.minor, 3'266);
    QCOMPARE(quoteStay(basis(400, tax), {{{2027, 7, 2}, {2027, 7, 3}}}, {kBookedOn})->total.minor, 436);
}

void TestQuoteEngine::tooMuchMoneyIsRefused()
{
    const StayToPrice two{{{2026, 1, 1}, {2026, 1, 3}}};
    EXPECT_ERROR(quoteStay(basis(std::numeric_limits<qint64>::max()), two, {kBookedOn}), Validation);
    EXPECT_ERROR(quoteStay(basis(QuoteBuilder::kLargestMinor), two, {kBookedOn}), Validation);
    EXPECT_OK(quoteStay(basis(QuoteBuilder::kLargestMinor / 2), two, {kBookedOn}));
    PriceBasis nowhere = basis(100);
    nowhere.currency = {};
    EXPECT_ERROR(quoteStay(nowhere, two, {kBookedOn}), Validation);
    EXPECT_ERROR(quoteStay(basis(100), {two.dates, 0}, {kBookedOn}), Validation);
    EXPECT_ERROR(quoteStay(basis(100), {{{2026, 1, 3}, {2026, 1, 3}}}, {kBookedOn}), Validation);
    EXPECT_ERROR(quoteStay(basis(100), {two.dates, 1, 0, 1'000'000'000}, {kBookedOn}), Validation);
}

void TestQuoteEngine::nothingHasAPriceWithoutOne()
{
    PriceBasis prices = basis(0);
    prices.basePriceMinor.reset();
    const StayToPrice two{{{2026, 1, 2}, {2026, 1, 4}}}; // Friday, Saturday
    EXPECT_ERROR(quoteStay(prices, two, {kBookedOn}), ListingUnavailable);
    prices.plan = plan("{'weekday_prices':{'fri':100,'sat':200}}");
    QCOMPARE(quoteStay(prices, two, {kBookedOn})->total.minor, 300);
    EXPECT_ERROR(quoteSlot(prices, {QDateTime::currentDateTimeUtc(), QTimeZone::utc(), 10}, {kBookedOn}),
                 ListingUnavailable);
}

void TestQuoteEngine::theStoredQuoteIsTheQuote()
{
    auto quote = quoteStay(basis(100'000, plan(richPlan())), {{{2027, 7, 2}, {2027, 7, 5}}, 3, 1}, {kBookedOn, 85});
    EXPECT_OK(quote);
    quote->validUntil = QDateTime(QDate(2027, 6, 1), QTime(10, 0), Qt::UTC);
    const auto again = Quote::fromJson(quote->toJson());
    EXPECT_OK(again);
    QCOMPARE(again->toJson(), quote->toJson());
    QJsonObject altered = quote->toJson();
    altered[u"total"_s] = moneyJson({1, currency("NOK")});
    EXPECT_ERROR(Quote::fromJson(altered), Validation);
    EXPECT_ERROR(Quote::fromJson({}), Validation);
    // As the first version stored it.
    EXPECT_OK(
        Quote::fromJson(json("{'lines':[{'kind':'nights','text':'2','amount':{'amount_minor':200,'currency':'NOK'}}],"
                             "'total':{'amount_minor':200,'currency':'NOK'}}")));
}

QTEST_GUILESS_MAIN(TestQuoteEngine)
#include "TestQuoteEngine.moc"
