#include "Wish.h"

#include <QJsonArray>
#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostGuests = 1000;
constexpr int kMostPets = 50;
constexpr qsizetype kLongestTier = 100;
constexpr qsizetype kLongestPromoCode = 50;
constexpr qsizetype kLongestQuoteToken = 100'000;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<int> count(const QJsonObject &json, const QString &field, int least, int most, int byDefault)
{
    const QJsonValue value = json.value(field);
    if (value.isUndefined() || value.isNull())
        return byDefault;
    const qint64 number = value.toInteger(-1);
    if (number < least || number > most)
        return wrong(field, u"\"%1\" is a whole number from %2 to %3."_s.arg(field).arg(least).arg(most));
    return static_cast<int>(number);
}

Result<QString> text(const QJsonObject &json, const QString &field, qsizetype most)
{
    const QJsonValue value = json.value(field);
    const QString found = value.toString();
    const bool isText = value.isUndefined() || value.isNull() || value.isString();
    if (!isText || found.size() > most || found.contains(QChar(u'\0')))
        return wrong(field, u"\"%1\" is a text of %2 characters at most."_s.arg(field).arg(most));
    return found;
}

template <class AnyId>
Result<AnyId> id(const QJsonValue &value, const QString &field)
{
    const AnyId found = AnyId::fromString(value.toString());
    if (found.isNull())
        return wrong(field, u"\"%1\" must be an id."_s.arg(field));
    return found;
}

template <class AnyId>
Result<AnyId> optionalId(const QJsonObject &json, const QString &field)
{
    const QJsonValue value = json.value(field);
    if (value.isUndefined() || value.isNull())
        return AnyId();
    return id<AnyId>(value, field);
}

Result<StayWish> stayWish(const QJsonObject &json)
{
    StayWish wish;
    ROOST_ASSIGN(wish.listing, id<ListingId>(json.value("listing_id"_L1), u"listing_id"_s));
    ROOST_ASSIGN(wish.dates,
                 StayDates::parse(json.value("check_in"_L1).toString(), json.value("check_out"_L1).toString()));
    ROOST_ASSIGN(wish.guests, count(json, u"guests"_s, 1, kMostGuests, 1));
    ROOST_ASSIGN(wish.pets, count(json, u"pets"_s, 0, kMostPets, 0));
    ROOST_ASSIGN(wish.units, count(json, u"units"_s, 1, kMostUnitsOfWish, 1));
    ROOST_ASSIGN(wish.unit, optionalId<UnitId>(json, u"unit_id"_s));
    if (!wish.unit.isNull() && wish.units != 1)
        return wrong(u"units"_s, u"Name one unit, or a number of units, not both."_s);
    return wish;
}

Result<QList<UnitId>> seatIds(const QJsonArray &array)
{
    QList<UnitId> seats;
    for (const QJsonValue &value : array) {
        ROOST_ASSIGN(const UnitId seat, id<UnitId>(value, u"seats"_s));
        seats << seat;
    }
    if (seats.size() > kMostSeatsOfWish)
        return wrong(u"seats"_s, u"At most %1 seats can be taken at once."_s.arg(kMostSeatsOfWish));
    if (QSet<UnitId>(seats.begin(), seats.end()).size() != seats.size())
        return wrong(u"seats"_s, u"A seat is named twice."_s);
    return seats;
}

Result<SeatWish> seatWish(const QJsonObject &json)
{
    SeatWish wish;
    ROOST_ASSIGN(wish.session, id<ExperienceSessionId>(json.value("session_id"_L1), u"session_id"_s));
    ROOST_ASSIGN(wish.places, count(json, u"places"_s, 0, kMostSeatsOfWish, 0));
    ROOST_ASSIGN(wish.tier, text(json, u"tier"_s, kLongestTier));
    ROOST_ASSIGN(wish.seats, seatIds(json.value("seats"_L1).toArray()));
    if (wish.seats.isEmpty() == (wish.places == 0))
        return wrong(u"seats"_s, u"Name either the seats, or how many places are wanted."_s);
    return wish;
}

Result<SlotWish> slotWish(const QJsonObject &json)
{
    SlotWish wish;
    ROOST_ASSIGN(wish.listing, id<ListingId>(json.value("listing_id"_L1), u"listing_id"_s));
    wish.startsAt = QDateTime::fromString(json.value("starts_at"_L1).toString(), Qt::ISODateWithMs);
    if (!wish.startsAt.isValid() || wish.startsAt.timeSpec() == Qt::LocalTime)
        return wrong(u"starts_at"_s,
                     u"\"starts_at\" is an instant with its offset, for example 2027-07-02T15:30:00Z."_s);
    wish.startsAt = wish.startsAt.toUTC();
    ROOST_ASSIGN(wish.staff, optionalId<UnitId>(json, u"staff_id"_s));
    ROOST_ASSIGN(wish.guests, count(json, u"guests"_s, 1, kMostGuests, 1));
    return wish;
}

// A wish of two shapes is none: which of them was meant?
Result<void> refuseFields(const QJsonObject &json, const QStringList &ofOtherShapes)
{
    for (const QString &field : ofOtherShapes) {
        if (json.contains(field) && !json.value(field).isNull())
            return wrong(field, u"\"%1\" doesn't belong to this wish. Ask for one thing at a time."_s.arg(field));
    }
    return {};
}

bool areForTheSame(const StayWish &a, const StayWish &b)
{
    return a.listing == b.listing && a.dates.overlaps(b.dates) &&
           (a.unit == b.unit || a.unit.isNull() || b.unit.isNull());
}

bool areForTheSame(const SeatWish &a, const SeatWish &b)
{
    if (a.session != b.session)
        return false;
    if (a.seats.isEmpty() && b.seats.isEmpty())
        return a.tier == b.tier;
    return std::any_of(a.seats.begin(), a.seats.end(), [&b](const UnitId &seat) { return b.seats.contains(seat); });
}

bool areForTheSame(const SlotWish &a, const SlotWish &b)
{
    return a.listing == b.listing && a.startsAt == b.startsAt;
}

void addId(QJsonObject &json, const QString &field, const UnitId &unit)
{
    if (!unit.isNull())
        json.insert(field, unit.toString());
}

QJsonObject shapeOf(const StayWish &wish)
{
    QJsonObject json{{u"listing_id"_s, wish.listing.toString()},
                     {u"check_in"_s, wish.dates.checkIn.toString(Qt::ISODate)},
                     {u"check_out"_s, wish.dates.checkOut.toString(Qt::ISODate)},
                     {u"guests"_s, wish.guests},
                     {u"pets"_s, wish.pets},
                     {u"units"_s, wish.units}};
    addId(json, u"unit_id"_s, wish.unit);
    return json;
}

QJsonObject shapeOf(const SeatWish &wish)
{
    QJsonObject json{{u"session_id"_s, wish.session.toString()}};
    if (wish.places > 0)
        json.insert(u"places"_s, wish.places);
    if (!wish.tier.isEmpty())
        json.insert(u"tier"_s, wish.tier);
    QJsonArray seats;
    for (const UnitId &seat : wish.seats)
        seats << seat.toString();
    if (!seats.isEmpty())
        json.insert(u"seats"_s, seats);
    return json;
}

QJsonObject shapeOf(const SlotWish &wish)
{
    QJsonObject json{{u"listing_id"_s, wish.listing.toString()},
                     {u"starts_at"_s, wish.startsAt.toString(Qt::ISODateWithMs)},
                     {u"guests"_s, wish.guests}};
    addId(json, u"staff_id"_s, wish.staff);
    return json;
}

} // namespace

Result<Wish> Wish::fromJson(const QJsonObject &json)
{
    Wish wish;
    if (json.contains("session_id"_L1)) {
        ROOST_TRY(refuseFields(json, {u"check_in"_s, u"check_out"_s, u"units"_s, u"unit_id"_s, u"starts_at"_s}));
        ROOST_ASSIGN(wish.what, seatWish(json));
    } else if (json.contains("starts_at"_L1)) {
        ROOST_TRY(refuseFields(json, {u"check_in"_s, u"check_out"_s, u"units"_s, u"unit_id"_s, u"seats"_s}));
        ROOST_ASSIGN(wish.what, slotWish(json));
    } else {
        ROOST_ASSIGN(wish.what, stayWish(json));
    }
    ROOST_ASSIGN(wish.promoCode, text(json, u"promo_code"_s, kLongestPromoCode));
    ROOST_ASSIGN(wish.quoteToken, text(json, u"quote_token"_s, kLongestQuoteToken));
    return wish;
}

QJsonObject Wish::toJson() const
{
    QJsonObject json = std::visit([](const auto &shape) { return shapeOf(shape); }, what);
    if (!promoCode.isEmpty())
        json.insert(u"promo_code"_s, promoCode);
    return json;
}

bool isForTheSame(const Wish &a, const Wish &b)
{
    if (a.what.index() != b.what.index())
        return false;
    return std::visit(
        [&b](const auto &shape) { return areForTheSame(shape, std::get<std::decay_t<decltype(shape)>>(b.what)); },
        a.what);
}

} // namespace roost
