#include "PriceBasisRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostQuoteMinutes = 24 * 60;

Result<RatePlan> planOf(const QByteArray &stored)
{
    // Most listings have no rules, and searches read thousands.
    if (stored == "{}")
        return RatePlan();
    ROOST_ASSIGN(const QJsonObject document, parseJsonObject(stored));
    return RatePlan::fromJson(document);
}

Result<DayRates> dayRatesOf(const QByteArray &stored)
{
    DayRates rates;
    if (stored == "{}")
        return rates;
    ROOST_ASSIGN(const QJsonObject days, parseJsonObject(stored));
    for (auto day = days.begin(); day != days.end(); ++day) {
        ROOST_ASSIGN(const DayRate rate, DayRate::fromJson(day.value().toObject(), day.key()));
        rates.insert(QDate::fromString(day.key(), Qt::ISODate), rate);
    }
    return rates;
}

Result<ListingPrices> pricesOf(const Statement &row)
{
    ListingPrices prices;
    PriceBasis &basis = prices.basis;
    basis.basePriceMinor = row.optionalInteger(1);
    ROOST_ASSIGN(basis.currency, Currency::fromCode(row.text(2)));
    ROOST_ASSIGN(basis.plan, planOf(row.text(3).toUtf8()));
    ROOST_ASSIGN(const QJsonObject policy, parseJsonObject(row.text(4).toUtf8()));
    ROOST_ASSIGN(basis.policy, CancellationPolicy::fromJson(policy));
    ROOST_ASSIGN(basis.dayRates, dayRatesOf(row.text(5).toUtf8()));
    const int minutes = row.text(6).toInt();
    if (minutes > 0)
        prices.quoteMinutes = qMin(minutes, kMostQuoteMinutes);
    return prices;
}

QString arrayOf(const QList<ListingId> &ids)
{
    QStringList texts;
    for (const ListingId &id : ids)
        texts << id.toString();
    return u'{' + texts.join(u',') + u'}';
}

} // namespace

Result<QHash<ListingId, ListingPrices>> PriceBasisRepository::load(const QList<ListingId> &listings, const QDate &from,
                                                                   const QDate &to)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"pricing/basis"_s));
    find.bind(u":listings"_s, arrayOf(listings))
        .bind(u":from"_s, from.toString(Qt::ISODate))
        .bind(u":to"_s, to.toString(Qt::ISODate));
    ROOST_TRY(find.exec());
    QHash<ListingId, ListingPrices> found;
    while (find.next()) {
        ROOST_ASSIGN(const ListingPrices prices, pricesOf(find));
        found.insert(find.id<ListingId>(0), prices);
    }
    return found;
}

Result<ListingPrices> PriceBasisRepository::load(const ListingId &listing, const QDate &from, const QDate &to)
{
    ROOST_ASSIGN(const auto found, load(QList{listing}, from, to));
    const auto prices = found.constFind(listing);
    if (prices == found.constEnd())
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    return *prices;
}

Result<int> PriceBasisRepository::takenPercent(const ListingId &listing, const InstantRange &during,
                                               const QDateTime &nowUtc, const OwnClaims &own)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"pricing/taken_share"_s));
    find.bind(u":listing_id"_s, listing)
        .bind(u":from"_s, during.from.toString(Qt::ISODateWithMs))
        .bind(u":to"_s, during.to.toString(Qt::ISODateWithMs))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs))
        .bind(u":own_hold"_s, own.hold)
        .bind(u":own_booking"_s, own.booking);
    ROOST_TRY(find.exec());
    return find.next() ? static_cast<int>(qBound(Q_INT64_C(0), find.integer(0), Q_INT64_C(100))) : 0;
}

} // namespace roost
