// The rows of booking. Inside a TenantTransaction of the tenant; rules and permissions are the service's part.
#pragma once

#include "Booking.h"

#include "storage/Database.h"

namespace roost {

struct BookingMove
{
    BookingStatus to = BookingStatus::Confirmed;
    UnitId unit;        // null: it stays
    QJsonArray items;   // empty: they stay
    QString endedBy;    // "guest", "host", "platform", "system"; empty: the booking goes on
    QJsonObject refund; // empty: nothing is to be given back
};

class BookingRepository
{
public:
    BookingRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // The tenant of a published listing, of a guest's own booking; null: there is none. Need no transaction.
    static Result<TenantId> tenantOfPublished(Database &database, const ListingId &listing);
    static Result<TenantId> tenantOfOwn(Database &database, const BookingId &booking, const UserId &guest);

    // Locks the row until the transaction ends.
    Result<std::optional<Booking>> find(const BookingId &id);
    // Without locking it.
    Result<std::optional<Booking>> look(const BookingId &id);
    // Pending requests for the booking's nights (and preparation around) that hold nothing, of its listing and of those
    // that share units with it by links; of a session or slot those for seats of it, for appointments of its time. The
    // eldest first. Locks them.
    Result<QList<Booking>> rivals(const Booking &booking);
    // The compare-and-swap on (status, revision): false when the booking isn't what it was.
    Result<bool> move(const Booking &from, const BookingMove &step);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
