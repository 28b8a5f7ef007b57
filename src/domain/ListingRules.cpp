#include "ListingRules.h"

#include "Money.h"
#include "PropertyZone.h"
#include "pricing/CancellationPolicy.h"
#include "pricing/RatePlan.h"
#include "scheduling/ServiceTerms.h"

#include <QJsonArray>
#include <QSet>
#include <QTime>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestSummary = 10'000;
constexpr int kLongestPlace = 200;
constexpr int kMostGuests = 1000;
constexpr int kMostPreparationDays = 30;

// Empty: the value is right.
using Check = QString (*)(const QJsonValue &value);
// For fields that are a document of rules: the error names the rule.
using CheckDocument = Result<void> (*)(const QJsonObject &document);

bool isWholeNumber(const QJsonValue &value, qint64 least, qint64 most)
{
    // A fraction or a number beyond 64 bits has no qint64; the fallback must lie outside every range.
    constexpr qint64 kNone = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(kNone);
    return value.isDouble() && number >= least && number <= most;
}

bool isText(const QJsonValue &value, int most)
{
    // NUL has no place in Postgres' text; control characters have none in a title.
    return value.isString() && value.toString().size() <= most && !value.toString().contains(QChar(u'\0'));
}

QString checkTitle(const QJsonValue &value)
{
    const bool isRight = isText(value, kLongestListingTitle) && !value.toString().trimmed().isEmpty();
    return isRight ? QString() : u"A title has 1 to %1 characters."_s.arg(kLongestListingTitle);
}

QString checkSummary(const QJsonValue &value)
{
    return isText(value, kLongestSummary) ? QString() : u"The text has %1 characters at most."_s.arg(kLongestSummary);
}

QString checkPrice(const QJsonValue &value)
{
    const bool isRight = value.isNull() || isWholeNumber(value, 0, kLargestListingPriceMinor);
    return isRight ? QString() : u"The price must be an amount that isn't negative."_s;
}

QString checkMinNights(const QJsonValue &value)
{
    return isWholeNumber(value, 1, kMostListingNights)
               ? QString()
               : u"The minimum stay is 1 to %1 nights."_s.arg(kMostListingNights);
}

QString checkMaxNights(const QJsonValue &value)
{
    const bool isRight = value.isNull() || isWholeNumber(value, 1, kMostListingNights);
    return isRight ? QString() : u"The maximum stay is 1 to %1 nights, or empty."_s.arg(kMostListingNights);
}

QString checkGuests(const QJsonValue &value)
{
    return isWholeNumber(value, 1, kMostGuests) ? QString() : u"The number of guests is 1 to %1."_s.arg(kMostGuests);
}

QString checkPreparation(const QJsonValue &value)
{
    return isWholeNumber(value, 0, kMostPreparationDays)
               ? QString()
               : u"Preparation takes 0 to %1 days."_s.arg(kMostPreparationDays);
}

QString checkTime(const QJsonValue &value)
{
    const QString text = value.toString();
    const bool isRight =
        value.isString() && (QTime::fromString(text, u"HH:mm"_s).isValid() ||
                             (text.endsWith(u":00"_s) && QTime::fromString(text, u"HH:mm:ss"_s).isValid()));
    return isRight ? QString() : u"A time is written like 15:00."_s;
}

QString checkSwitch(const QJsonValue &value)
{
    return value.isBool() ? QString() : u"This is either on or off."_s;
}

QString checkStatus(const QJsonValue &value)
{
    const bool isRight = value == u"published"_s || value == u"unpublished"_s;
    return isRight ? QString() : u"A listing is either published or unpublished."_s;
}

QString checkLanguage(const QJsonValue &value)
{
    const QString code = value.toString();
    const bool isLower = std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    const bool isRight = value.isString() && (code.isEmpty() || code.size() == 2) && isLower;
    return isRight ? QString() : u"A language is its ISO 639-1 code, for example no, or empty."_s;
}

bool isAmenity(const QString &text)
{
    const bool isTidy = !text.isEmpty() && text.size() <= kLongestAmenity && text == text.simplified().toLower();
    return isTidy &&
           std::none_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

QString checkAmenities(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    QSet<QString> seen;
    for (const QJsonValue &amenity : array) {
        if (!amenity.isString() || !isAmenity(amenity.toString()) || seen.contains(amenity.toString()))
            return u"Amenities are different words in lower case, of %1 characters at most: wifi, sauna, …"_s.arg(
                kLongestAmenity);
        seen.insert(amenity.toString());
    }
    const bool isRight = value.isArray() && array.size() <= kMostAmenities;
    return isRight ? QString() : u"Amenities are a list of %1 words at most."_s.arg(kMostAmenities);
}

QString checkPlace(const QJsonValue &value)
{
    const bool isRight = value.isNull() || isText(value, kLongestPlace);
    return isRight ? QString() : u"This has %1 characters at most."_s.arg(kLongestPlace);
}

QString checkLatitude(const QJsonValue &value)
{
    const bool isRight = value.isNull() || (value.isDouble() && qAbs(value.toDouble()) <= 90);
    return isRight ? QString() : u"A latitude lies between -90 and 90 degrees."_s;
}

QString checkLongitude(const QJsonValue &value)
{
    const bool isRight = value.isNull() || (value.isDouble() && qAbs(value.toDouble()) <= 180);
    return isRight ? QString() : u"A longitude lies between -180 and 180 degrees."_s;
}

QString checkZone(const QJsonValue &value)
{
    const bool isRight = value.isNull() || propertyZone(value.toString());
    return isRight ? QString() : u"The time zone must be an IANA name, for example Europe/Oslo."_s;
}

QString checkCurrency(const QJsonValue &value)
{
    const bool isRight = value.isNull() || Currency::fromCode(value.toString());
    return isRight ? QString() : u"The currency must be an ISO 4217 code in capitals, for example NOK."_s;
}

QString checkDocument(const QJsonValue &value)
{
    return value.isObject() ? QString() : u"These rules are an object."_s;
}

Result<void> checkPricing(const QJsonObject &document)
{
    return RatePlan::fromJson(document).map([](const RatePlan &) {});
}

Result<void> checkPolicy(const QJsonObject &document)
{
    if (document.contains(u"preset") && document.contains(u"steps")) {
        return fail(ErrorCode::Validation, u"A policy is a preset or steps of one's own, not both."_s, {},
                    {{u"field"_s, u"cancellation_policy.steps"_s}});
    }
    return CancellationPolicy::fromJson(document).map([](const CancellationPolicy &) {});
}

QString checkService(const QJsonValue &value)
{
    return value.isNull() || value.isObject() ? QString() : u"The terms of a service are an object."_s;
}

Result<void> checkServiceTerms(const QJsonObject &document)
{
    return ServiceTerms::fromJson(document).map([](const ServiceTerms &) {});
}

QString checkKind(const QJsonValue &value)
{
    const bool isRight = value == u"stay"_s || value == u"experience"_s || value == u"service"_s;
    return isRight ? QString() : u"A listing is a stay, an experience or a service."_s;
}

struct FieldRule
{
    QString field;
    Check check;
    CheckDocument document = nullptr;
};

const QList<FieldRule> &editableRules()
{
    static const QList<FieldRule> rules{{u"title"_s, checkTitle},
                                        {u"summary"_s, checkSummary},
                                        {u"base_price_minor"_s, checkPrice},
                                        {u"min_nights"_s, checkMinNights},
                                        {u"max_nights"_s, checkMaxNights},
                                        {u"check_in_time"_s, checkTime},
                                        {u"check_out_time"_s, checkTime},
                                        {u"preparation_days"_s, checkPreparation},
                                        {u"max_guests"_s, checkGuests},
                                        {u"instant_book"_s, checkSwitch},
                                        {u"hold_pending"_s, checkSwitch},
                                        {u"status"_s, checkStatus},
                                        {u"pricing"_s, checkDocument, checkPricing},
                                        {u"cancellation_policy"_s, checkDocument, checkPolicy},
                                        {u"language"_s, checkLanguage},
                                        {u"amenities"_s, checkAmenities},
                                        {u"service"_s, checkService, checkServiceTerms}};
    return rules;
}

const QList<FieldRule> &placeRules()
{
    static const QList<FieldRule> rules{{u"time_zone"_s, checkZone},      {u"currency"_s, checkCurrency},
                                        {u"city"_s, checkPlace},          {u"neighbourhood"_s, checkPlace},
                                        {u"country"_s, checkPlace},       {u"latitude"_s, checkLatitude},
                                        {u"longitude"_s, checkLongitude}, {u"room_type"_s, checkPlace},
                                        {u"licence"_s, checkPlace},       {u"kind"_s, checkKind}};
    return rules;
}

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<void> checkFields(const QJsonObject &fields, const QList<FieldRule> &rules)
{
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const auto rule = std::find_if(rules.begin(), rules.end(),
                                       [&field](const FieldRule &candidate) { return candidate.field == field.key(); });
        if (rule == rules.end())
            return wrong(field.key(), u"The field \"%1\" of a listing can't be set."_s.arg(field.key().left(100)));
        const QString problem = rule->check(field.value());
        if (!problem.isEmpty())
            return wrong(field.key(), problem);
        if (rule->document && field.value().isObject())
            ROOST_TRY(rule->document(field.value().toObject()));
    }
    return {};
}

Result<void> checkKindTogether(const QJsonObject &changes, const QJsonObject &after)
{
    const QString kind = after.value(u"kind").toString(u"stay"_s);
    const bool hasTerms = after.value(u"service").isObject();
    if (changes.contains(u"service") && hasTerms && after.contains(u"kind") && kind != u"service")
        return wrong(u"service"_s, u"Only a listing of kind service has these terms."_s);
    const bool isTouched = changes.contains(u"service") || changes.contains(u"status");
    if (isTouched && kind == u"service" && after.value(u"status") == u"published"_s && !hasTerms)
        return wrong(u"service"_s, u"Say how long an appointment takes before you publish the service."_s);
    return {};
}

// A rule is checked only when the change touches it, so that an old mistake elsewhere doesn't forbid every edit.
Result<void> checkTogether(const QJsonObject &changes, const QJsonObject &after)
{
    const auto touches = [&changes](const QString &one, const QString &other) {
        return changes.contains(one) || changes.contains(other);
    };
    const QString checkIn = after.value(u"check_in_time").toString().left(5);
    const QString checkOut = after.value(u"check_out_time").toString().left(5);
    if (touches(u"check_in_time"_s, u"check_out_time"_s) && !checkIn.isEmpty() && checkOut > checkIn) {
        return wrong(u"check_out_time"_s,
                     u"The check-out time must not be later than the check-in time, so that guests "
                     "can follow one another on one day."_s);
    }
    const QJsonValue maxNights = after.value(u"max_nights");
    if (touches(u"min_nights"_s, u"max_nights"_s) && maxNights.isDouble() &&
        maxNights.toInteger() < after.value(u"min_nights").toInteger())
        return wrong(u"max_nights"_s, u"The maximum stay can't be shorter than the minimum."_s);
    const QJsonValue price = after.value(u"base_price_minor");
    if (touches(u"status"_s, u"base_price_minor"_s) && after.value(u"status") == u"published"_s &&
        (price.isNull() || price.isUndefined()))
        return wrong(u"base_price_minor"_s, u"Set a price before you publish the listing."_s);
    return checkKindTogether(changes, after);
}

} // namespace

const QStringList &editableListingFields()
{
    static const QStringList fields = [] {
        QStringList names;
        for (const FieldRule &rule : editableRules())
            names << rule.field;
        return names;
    }();
    return fields;
}

Result<void> checkListingChanges(const QJsonObject &changes, const QJsonObject &after)
{
    ROOST_TRY(checkFields(changes, editableRules()));
    return checkTogether(changes, after);
}

QJsonObject newListingDefaults()
{
    return {{u"summary"_s, u""_s},
            {u"base_price_minor"_s, QJsonValue::Null},
            {u"min_nights"_s, 1},
            {u"max_nights"_s, QJsonValue::Null},
            {u"check_in_time"_s, u"15:00"_s},
            {u"check_out_time"_s, u"11:00"_s},
            {u"preparation_days"_s, 0},
            {u"max_guests"_s, 2},
            {u"instant_book"_s, false},
            {u"hold_pending"_s, false},
            {u"status"_s, u"unpublished"_s},
            {u"pricing"_s, QJsonObject()},
            {u"cancellation_policy"_s, CancellationPolicy().toJson()},
            {u"language"_s, u""_s},
            {u"amenities"_s, QJsonArray()},
            {u"service"_s, QJsonValue::Null}};
}

Result<void> checkNewListing(const QJsonObject &fields)
{
    ROOST_TRY(checkFields(fields, editableRules() + placeRules()));
    if (!fields.contains(u"title"))
        return wrong(u"title"_s, u"Give the listing a title."_s);
    return checkTogether(fields, fields);
}

const QStringList &knownAmenities()
{
    static const QStringList known{u"accessible"_s,
                                   u"air_conditioning"_s,
                                   u"baby_bed"_s,
                                   u"balcony"_s,
                                   u"bathtub"_s,
                                   u"bbq"_s,
                                   u"breakfast"_s,
                                   u"coffee_machine"_s,
                                   u"desk"_s,
                                   u"dishwasher"_s,
                                   u"dryer"_s,
                                   u"elevator"_s,
                                   u"ev_charger"_s,
                                   u"fireplace"_s,
                                   u"first_aid_kit"_s,
                                   u"free_parking"_s,
                                   u"garden"_s,
                                   u"gym"_s,
                                   u"hair_dryer"_s,
                                   u"heating"_s,
                                   u"high_chair"_s,
                                   u"hot_tub"_s,
                                   u"iron"_s,
                                   u"kitchen"_s,
                                   u"lake_access"_s,
                                   u"parking"_s,
                                   u"pets_allowed"_s,
                                   u"pool"_s,
                                   u"private_entrance"_s,
                                   u"sauna"_s,
                                   u"sea_view"_s,
                                   u"self_check_in"_s,
                                   u"ski_in_ski_out"_s,
                                   u"smoke_alarm"_s,
                                   u"smoking_allowed"_s,
                                   u"terrace"_s,
                                   u"towels"_s,
                                   u"tv"_s,
                                   u"washer"_s,
                                   u"wifi"_s};
    return known;
}

Result<void> checkUnitName(const QString &name)
{
    if (name.trimmed().isEmpty() || !isText(name, kLongestListingTitle))
        return wrong(u"name"_s, u"A unit's name has 1 to %1 characters."_s.arg(kLongestListingTitle));
    return {};
}

} // namespace roost
