// What a stay costs, and whether it may be booked.
#include "domain/Quote.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QJsonArray>

using namespace roost;
using namespace Qt::StringLiterals;

class TestQuote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nightsAtTheBasePrice();
    void linesAddUpToTheTotal();
    void tooMuchMoneyIsRefused();
    void rulesAreNamed_data();
    void rulesAreNamed();
};

void TestQuote::nightsAtTheBasePrice()
{
    const auto quote = quoteStay({{2026, 12, 30}, {2027, 1, 2}}, {129'900, *Currency::fromCode(u"NOK"_s)});
    EXPECT_OK(quote);
    QCOMPARE(quote->total.minor, 389'700);
    const QJsonObject json = quote->toJson();
    QCOMPARE(json.value(u"total"), (QJsonObject{{u"amount_minor"_s, 389'700}, {u"currency"_s, u"NOK"_s}}));
    QCOMPARE(json.value(u"lines").toArray().size(), 1);
    QCOMPARE(json.value(u"lines")[0][u"kind"].toString(), u"nights"_s);
}

void TestQuote::linesAddUpToTheTotal()
{
    CHECK_PROPERTY([] {
        const Currency eur = *Currency::fromCode(u"EUR"_s);
        const int nights = *rc::gen::inRange(1, StayDates::kMaxNights + 1);
        const auto price = *rc::gen::inRange<qint64>(0, 100'000'000'000);
        const QDate checkIn = QDate(2026, 1, 1).addDays(*rc::gen::inRange(0, 1000));
        const auto quote = quoteStay({checkIn, checkIn.addDays(nights)}, {price, eur});
        RC_ASSERT(quote.has_value());
        Money sum{0, eur};
        for (const QuoteLine &line : quote->lines)
            sum = *sum.plus(line.amount);
        RC_ASSERT(sum == quote->total);
        RC_ASSERT(sum.minor == price * nights);
    });
}

void TestQuote::tooMuchMoneyIsRefused()
{
    const Currency nok = *Currency::fromCode(u"NOK"_s);
    const StayDates two{{2026, 1, 1}, {2026, 1, 3}};
    EXPECT_ERROR(quoteStay(two, {std::numeric_limits<qint64>::max(), nok}), Validation);
    EXPECT_ERROR(quoteStay(two, {100, Currency()}), Validation);
}

void TestQuote::rulesAreNamed_data()
{
    QTest::addColumn<int>("firstDay");
    QTest::addColumn<int>("nights");
    QTest::addColumn<int>("guests");
    QTest::addColumn<QString>("rule");
    QTest::newRow("fits") << 0 << 3 << 2 << QString();
    QTest::newRow("shortest") << 5 << 2 << 1 << QString();
    QTest::newRow("longest") << 5 << 7 << 4 << QString();
    QTest::newRow("yesterday") << -1 << 3 << 2 << u"past"_s;
    QTest::newRow("too short") << 0 << 1 << 2 << u"min_nights"_s;
    QTest::newRow("too long") << 0 << 8 << 2 << u"max_nights"_s;
    QTest::newRow("too many") << 0 << 3 << 5 << u"max_guests"_s;
    QTest::newRow("nobody") << 0 << 3 << 0 << u"max_guests"_s;
}

void TestQuote::rulesAreNamed()
{
    QFETCH(int, firstDay);
    QFETCH(int, nights);
    QFETCH(int, guests);
    QFETCH(QString, rule);
    const QDate today(2028, 2, 29);
    const QDate checkIn = today.addDays(firstDay);
    const auto checked = checkStay({checkIn, checkIn.addDays(nights)}, guests, {2, 7, 4}, today);
    if (rule.isEmpty()) {
        EXPECT_OK(checked);
    } else {
        EXPECT_ERROR(checked, StayRuleBroken);
        QCOMPARE(checked.error().details.value(u"rule").toString(), rule);
    }
}

QTEST_GUILESS_MAIN(TestQuote)
#include "TestQuote.moc"
