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

template <class AnyId>
QJsonValue idOrNull(const AnyId &id)
{
    return id.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(id.toString());
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
        {u"preparation_days"_s, listing.preparationDays},
        {u"status"_s, listing.status},
        {u"pricing"_s, listing.pricing},
        {u"cancellation_policy"_s, listing.cancellationPolicy},
        {u"service"_s, listing.service},
        {u"language"_s, listing.language},
        {u"amenities"_s, QJsonArray::fromStringList(listing.amenities)},
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

Edit decideBooking(const BookingRow &shown, BookingAction action, const QString &reason)
{
    const QString word = action == BookingAction::MarkNoShow ? u"no_show"_s : bookingActionName(action);
    Edit edit{u"booking."_s + word, {{u"booking_id"_s, shown.id.toString()}}, {{u"status"_s, shown.status}}};
    if (!reason.isEmpty())
        edit.args.insert(u"reason"_s, reason);
    return edit;
}

Edit cancelTrip(const TripRow &shown, const QString &reason)
{
    Edit edit{u"trip.cancel"_s, {{u"booking_id"_s, shown.id.toString()}}, {{u"status"_s, shown.status}}};
    if (!reason.isEmpty())
        edit.args.insert(u"reason"_s, reason);
    return edit;
}

Edit changeBooking(const BookingRow &shown, const QJsonObject &changes, bool overrideRules)
{
    const QJsonObject before{{u"check_in"_s, shown.checkIn.toString(Qt::ISODate)},
                             {u"check_out"_s, shown.checkOut.toString(Qt::ISODate)},
                             {u"guests"_s, shown.guests},
                             {u"pets"_s, shown.pets},
                             {u"unit_id"_s, idOrNull(shown.unit)}};
    QJsonObject real;
    QJsonObject base;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (before.value(change.key()) == change.value())
            continue;
        real.insert(change.key(), change.value());
        base.insert(change.key(), before.value(change.key()));
    }
    Edit edit{u"booking.change"_s, {{u"booking_id"_s, shown.id.toString()}, {u"changes"_s, real}}, base};
    if (overrideRules)
        edit.args.insert(u"override_rules"_s, true);
    return edit;
}

Edit enterBooking(const BookingId &newBooking, const BookingEntry &entry)
{
    QJsonObject contact{{u"id"_s, entry.contact.isNull() ? ContactId::create().toString() : entry.contact.toString()}};
    if (entry.contact.isNull()) {
        contact.insert(u"name"_s, entry.name);
        contact.insert(u"email"_s, entry.email.isNull() ? u""_s : entry.email);
        contact.insert(u"phone"_s, entry.phone.isNull() ? u""_s : entry.phone);
    }
    Edit edit{u"booking.create"_s,
              {{u"booking_id"_s, newBooking.toString()},
               {u"listing_id"_s, entry.listing.toString()},
               {u"unit_id"_s, idOrNull(entry.unit)},
               {u"check_in"_s, entry.checkIn.toString(Qt::ISODate)},
               {u"check_out"_s, entry.checkOut.toString(Qt::ISODate)},
               {u"guests"_s, entry.guests},
               {u"pets"_s, entry.pets},
               {u"contact"_s, contact},
               {u"total_minor"_s, numberOrNull(entry.totalMinor)},
               {u"message"_s, entry.message.isNull() ? u""_s : entry.message}},
              {}};
    if (entry.overrideRules)
        edit.args.insert(u"override_rules"_s, true);
    return edit;
}

Edit addPhoto(const PhotoId &newPhoto, const ListingId &listing, const QString &sha256, const QString &caption,
              qint64 position)
{
    return {u"photo.add"_s,
            {{u"photo_id"_s, newPhoto.toString()},
             {u"listing_id"_s, listing.toString()},
             {u"sha256"_s, sha256},
             {u"caption"_s, caption.isNull() ? u""_s : caption},
             {u"position"_s, position}},
            {}};
}

Edit editPhoto(const PhotoRow &shown, const QJsonObject &changes)
{
    const QJsonObject before{{u"caption"_s, shown.caption}, {u"position"_s, shown.position}};
    QJsonObject real;
    QJsonObject base;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (before.value(change.key()) == change.value())
            continue;
        real.insert(change.key(), change.value());
        base.insert(change.key(), before.value(change.key()));
    }
    return {u"photo.edit"_s, {{u"photo_id"_s, shown.id.toString()}, {u"changes"_s, real}}, base};
}

Edit removePhoto(const PhotoRow &shown)
{
    return {u"photo.remove"_s, {{u"photo_id"_s, shown.id.toString()}}, {}};
}

Edit setDayRates(const ListingId &listing, const QDate &from, const QDate &to, const QJsonObject &rate)
{
    return {u"calendar.set_rates"_s,
            {{u"listing_id"_s, listing.toString()},
             {u"from_date"_s, from.toString(Qt::ISODate)},
             {u"to_date"_s, to.toString(Qt::ISODate)},
             {u"rate"_s, rate}},
            {}};
}

} // namespace roost::replica
