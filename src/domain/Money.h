// Money: whole minor units with an ISO 4217 currency. Never floating point; never two currencies in one sum.
#pragma once

#include "common/Result.h"

#include <QString>

namespace roost {

// A currency of ISO 4217 (the list of 2024). Three bytes; cheap to copy.
class Currency
{
public:
    Currency() = default;
    // Validation error unless code is a current ISO 4217 code, in capitals.
    static Result<Currency> fromCode(const QString &code);

    bool isNull() const { return m_code[0] == 0; }
    QString code() const;
    // Digits behind the decimal sign: 2 for NOK, 0 for JPY, 3 for KWD.
    int minorDigits() const;

    friend bool operator==(const Currency &, const Currency &) = default;

private:
    char m_code[4] = {0, 0, 0, 0};
};

struct Money
{
    qint64 minor = 0;
    Currency currency;

    // Validation error on overflow of 64 bits or on two currencies.
    Result<Money> plus(const Money &other) const;
    Result<Money> times(qint64 factor) const;
    // This amount times numerator / denominator, rounded half away from zero, once. denominator > 0.
    Result<Money> scaled(qint64 numerator, qint64 denominator) const;

    // "1 299.00" in the manner of the locale, followed by the code: "1,299.00 NOK". For lists and logs of the CLI.
    QString toText() const;

    friend bool operator==(const Money &, const Money &) = default;
};

// "1299", "1299.5", "1 299,50" -> minor units of the currency; no locale guessing beyond one decimal sign.
// Validation error for anything else, for too many decimals and for amounts beyond 2^53 minor units.
Result<qint64> parseMinorUnits(const QString &text, const Currency &currency);

} // namespace roost
