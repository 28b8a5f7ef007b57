// The rows of booking. Inside a TenantTransaction of the tenant; rules and permissions are the service's part.
#pragma once

#include "Booking.h"

#include "domain/pricing/Quote.h"
#include "storage/Database.h"

namespace roost {

struct NewBooking
{
    Booking booking; // code is set by the repository
    Quote quote;
    QString message;
};

struct BookingMove
{
    BookingStatus to = BookingStatus::Confirmed;
    UnitId unit;        // null: it stays
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

    // Gives the booking a code that nobody has, and the guest a contact of the tenant. AlreadyExists when the id is
    // used.
    Result<QString> insert(const NewBooking &booking);
    // Locks the row until the transaction ends.
    Result<std::optional<Booking>> find(const BookingId &id);
    // Without locking it.
    Result<std::optional<Booking>> look(const BookingId &id);
    // Pending requests of the booking's listing for its nights (and preparationDays around) that hold nothing, the
    // eldest first. Locks them.
    Result<QList<Booking>> rivals(const Booking &booking, int preparationDays);
    // The compare-and-swap on (status, revision): false when the booking isn't what it was.
    Result<bool> move(const Booking &from, const BookingMove &step);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
