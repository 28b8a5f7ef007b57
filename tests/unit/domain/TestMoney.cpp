// Money: exact, in one currency, never beyond 64 bits unnoticed.
#include "domain/Money.h"

#include "support/Expect.h"
#include "support/Properties.h"

#include <QLocale>

using namespace roost;
using namespace Qt::StringLiterals;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void knowsCurrencies_data();
    void knowsCurrencies();
    void refusesOtherCodes_data();
    void refusesOtherCodes();
    void addsOnlyOneCurrency();
    void overflowIsAnError();
    void roundsHalfAwayFromZero_data();
    void roundsHalfAwayFromZero();
    void sumsAreExact();
    void partsDifferByHalfAMinorUnitAtMost();
    void parsesAmounts_data();
    void parsesAmounts();
    void refusesOtherAmounts_data();
    void refusesOtherAmounts();
    void whatIsShownIsReadBack();
    void showsNegativeAmounts();
};

namespace {

Currency currency(const char *code)
{
    return Currency::fromCode(QString::fromLatin1(code)).value();
}

} // namespace

void TestMoney::knowsCurrencies_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("digits");
    QTest::newRow("first of the list") << u"AED"_s << 2;
    QTest::newRow("NOK") << u"NOK"_s << 2;
    QTest::newRow("last of the list") << u"ZWG"_s << 2;
    QTest::newRow("JPY") << u"JPY"_s << 0;
    QTest::newRow("XPF") << u"XPF"_s << 0;
    QTest::newRow("KWD") << u"KWD"_s << 3;
    QTest::newRow("TND") << u"TND"_s << 3;
}

void TestMoney::knowsCurrencies()
{
    QFETCH(QString, code);
    QFETCH(int, digits);
    const auto found = Currency::fromCode(code);
    EXPECT_OK(found);
    QCOMPARE(found->code(), code);
    QCOMPARE(found->minorDigits(), digits);
}

void TestMoney::refusesOtherCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QString();
    QTest::newRow("small letters") << u"nok"_s;
    QTest::newRow("unknown") << u"ABC"_s;
    QTest::newRow("across two of the list") << u"ED "_s;
    QTest::newRow("blank") << u"   "_s;
    QTest::newRow("too long") << u"NOKS"_s;
    QTest::newRow("a part of the list") << u"AED AFN"_s;
    QTest::newRow("no Latin letters") << u"НОК"_s;
}

void TestMoney::refusesOtherCodes()
{
    QFETCH(QString, code);
    EXPECT_ERROR(Currency::fromCode(code), Validation);
}

void TestMoney::addsOnlyOneCurrency()
{
    EXPECT_ERROR((Money{1, currency("NOK")}.plus({1, currency("EUR")})), Validation);
    QCOMPARE((Money{1, currency("NOK")}.plus({2, currency("NOK")}))->minor, 3);
}

void TestMoney::overflowIsAnError()
{
    const Money most{std::numeric_limits<qint64>::max(), currency("NOK")};
    const Money least{std::numeric_limits<qint64>::min(), currency("NOK")};
    EXPECT_ERROR(most.plus({1, currency("NOK")}), Validation);
    EXPECT_ERROR(least.plus({-1, currency("NOK")}), Validation);
    EXPECT_ERROR(most.times(2), Validation);
    EXPECT_ERROR(least.times(-1), Validation);
    EXPECT_ERROR(least.scaled(-1, 1), Validation);
    EXPECT_ERROR(most.scaled(1, 0), Validation);
    EXPECT_ERROR(most.scaled(1, -2), Validation);
    QCOMPARE(most.scaled(999, 1000)->minor, Q_INT64_C(9214148664817921031));
    QCOMPARE(most.scaled(1, 1)->minor, most.minor);
}

void TestMoney::roundsHalfAwayFromZero_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<qint64>("numerator");
    QTest::addColumn<qint64>("denominator");
    QTest::addColumn<qint64>("result");
    QTest::newRow("half up") << qint64(5) << qint64(1) << qint64(2) << qint64(3);
    QTest::newRow("half down when negative") << qint64(-5) << qint64(1) << qint64(2) << qint64(-3);
    QTest::newRow("below half") << qint64(4) << qint64(1) << qint64(3) << qint64(1);
    QTest::newRow("above half") << qint64(5) << qint64(1) << qint64(3) << qint64(2);
    QTest::newRow("12.5 %") << qint64(100'01) << qint64(125) << qint64(1000) << qint64(1250);
    QTest::newRow("negative part") << qint64(5) << qint64(-1) << qint64(2) << qint64(-3);
    QTest::newRow("nothing") << qint64(0) << qint64(7) << qint64(9) << qint64(0);
}

void TestMoney::roundsHalfAwayFromZero()
{
    QFETCH(qint64, minor);
    QFETCH(qint64, numerator);
    QFETCH(qint64, denominator);
    QFETCH(qint64, result);
    const auto scaled = Money{minor, currency("NOK")}.scaled(numerator, denominator);
    EXPECT_OK(scaled);
    QCOMPARE(scaled->minor, result);
}

void TestMoney::sumsAreExact()
{
    CHECK_PROPERTY([](qint64 a, qint64 b) {
        const Currency nok = currency("NOK");
        const auto sum = Money{a, nok}.plus({b, nok});
        qint64 expected = 0;
        RC_ASSERT(sum.has_value() != qAddOverflow(a, b, &expected));
        if (sum) {
            RC_ASSERT(sum->minor == expected);
            RC_ASSERT((Money{b, nok}.plus({a, nok}))->minor == expected);
        }
    });
}

void TestMoney::partsDifferByHalfAMinorUnitAtMost()
{
    CHECK_PROPERTY([] {
        const auto minor = *rc::gen::inRange<qint64>(-1'000'000'000, 1'000'000'000);
        const auto numerator = *rc::gen::inRange<qint64>(-1'000'000, 1'000'000);
        const auto denominator = *rc::gen::inRange<qint64>(1, 1'000'000);
        const auto part = Money{minor, currency("NOK")}.scaled(numerator, denominator);
        RC_ASSERT(part.has_value());
        const qint64 difference = part->minor * denominator - minor * numerator;
        RC_ASSERT(2 * qAbs(difference) <= denominator);
        // An exact half has gone away from zero.
        if (2 * qAbs(difference) == denominator)
            RC_ASSERT(qAbs(part->minor * denominator) > qAbs(minor * numerator));
    });
}

void TestMoney::parsesAmounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<qint64>("minor");
    QTest::newRow("whole") << u"1299"_s << u"NOK"_s << qint64(129900);
    QTest::newRow("one decimal") << u"1299.5"_s << u"NOK"_s << qint64(129950);
    QTest::newRow("comma and blank") << u" 1 299,50 "_s << u"NOK"_s << qint64(129950);
    QTest::newRow("no-break blank") << u"1\u00a0299"_s << u"NOK"_s << qint64(129900);
    QTest::newRow("no minor digits") << u"1299"_s << u"JPY"_s << qint64(1299);
    QTest::newRow("three minor digits") << u"1,299"_s << u"KWD"_s << qint64(1299);
    QTest::newRow("only decimals") << u".5"_s << u"NOK"_s << qint64(50);
    QTest::newRow("2^53") << u"90071992547409.92"_s << u"NOK"_s << qint64(9007199254740992);
}

void TestMoney::parsesAmounts()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(qint64, minor);
    const auto parsed = parseMinorUnits(text, *Currency::fromCode(code));
    EXPECT_OK(parsed);
    QCOMPARE(*parsed, minor);
}

void TestMoney::refusesOtherAmounts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", " ", ".", "-5", "+5", "1.2.3", "1,299.50", "12.345", "1e3", "NOK 5",
                             "90071992547409.93", "99999999999999999999999", "0x10", "½"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestMoney::refusesOtherAmounts()
{
    QFETCH(QString, text);
    EXPECT_ERROR(parseMinorUnits(text, currency("NOK")), Validation);
}

void TestMoney::whatIsShownIsReadBack()
{
    CHECK_PROPERTY([] {
        const auto minor = *rc::gen::inRange<qint64>(0, 9007199254740992);
        const Currency unit = *rc::gen::map(rc::gen::element<std::string>("NOK", "JPY", "KWD"),
                                            [](const std::string &code) { return currency(code.c_str()); });
        QString text = Money{minor, unit}.toText();
        RC_ASSERT(text.endsWith(u' ' + unit.code()));
        text.chop(4);
        text.remove(u',');
        RC_ASSERT(parseMinorUnits(text, unit).value_or(-1) == minor);
    });
}

void TestMoney::showsNegativeAmounts()
{
    QCOMPARE((Money{-5, currency("NOK")}.toText()), u"-0.05 NOK"_s);
    QCOMPARE((Money{std::numeric_limits<qint64>::min(), currency("JPY")}.toText()), u"-9223372036854775808 JPY"_s);
}

QTEST_GUILESS_MAIN(TestMoney)
#include "TestMoney.moc"
