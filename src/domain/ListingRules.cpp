#include "ListingRules.h"

#include <QTime>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestSummary = 10'000;
constexpr int kMostGuests = 1000;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

bool isWholeNumber(const QJsonValue &value, qint64 least, qint64 most)
{
    if (!value.isDouble())
        return false;
    const qint64 number = value.toInteger(std::numeric_limits<qint64>::min());
    return number >= least && number <= most;
}

Result<void> checkField(const QString &field, const QJsonValue &value)
{
    if (field == u"title") {
        const qsizetype length = value.toString().trimmed().size();
        if (!value.isString() || length < 1 || length > kLongestListingTitle)
            return wrong(field, u"A title has 1 to %1 characters."_s.arg(kLongestListingTitle));
    } else if (field == u"summary") {
        if (!value.isString() || value.toString().size() > kLongestSummary)
            return wrong(field, u"The text has %1 characters at most."_s.arg(kLongestSummary));
    } else if (field == u"base_price_minor") {
        if (!value.isNull() && !isWholeNumber(value, 0, kLargestListingPriceMinor))
            return wrong(field, u"The price must be an amount that isn't negative."_s);
    } else if (field == u"min_nights") {
        if (!isWholeNumber(value, 1, kMostListingNights))
            return wrong(field, u"The minimum stay is 1 to %1 nights."_s.arg(kMostListingNights));
    } else if (field == u"max_nights") {
        if (!value.isNull() && !isWholeNumber(value, 1, kMostListingNights))
            return wrong(field, u"The maximum stay is 1 to %1 nights, or empty."_s.arg(kMostListingNights));
    } else if (field == u"max_guests") {
        if (!isWholeNumber(value, 1, kMostGuests))
            return wrong(field, u"The number of guests is 1 to %1."_s.arg(kMostGuests));
    } else if (field == u"check_in_time" || field == u"check_out_time") {
        if (!QTime::fromString(value.toString().left(5), u"HH:mm"_s).isValid())
            return wrong(field, u"A time is written like 15:00."_s);
    } else if (field == u"instant_book" || field == u"hold_pending") {
        if (!value.isBool())
            return wrong(field, u"This is either on or off."_s);
    } else if (field == u"status") {
        if (value != u"published"_s && value != u"unpublished"_s)
            return wrong(field, u"A listing is either published or unpublished."_s);
    } else {
        return wrong(field, u"The field \"%1\" of a listing can't be edited."_s.arg(field));
    }
    return {};
}

} // namespace

const QStringList &editableListingFields()
{
    static const QStringList fields{u"title"_s,          u"summary"_s,    u"base_price_minor"_s,
                                    u"min_nights"_s,     u"max_nights"_s, u"check_in_time"_s,
                                    u"check_out_time"_s, u"max_guests"_s, u"instant_book"_s,
                                    u"hold_pending"_s,   u"status"_s};
    return fields;
}

Result<void> checkListingChanges(const QJsonObject &changes, const QJsonObject &after)
{
    for (auto field = changes.begin(); field != changes.end(); ++field)
        ROOST_TRY(checkField(field.key(), field.value()));
    const QString checkIn = after.value(u"check_in_time").toString().left(5);
    const QString checkOut = after.value(u"check_out_time").toString().left(5);
    if (!checkIn.isEmpty() && !checkOut.isEmpty() && checkOut > checkIn) {
        return wrong(u"check_out_time"_s,
                     u"The check-out time must not be later than the check-in time, so that guests "
                     "can follow one another on one day."_s);
    }
    const QJsonValue maxNights = after.value(u"max_nights");
    if (maxNights.isDouble() && maxNights.toInteger() < after.value(u"min_nights").toInteger())
        return wrong(u"max_nights"_s, u"The maximum stay can't be shorter than the minimum."_s);
    if (after.value(u"status") == u"published"_s && after.value(u"base_price_minor").isNull())
        return wrong(u"base_price_minor"_s, u"Set a price before you publish the listing."_s);
    return {};
}

} // namespace roost
