#include "BookingCode.h"

#include <QRandomGenerator>

namespace roost {

namespace {

// Without 0/O, 1/I/L, 2/Z, 5/S, 8/B and U/V.
constexpr char kAlphabet[] = "34679ACDEFGHJKMNPQRTWXY";
constexpr int kAlphabetSize = sizeof(kAlphabet) - 1;
constexpr quint32 kCodesOfADay = 148'035'889; // kAlphabetSize ^ 6

} // namespace

QString newBookingCode(const QDate &madeOn)
{
    return bookingCodeOf(madeOn, QRandomGenerator::system()->bounded(kCodesOfADay));
}

QString bookingCodeOf(const QDate &madeOn, quint32 number)
{
    QString code = QStringLiteral("BK-") + madeOn.toString(QStringLiteral("yyyyMMdd")) + u'-';
    for (int i = 0; i < 6; ++i, number /= kAlphabetSize)
        code += QLatin1Char(kAlphabet[number % kAlphabetSize]);
    return code;
}

QString normalisedBookingCode(const QString &typed)
{
    QString plain;
    for (const QChar c : typed.toUpper()) {
        if (c.isLetterOrNumber())
            plain += c;
    }
    if (plain.size() != 16 || !plain.startsWith(QStringLiteral("BK")))
        return {};
    return plain.left(2) + u'-' + plain.mid(2, 8) + u'-' + plain.mid(10);
}

} // namespace roost
