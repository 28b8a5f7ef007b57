#include "Money.h"

#include <QLocale>

#include <limits>
#include <string>
#include <string_view>

namespace roost {

namespace {

using namespace Qt::StringLiterals;

// ISO 4217:2015, amendment list of 2024, grouped by the number of minor digits.
constexpr const char *kTwoDigits = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN "
                                   "BWP BYN BZD CAD CDF CHF CNY COP CRC "
                                   "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD "
                                   "HNL HTG HUF IDR ILS INR IRR JMD KES "
                                   "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
                                   "MWK MXN MYR MZN NAD NGN NIO NOK NPR "
                                   "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS "
                                   "SRD SSP STN SVC SYP SZL THB TJS TMT "
                                   "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";
constexpr const char *kNoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr const char *kThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

constexpr qint64 kLargestExactMinor = Q_INT64_C(9007199254740992); // 2^53: exact in every JSON reader

// Each code and the blank behind it take four bytes. Amounts are painted by the thousand: nothing is allocated here.
bool listHas(std::string_view list, std::string_view code)
{
    for (size_t i = 0; code.size() == 3 && i + 3 <= list.size(); i += 4) {
        if (list.compare(i, 3, code) == 0)
            return true;
    }
    return false;
}

tl::unexpected<Error> tooLarge()
{
    return fail(ErrorCode::Validation, u"This amount is too large to be exact."_s);
}

} // namespace

Result<Currency> Currency::fromCode(const QString &code)
{
    const std::string latin = code.toLatin1().toStdString();
    if (!listHas(kTwoDigits, latin) && !listHas(kNoDigits, latin) && !listHas(kThreeDigits, latin)) {
        return fail(ErrorCode::Validation, u"The currency must be an ISO 4217 code in capitals, for example NOK."_s, {},
                    {{u"field"_s, u"currency"_s}});
    }
    Currency currency;
    std::copy_n(latin.data(), 3, currency.m_code);
    return currency;
}

QString Currency::code() const
{
    return QString::fromLatin1(m_code);
}

int Currency::minorDigits() const
{
    const std::string_view code(m_code);
    if (listHas(kNoDigits, code))
        return 0;
    return listHas(kThreeDigits, code) ? 3 : 2;
}

Result<Money> Money::plus(const Money &other) const
{
    if (currency != other.currency)
        return fail(ErrorCode::Validation, u"Amounts in two currencies can't be added."_s);
    qint64 sum = 0;
    if (qAddOverflow(minor, other.minor, &sum))
        return tooLarge();
    return Money{sum, currency};
}

Result<Money> Money::times(qint64 factor) const
{
    qint64 product = 0;
    if (qMulOverflow(minor, factor, &product))
        return tooLarge();
    return Money{product, currency};
}

Result<Money> Money::scaled(qint64 numerator, qint64 denominator) const
{
    if (denominator <= 0)
        return tooLarge();
    // 7.5 % of a large amount fits, though amount times 75 may not.
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(minor) * numerator;
    const Wide rest = product % denominator;
    const Wide magnitude = rest < 0 ? -rest : rest;
    const int away = magnitude * 2 >= denominator ? (product < 0 ? -1 : 1) : 0;
    const Wide result = product / denominator + away;
    if (result > std::numeric_limits<qint64>::max() || result < std::numeric_limits<qint64>::min())
        return tooLarge();
    return Money{static_cast<qint64>(result), currency};
}

QString Money::toText() const
{
    const int digits = currency.minorDigits();
    qint64 unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    const quint64 magnitude = minor < 0 ? 0 - static_cast<quint64>(minor) : static_cast<quint64>(minor);
    const QLocale locale;
    QString text = locale.toString(magnitude / static_cast<quint64>(unit));
    if (digits > 0)
        text += locale.decimalPoint() +
                QString::number(magnitude % static_cast<quint64>(unit)).rightJustified(digits, u'0');
    return (minor < 0 ? u"-"_s : QString()) + text + u' ' + currency.code();
}

Result<qint64> parseMinorUnits(const QString &text, const Currency &currency)
{
    QString digits;
    int decimals = -1;
    for (const QChar c : text.trimmed()) {
        if (c.isSpace())
            continue;
        if (c == u'.' || c == u',') {
            if (decimals >= 0)
                return fail(ErrorCode::Validation, u"An amount has one decimal sign at most, for example 1299.50."_s);
            decimals = 0;
        } else if (c >= u'0' && c <= u'9') {
            digits += c;
            decimals += decimals >= 0 ? 1 : 0;
        } else {
            return fail(ErrorCode::Validation, u"An amount is a number, for example 1299.50."_s);
        }
    }
    if (digits.isEmpty())
        return fail(ErrorCode::Validation, u"Enter an amount, for example 1299.50."_s);
    if (decimals > currency.minorDigits()) {
        return fail(ErrorCode::Validation,
                    u"%1 has %2 decimals at most."_s.arg(currency.code()).arg(currency.minorDigits()));
    }
    digits += QString(currency.minorDigits() - qMax(decimals, 0), u'0');
    bool fits = false;
    const qint64 minor = digits.toLongLong(&fits);
    if (!fits || minor > kLargestExactMinor)
        return tooLarge();
    return minor;
}

} // namespace roost
