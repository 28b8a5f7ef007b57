#include "BookingRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString iso(const QDateTime &utc)
{
    return utc.isValid() ? utc.toString(Qt::ISODateWithMs) : QString();
}

QString iso(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

QString jsonOrNull(const QJsonObject &json)
{
    return json.isEmpty() ? QString() : QString::fromUtf8(canonicalJson(json));
}

Booking bookingOf(const Statement &row)
{
    Booking booking;
    booking.id = row.id<BookingId>(0);
    booking.tenant = row.id<TenantId>(1);
    booking.code = row.text(2);
    booking.listing = row.id<ListingId>(3);
    booking.unit = row.id<UnitId>(4);
    booking.guest = row.id<UserId>(5);
    booking.status = bookingStatusFromName(row.text(6)).value_or(BookingStatus::Cancelled);
    booking.dates = StayDates{row.date(7), row.date(8)};
    booking.guests = static_cast<int>(row.integer(9));
    booking.totalMinor = row.optionalInteger(10);
    booking.currency = row.text(11);
    booking.expiresAt = row.timestamp(12);
    booking.revision = static_cast<int>(row.integer(13));
    booking.kind = row.text(14);
    booking.startsAt = row.timestamp(15);
    booking.endsAt = row.timestamp(16);
    booking.timeZone = row.text(17);
    booking.pets = static_cast<int>(row.integer(18));
    booking.items = QJsonDocument::fromJson(row.text(19).toUtf8()).array();
    booking.quote = QJsonDocument::fromJson(row.text(20).toUtf8()).object();
    booking.policy = QJsonDocument::fromJson(row.text(21).toUtf8()).object();
    booking.wish = QJsonDocument::fromJson(row.text(22).toUtf8()).object();
    return booking;
}

} // namespace

BookingRepository::BookingRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<TenantId> BookingRepository::tenantOfPublished(Database &database, const ListingId &listing)
{
    ROOST_ASSIGN(Statement find, database.statement(u"reservations/tenant_of_published"_s));
    find.bind(u":listing_id"_s, listing);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

Result<TenantId> BookingRepository::tenantOfOwn(Database &database, const BookingId &booking, const UserId &guest)
{
    ROOST_ASSIGN(Statement find, database.statement(u"reservations/tenant_of_own_booking"_s));
    find.bind(u":id"_s, booking).bind(u":guest"_s, guest);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

Result<std::optional<Booking>> BookingRepository::find(const BookingId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"reservations/find_booking"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next() ? std::optional(bookingOf(find)) : std::nullopt;
}

Result<std::optional<Booking>> BookingRepository::look(const BookingId &id)
{
    ROOST_ASSIGN(Statement look, m_database.statement(u"reservations/look_at_booking"_s));
    look.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(look.exec());
    return look.next() ? std::optional(bookingOf(look)) : std::nullopt;
}

Result<QList<Booking>> BookingRepository::rivals(const Booking &booking)
{
    const bool isStay = booking.isStay();
    ROOST_ASSIGN(Statement find,
                 m_database.statement(isStay ? u"reservations/rivals"_s : u"reservations/rivals_in_time"_s));
    find.bind(u":id"_s, booking.id).bind(u":tenant_id"_s, m_tenant);
    if (isStay)
        find.bind(u":from_date"_s, iso(booking.dates.checkIn)).bind(u":to_date"_s, iso(booking.dates.checkOut));
    ROOST_TRY(find.exec());
    QList<Booking> bookings;
    while (find.next())
        bookings << bookingOf(find);
    return bookings;
}

Result<bool> BookingRepository::move(const Booking &from, const BookingMove &step)
{
    ROOST_ASSIGN(Statement move, m_database.statement(u"reservations/move_booking"_s));
    move.bind(u":id"_s, from.id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":from_status"_s, bookingStatusName(from.status))
        .bind(u":to_status"_s, bookingStatusName(step.to))
        .bind(u":revision"_s, from.revision)
        .bind(u":unit_id"_s, step.unit)
        .bind(u":items"_s, step.items.isEmpty() ? QString() : QString::fromUtf8(compactJson(step.items)))
        .bind(u":ended_by"_s, step.endedBy)
        .bind(u":refund"_s, jsonOrNull(step.refund))
        .bind(u":now"_s, iso(m_nowUtc));
    ROOST_TRY(move.exec());
    return move.rowsAffected() == 1;
}

} // namespace roost
