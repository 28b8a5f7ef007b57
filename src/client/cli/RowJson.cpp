// One function a row.
#include "RowJson.h"

#include "domain/Money.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

template <class Number>
QJsonValue orNull(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue instant(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
}

QString date(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

template <class AnyId>
QJsonValue idOrNull(const AnyId &id)
{
    return id.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(id.toString());
}

QJsonValue present(const QJsonValue &value)
{
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

} // namespace

QJsonObject toJson(const replica::ListingRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"title"_s, row.title},
            {u"summary"_s, row.summary},
            {u"status"_s, row.status},
            {u"base_price_minor"_s, orNull(row.basePriceMinor)},
            {u"currency"_s, row.currency},
            {u"min_nights"_s, row.minNights},
            {u"max_nights"_s, orNull(row.maxNights)},
            {u"check_in_time"_s, row.checkInTime},
            {u"check_out_time"_s, row.checkOutTime},
            {u"max_guests"_s, row.maxGuests},
            {u"instant_book"_s, row.instantBook},
            {u"hold_pending"_s, row.holdPending},
            {u"kind"_s, row.kind},
            {u"pricing"_s, row.pricing},
            {u"cancellation_policy"_s, row.cancellationPolicy},
            {u"service"_s, row.service.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(row.service)},
            {u"rating_count"_s, row.ratingCount},
            {u"rating_mean"_s, orNull(row.ratingMean)},
            {u"language"_s, row.language},
            {u"amenities"_s, QJsonArray::fromStringList(row.amenities)},
            {u"city"_s, row.city},
            {u"time_zone"_s, row.timeZone},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::BookingRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"code"_s, row.code},
            {u"listing_id"_s, row.listing.toString()},
            {u"unit_id"_s, idOrNull(row.unit)},
            {u"guest"_s, row.guestName},
            {u"status"_s, row.status},
            {u"check_in"_s, date(row.checkIn)},
            {u"check_out"_s, date(row.checkOut)},
            {u"guests"_s, row.guests},
            {u"pets"_s, row.pets},
            {u"kind"_s, row.kind},
            {u"starts_at"_s, instant(row.startsAt)},
            {u"ends_at"_s, instant(row.endsAt)},
            {u"items"_s, row.items},
            {u"total_minor"_s, orNull(row.totalMinor)},
            {u"currency"_s, row.currency},
            {u"source"_s, row.source},
            {u"requested_at"_s, instant(row.requestedAt)},
            {u"expires_at"_s, instant(row.expiresAt)},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::TripRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"code"_s, row.code},
            {u"host"_s, row.hostName},
            {u"listing_id"_s, row.listing.toString()},
            {u"title"_s, row.title},
            {u"city"_s, row.city},
            {u"neighbourhood"_s, row.neighbourhood},
            {u"country"_s, row.country},
            {u"latitude"_s, orNull(row.latitude)},
            {u"longitude"_s, orNull(row.longitude)},
            {u"kind"_s, row.kind},
            {u"status"_s, row.status},
            {u"check_in"_s, date(row.checkIn)},
            {u"check_out"_s, date(row.checkOut)},
            {u"check_in_time"_s, row.checkInTime},
            {u"check_out_time"_s, row.checkOutTime},
            {u"starts_at"_s, instant(row.startsAt)},
            {u"ends_at"_s, instant(row.endsAt)},
            {u"time_zone"_s, row.timeZone},
            {u"guests"_s, row.guests},
            {u"pets"_s, row.pets},
            {u"items"_s, row.items},
            {u"total_minor"_s, orNull(row.totalMinor)},
            {u"currency"_s, row.currency},
            {u"message"_s, row.message},
            {u"ended_by"_s, row.endedBy},
            {u"requested_at"_s, instant(row.requestedAt)},
            {u"expires_at"_s, instant(row.expiresAt)},
            {u"revision"_s, row.revision},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::AssignmentRow &row)
{
    return {{u"id"_s, row.id},
            {u"kind"_s, row.kind},
            {u"host"_s, row.hostName},
            {u"code"_s, row.code},
            {u"title"_s, row.title},
            {u"status"_s, row.status},
            {u"starts_at"_s, instant(row.startsAt)},
            {u"ends_at"_s, instant(row.endsAt)},
            {u"time_zone"_s, row.timeZone},
            {u"city"_s, row.city},
            {u"neighbourhood"_s, row.neighbourhood},
            {u"guests"_s, row.guests},
            {u"guest_name"_s, row.guestName},
            {u"guest_phone"_s, row.guestPhone},
            {u"note"_s, row.note}};
}

QJsonObject toJson(const replica::BlockRow &row)
{
    return {{u"id"_s, row.id.toString()},        {u"listing_id"_s, row.listing.toString()},
            {u"unit_id"_s, row.unit.toString()}, {u"from_date"_s, date(row.from)},
            {u"to_date"_s, date(row.to)},        {u"note"_s, row.note},
            {u"source"_s, row.source},           {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::DayRateRow &row)
{
    return {{u"listing_id"_s, row.listing.toString()},
            {u"date"_s, date(row.date)},
            {u"price_minor"_s, orNull(row.priceMinor)},
            {u"min_nights"_s, orNull(row.minNights)},
            {u"closed_to_arrival"_s, row.closedToArrival},
            {u"closed_to_departure"_s, row.closedToDeparture},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::ThreadRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"booking_id"_s, idOrNull(row.booking)},
            {u"booking_code"_s, row.bookingCode},
            {u"contact_id"_s, idOrNull(row.contact)},
            {u"guest_name"_s, row.guestName},
            {u"message_count"_s, row.messageCount},
            {u"unread"_s, row.unread},
            {u"host_read"_s, row.hostRead},
            {u"guest_read"_s, row.guestRead},
            {u"last_message_at"_s, instant(row.lastMessageAt)},
            {u"last_text"_s, row.lastText},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::MessageRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"thread_id"_s, row.thread.toString()},
            {u"position"_s, row.position},
            {u"author"_s, row.author},
            {u"text"_s, row.text},
            {u"sent_at"_s, instant(row.sentAt)},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::TaskRow &row)
{
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    };
    return {{u"id"_s, row.id.toString()},
            {u"title"_s, row.title},
            {u"notes"_s, row.notes},
            {u"due_on"_s, textOrNull(date(row.dueOn))},
            {u"due_at"_s, textOrNull(row.dueAt)},
            {u"listing_id"_s, idOrNull(row.listing)},
            {u"booking_id"_s, idOrNull(row.booking)},
            {u"unit_id"_s, idOrNull(row.unit)},
            {u"assignee_id"_s, idOrNull(row.assignee)},
            {u"staff_id"_s, idOrNull(row.staff)},
            {u"state"_s, row.state},
            {u"checklist"_s, row.checklist},
            {u"created_at"_s, instant(row.createdAt)},
            {u"completed_at"_s, instant(row.completedAt)},
            {u"revision"_s, row.revision},
            {u"tentative"_s, row.isTentative}};
}

QJsonObject toJson(const replica::ReviewRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"listing_id"_s, row.listing.toString()},
            {u"booking_id"_s, idOrNull(row.booking)},
            {u"author"_s, row.author},
            {u"rating"_s, orNull(row.rating)},
            {u"comment"_s, row.comment},
            {u"reply"_s, row.reply.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(row.reply)},
            {u"reviewed_on"_s, date(row.reviewedOn)}};
}

QJsonObject toJson(const replica::ContactRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"name"_s, row.name},
            {u"email"_s, row.email},
            {u"phone"_s, row.phone},
            {u"notes"_s, row.notes}};
}

QJsonObject toJson(const replica::ProblemRow &row)
{
    return {{u"id"_s, row.id.toString()},
            {u"created_at"_s, instant(row.createdAt)},
            {u"mutation_id"_s, row.mutation.toString()},
            {u"name"_s, row.name},
            {u"code"_s, row.code},
            {u"message"_s, row.message},
            {u"table"_s, row.table},
            {u"row_id"_s, row.rowId},
            {u"listing_id"_s, idOrNull(row.listing)},
            {u"field"_s, row.field},
            {u"base"_s, present(row.base)},
            {u"mine"_s, present(row.mine)},
            {u"theirs"_s, present(row.theirs)},
            {u"args"_s, row.args},
            {u"state"_s, row.state},
            {u"resolved_at"_s, row.resolvedAt.isValid() ? QJsonValue(instant(row.resolvedAt)) : QJsonValue()},
            {u"undoable"_s, row.isUndoable}};
}

QJsonObject toJson(const replica::OutboxRow &row)
{
    return {{u"mutation_id"_s, row.mutation.toString()},
            {u"name"_s, row.name},
            {u"args"_s, row.args},
            {u"base"_s, row.base},
            {u"created_at"_s, instant(row.createdAt)},
            {u"state"_s, row.state},
            {u"result"_s, row.result},
            {u"attempts"_s, row.attempts},
            {u"last_error"_s, row.lastError},
            {u"undoable"_s, row.state == u"waiting" && !row.isSent}};
}

QString moneyText(const std::optional<qint64> &minor, const QString &currency)
{
    const auto known = Currency::fromCode(currency);
    if (!minor || !known)
        return {};
    return Money{*minor, *known}.toText();
}

} // namespace roost::cli
