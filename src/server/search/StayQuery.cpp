#include "StayQuery.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostGuests = 1000;
constexpr int kMostPets = 50;
constexpr int kMostUnits = 100;
constexpr int kMostAmenities = 20;
constexpr qint64 kLargestPriceMinor = Q_INT64_C(1) << 53;

const QList<QPair<QString, StayOrder>> &orders()
{
    static const QList<QPair<QString, StayOrder>> names{{u"relevance"_s, StayOrder::Relevance},
                                                        {u"distance"_s, StayOrder::Distance},
                                                        {u"price"_s, StayOrder::Price},
                                                        {u"rating"_s, StayOrder::Rating},
                                                        {u"newest"_s, StayOrder::Newest}};
    return names;
}

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<void> checkCount(const QString &field, int number, int least, int most)
{
    if (number < least || number > most)
        return wrong(field, u"\"%1\" is a whole number from %2 to %3."_s.arg(field).arg(least).arg(most));
    return {};
}

Result<void> checkAmounts(const StayQuery &query)
{
    const bool asksPrice = query.priceFromMinor || query.priceToMinor;
    const QString field = query.priceFromMinor ? u"price_min"_s : u"price_max"_s;
    for (const auto &price : {query.priceFromMinor, query.priceToMinor}) {
        if (price && (*price < 0 || *price > kLargestPriceMinor))
            return wrong(field, u"A price is an amount in minor units that isn't negative."_s);
    }
    if (query.priceFromMinor && query.priceToMinor && *query.priceFromMinor > *query.priceToMinor)
        return wrong(u"price_max"_s, u"\"price_max\" must not be below \"price_min\"."_s);
    if (asksPrice && !query.dates)
        return wrong(u"from"_s, u"Prices are those of a whole stay: give its dates with \"from\" and \"to\"."_s);
    if (asksPrice && query.currency.isNull())
        return wrong(u"currency"_s, u"Say in which currency the prices are, for example \"currency=NOK\"."_s);
    return {};
}

Result<void> checkOrder(const StayQuery &query)
{
    if (query.order == StayOrder::Distance && !query.where.near)
        return wrong(u"near"_s, u"An order by distance needs a point: \"near=59.91,10.75\"."_s);
    if (query.order == StayOrder::Relevance && query.where.words.isEmpty())
        return wrong(u"q"_s, u"An order by relevance needs words to look for in \"q\"."_s);
    if (query.order == StayOrder::Price && !query.dates)
        return wrong(u"from"_s, u"An order by price needs the dates of the stay, \"from\" and \"to\"."_s);
    if (query.order == StayOrder::Price && query.currency.isNull())
        return wrong(u"currency"_s, u"An order by price needs a currency, for example \"currency=NOK\"."_s);
    return {};
}

} // namespace

std::optional<StayOrder> stayOrderFromName(const QString &name)
{
    for (const auto &[known, order] : orders()) {
        if (known == name)
            return order;
    }
    return std::nullopt;
}

QString stayOrderName(StayOrder order)
{
    for (const auto &[name, known] : orders()) {
        if (known == order)
            return name;
    }
    return {};
}

StayOrder StayQuery::orderOrDefault() const
{
    if (order)
        return *order;
    if (!where.words.isEmpty())
        return StayOrder::Relevance;
    return where.near ? StayOrder::Distance : StayOrder::Rating;
}

Result<void> StayQuery::check(const QDateTime &nowUtc) const
{
    ROOST_TRY(checkCount(u"guests"_s, guests, 1, kMostGuests));
    ROOST_TRY(checkCount(u"pets"_s, pets, 0, kMostPets));
    ROOST_TRY(checkCount(u"units"_s, units, 1, kMostUnits));
    ROOST_TRY(where.check());
    ROOST_TRY(checkAmounts(*this));
    ROOST_TRY(checkOrder(*this));
    if (minRating && !(*minRating >= 1 && *minRating <= 5))
        return wrong(u"min_rating"_s, u"\"min_rating\" is from 1 to 5."_s);
    const bool hasNull = roomType.contains(QChar::Null) || amenities.join(QString()).contains(QChar::Null);
    if (amenities.size() > kMostAmenities || hasNull)
        return wrong(u"amenities"_s, u"At most %1 amenities can be asked for."_s.arg(kMostAmenities));
    // The latest "today" on earth is 14 hours ahead of UTC, the earliest 12 behind.
    if (dates && dates->checkIn < nowUtc.addSecs(-12 * 3600).date())
        return fail(ErrorCode::StayRuleBroken, u"The check-in day has passed. Choose another."_s, {},
                    {{u"rule"_s, u"past"_s}, {u"field"_s, u"from"_s}});
    return {};
}

} // namespace roost
