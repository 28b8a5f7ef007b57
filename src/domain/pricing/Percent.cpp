#include "Percent.h"

#include <cmath>

namespace roost {

using namespace Qt::StringLiterals;

std::optional<Percent> Percent::fromJson(const QJsonValue &value)
{
    const double scaled = value.toDouble(1e12) * 1000;
    const double whole = std::round(scaled);
    // 8.875 has no exact double; what was meant is the nearest thousandth, or something with more decimals.
    if (!value.isDouble() || std::abs(whole) > 1e8 || std::abs(scaled - whole) > 1e-4)
        return std::nullopt;
    return Percent{static_cast<int>(whole)};
}

QString Percent::toText() const
{
    return QString::number(thousandths / 1000.0, 'g', 9) + u" %"_s;
}

Result<qint64> Percent::of(qint64 minor) const
{
    ROOST_ASSIGN(const Money share, (Money{minor, {}}.scaled(thousandths, kWhole)));
    return share.minor;
}

} // namespace roost
