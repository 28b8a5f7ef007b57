// A percentage in thousandths of a percent: 12.5 % is 12'500, 8.875 % is 8'875. Exact, unlike a floating-point number.
#pragma once

#include "domain/Money.h"

#include <QJsonValue>

namespace roost {

struct Percent
{
    static constexpr int kWhole = 100'000; // 100 %

    int thousandths = 0;

    static constexpr Percent whole(int percent) { return {percent * 1000}; }
    // A JSON number with three decimals at most; nothing for anything else and beyond +-100,000 %.
    static std::optional<Percent> fromJson(const QJsonValue &value);
    QJsonValue toJson() const { return thousandths / 1000.0; }
    // "12.5 %"
    QString toText() const;

    // This share of an amount, rounded half away from zero, once. Validation error beyond 64 bits.
    Result<qint64> of(qint64 minor) const;

    friend constexpr bool operator==(Percent a, Percent b) { return a.thousandths == b.thousandths; }
    friend constexpr bool operator<(Percent a, Percent b) { return a.thousandths < b.thousandths; }
    friend constexpr bool operator>(Percent a, Percent b) { return b < a; }
    friend constexpr bool operator<=(Percent a, Percent b) { return !(b < a); }
    friend constexpr bool operator>=(Percent a, Percent b) { return !(a < b); }
};

} // namespace roost
