// Arguments and base values of edits.
#include "Edits.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

template <class Number>
QJsonValue numberOrNull(const std::optional<Number> &number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue(QJsonValue::Null);
}

} // namespace

QJsonValue listingFieldValue(const ListingRow &listing, const QString &field)
{
    const QHash<QString, QJsonValue> values{
        {u"title"_s, listing.title},
        {u"summary"_s, listing.summary},
        {u"base_price_minor"_s, numberOrNull(listing.basePriceMinor)},
        {u"min_nights"_s, listing.minNights},
        {u"max_nights"_s, numberOrNull(listing.maxNights)},
        {u"check_in_time"_s, listing.checkInTime},
        {u"check_out_time"_s, listing.checkOutTime},
        {u"max_guests"_s, listing.maxGuests},
        {u"instant_book"_s, listing.instantBook},
        {u"hold_pending"_s, listing.holdPending},
        {u"status"_s, listing.status},
    };
    return values.value(field, QJsonValue::Undefined);
}

Edit editListing(const ListingRow &shown, const QJsonObject &changes)
{
    QJsonObject real;
    QJsonObject base;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonValue before = listingFieldValue(shown, change.key());
        if (before == change.value())
            continue;
        real.insert(change.key(), change.value());
        base.insert(change.key(), before.isUndefined() ? QJsonValue(QJsonValue::Null) : before);
    }
    return {u"listing.edit"_s, {{u"listing_id"_s, shown.id.toString()}, {u"changes"_s, real}}, base};
}

Edit blockNights(const BlockId &newBlock, const UnitRow &unit, const QDate &from, const QDate &to, const QString &note)
{
    return {u"calendar.block"_s,
            {{u"block_id"_s, newBlock.toString()},
             {u"listing_id"_s, unit.listing.toString()},
             {u"unit_id"_s, unit.id.toString()},
             {u"from_date"_s, from.toString(Qt::ISODate)},
             {u"to_date"_s, to.toString(Qt::ISODate)},
             {u"note"_s, note.isNull() ? u""_s : note}},
            {}};
}

Edit removeBlock(const BlockRow &shown)
{
    return {u"calendar.unblock"_s,
            {{u"block_id"_s, shown.id.toString()}},
            {{u"from_date"_s, shown.from.toString(Qt::ISODate)}, {u"to_date"_s, shown.to.toString(Qt::ISODate)}}};
}

Edit decideBooking(const BookingRow &shown, BookingAction action)
{
    return {u"booking."_s + bookingActionName(action),
            {{u"booking_id"_s, shown.id.toString()}},
            {{u"status"_s, shown.status}}};
}

} // namespace roost::replica
