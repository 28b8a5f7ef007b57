#include "Quote.h"

#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;

QuotePart QuoteLine::part() const
{
    if (kind == u"fee")
        return QuotePart::Fees;
    return kind == u"tax" ? QuotePart::Taxes : QuotePart::Nights;
}

Money Quote::sumOf(QuotePart part) const
{
    // No overflow: the sum of all lines was checked when the quote was made.
    Money sum{0, total.currency};
    for (const QuoteLine &line : lines)
        sum.minor += line.part() == part ? line.amount.minor : 0;
    return sum;
}

QJsonObject moneyJson(const Money &money)
{
    return {{u"amount_minor"_s, money.minor}, {u"currency"_s, money.currency.code()}};
}

Result<Money> moneyFromJson(const QJsonValue &json)
{
    constexpr qint64 kNone = std::numeric_limits<qint64>::min();
    const qint64 minor = json[u"amount_minor"].toInteger(kNone);
    ROOST_ASSIGN(const Currency currency, Currency::fromCode(json[u"currency"].toString()));
    if (minor == kNone)
        return fail(ErrorCode::Validation, u"An amount is a whole number of minor units with its currency."_s);
    return Money{minor, currency};
}

QString moneyText(const Money &money)
{
    const int digits = money.currency.minorDigits();
    qint64 unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    const quint64 magnitude =
        money.minor < 0 ? 0 - static_cast<quint64>(money.minor) : static_cast<quint64>(money.minor);
    QString text = QLocale(QLocale::English).toString(magnitude / static_cast<quint64>(unit));
    if (digits > 0)
        text += u'.' + QString::number(magnitude % static_cast<quint64>(unit)).rightJustified(digits, u'0');
    return (money.minor < 0 ? u"-"_s : QString()) + text + u' ' + money.currency.code();
}

} // namespace roost
