// A promotion as a host writes it and as it is stored.
#include "Promotion.h"

#include "RuleReader.h"

#include "domain/ListingRules.h"

#include <QRegularExpression>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostUses = 1'000'000'000;
constexpr int kMostListings = 1000;

const QStringList &kindNames()
{
    static const QStringList names{u"stay"_s, u"experience"_s, u"service"_s};
    return names;
}

void readCode(RuleReader &reader, const QJsonObject &json, Promotion &promotion)
{
    static const QRegularExpression pattern(u"^[A-Z0-9_-]{3,40}$"_s);
    reader.require(u"code"_s);
    promotion.code = promotionCode(json.value(u"code").toString());
    if (!pattern.match(promotion.code).hasMatch() || !reader.name(u"code"_s))
        reader.refuse(u"code"_s, u"A code has 3 to 40 letters from A to Z, digits, - and _."_s);
}

QDateTime readInstant(RuleReader &reader, const QJsonObject &json, const QString &field)
{
    const auto text = reader.name(field);
    if (!text)
        return {};
    const QDateTime instant = QDateTime::fromString(json.value(field).toString(), Qt::ISODateWithMs);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime)
        reader.refuse(field, u"\"%1\" is a time with its zone like 2027-02-28T15:00:00Z."_s.arg(field));
    return instant.toUTC();
}

void readDiscount(RuleReader &reader, const QJsonObject &json, Promotion &promotion)
{
    reader.requireOneOf(u"percent"_s, u"amount_minor"_s);
    promotion.percent = reader.percent(u"percent"_s, Percent{1}, Percent::whole(100));
    promotion.amountMinor = reader.whole(u"amount_minor"_s, 1, kLargestRuleMinor).value_or(0);
    promotion.minAmountMinor = reader.amount(u"min_amount_minor"_s);
    if (!promotion.percent || promotion.minAmountMinor)
        reader.require(u"currency"_s);
    if (reader.name(u"currency"_s)) {
        const auto currency = Currency::fromCode(json.value(u"currency").toString());
        if (!currency)
            reader.refuse(u"currency"_s, currency.error().userText);
        promotion.currency = currency.value_or(Currency());
    }
}

void readWindows(RuleReader &reader, const QJsonObject &json, Promotion &promotion)
{
    promotion.validFrom = readInstant(reader, json, u"valid_from"_s);
    promotion.validTo = readInstant(reader, json, u"valid_to"_s);
    if (promotion.validFrom.isValid() && promotion.validTo.isValid() && promotion.validTo <= promotion.validFrom)
        reader.refuse(u"valid_to"_s, u"The code must be usable for some time."_s);
    promotion.stayFrom = reader.date(u"stay_from"_s).value_or(QDate());
    promotion.stayTo = reader.date(u"stay_to"_s).value_or(QDate());
    if (promotion.stayFrom.isValid() && promotion.stayTo.isValid() && promotion.stayTo < promotion.stayFrom)
        reader.refuse(u"stay_to"_s, u"The last day can't be before the first."_s);
}

void readLimits(RuleReader &reader, Promotion &promotion)
{
    const auto number = [&reader](const QString &field, int most) {
        const auto value = reader.whole(field, 1, most);
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    };
    promotion.minNights = number(u"min_nights"_s, kMostListingNights);
    promotion.maxUses = number(u"max_uses"_s, kMostUses);
    promotion.maxUsesPerGuest = number(u"max_uses_per_guest"_s, kMostUses);
    promotion.kinds = reader.names(u"kinds"_s, static_cast<int>(kindNames().size()));
    for (const QString &kind : std::as_const(promotion.kinds)) {
        if (!kindNames().contains(kind))
            reader.refuse(u"kinds"_s, u"A kind is one of: %1."_s.arg(kindNames().join(u", "_s)));
    }
    for (const QString &text : reader.names(u"listings"_s, kMostListings)) {
        promotion.listings << ListingId::fromString(text);
        if (promotion.listings.last().isNull())
            reader.refuse(u"listings"_s, u"\"listings\" holds ids of listings."_s);
    }
}

template <class T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue orNull(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue orNull(const QDate &date)
{
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue();
}

} // namespace

Result<Promotion> Promotion::fromJson(const QJsonObject &json)
{
    QJsonObject given = json;
    for (const QString &field : json.keys()) {
        // Nothing, an empty text or an empty list say "no limit", as toJson() writes it.
        const QJsonValue value = json.value(field);
        if (value.isNull() || value == u""_s || value == QJsonArray())
            given.remove(field);
    }
    std::optional<Error> error;
    RuleReader reader(given, {}, error);
    Promotion promotion;
    readCode(reader, given, promotion);
    promotion.description = reader.name(u"description"_s).value_or(QString());
    readDiscount(reader, given, promotion);
    readWindows(reader, given, promotion);
    readLimits(reader, promotion);
    promotion.active = reader.flag(u"active"_s).value_or(true);
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return promotion;
}

QJsonObject Promotion::toJson() const
{
    QJsonArray listingArray;
    for (const ListingId &listing : listings)
        listingArray << listing.toString();
    return {{u"code"_s, code},
            {u"description"_s, description},
            {u"percent"_s, percent ? percent->toJson() : QJsonValue()},
            {u"amount_minor"_s, percent ? QJsonValue() : QJsonValue(amountMinor)},
            {u"currency"_s, currency.isNull() ? QJsonValue() : QJsonValue(currency.code())},
            {u"valid_from"_s, orNull(validFrom)},
            {u"valid_to"_s, orNull(validTo)},
            {u"stay_from"_s, orNull(stayFrom)},
            {u"stay_to"_s, orNull(stayTo)},
            {u"min_nights"_s, orNull(minNights)},
            {u"min_amount_minor"_s, orNull(minAmountMinor)},
            {u"kinds"_s, QJsonArray::fromStringList(kinds)},
            {u"listings"_s, listingArray},
            {u"max_uses"_s, orNull(maxUses)},
            {u"max_uses_per_guest"_s, orNull(maxUsesPerGuest)},
            {u"active"_s, active}};
}

} // namespace roost
