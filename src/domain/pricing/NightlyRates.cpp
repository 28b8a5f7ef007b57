#include "NightlyRates.h"

#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<NightRate> outsideOfSeasons(const PriceBasis &basis, const QDate &night)
{
    if (const auto price = basis.plan.weekdayPrices.on(night))
        return NightRate{night, *price, QLocale(QLocale::English).dayName(night.dayOfWeek())};
    if (basis.basePriceMinor)
        return NightRate{night, *basis.basePriceMinor, {}};
    return fail(ErrorCode::ListingUnavailable, u"This listing has no price for these days. Choose another."_s);
}

} // namespace

Result<NightRate> nightRate(const PriceBasis &basis, const QDate &night)
{
    if (const auto day = basis.dayRates.constFind(night); day != basis.dayRates.constEnd() && day->priceMinor)
        return NightRate{night, *day->priceMinor, u"set for this day"_s};
    const Season *season = basis.plan.seasonOn(night);
    if (!season)
        return outsideOfSeasons(basis, night);
    if (const auto price = season->weekdayPrices.on(night))
        return NightRate{night, *price, season->name};
    if (season->priceMinor)
        return NightRate{night, *season->priceMinor, season->name};
    ROOST_ASSIGN(NightRate rate, outsideOfSeasons(basis, night));
    if (season->percent) {
        ROOST_ASSIGN(const qint64 change, season->percent->of(rate.minor));
        rate.minor += change;
        rate.label = season->name;
    }
    return rate;
}

} // namespace roost
