// The days of one published stay: free or not, what a night costs, who may arrive and leave. From its units' claims and
// those on their parts; knows nothing of who booked.
#pragma once

#include "StayBasis.h"

#include "common/Id.h"
#include "storage/Database.h"

namespace roost {

class ListingCalendar
{
public:
    // Empty: there is no such listing that is published or of the tenant (may be null). One statement; needs no
    // transaction.
    static Result<std::optional<ListingCalendar>> load(Database &database, const ListingId &listing,
                                                       const TenantId &tenant, const StayDates &window,
                                                       const QDateTime &nowUtc);

    const StayBasis &basis() const { return m_basis; }
    const TenantId &tenant() const { return m_tenant; }
    // When the next of the holds in the window ends, UTC; invalid: there is none.
    const QDateTime &nextExpiry() const { return m_nextExpiry; }

    // Whether some unit can take this night: from its check-in to the next day's check-out and preparation. Nights of
    // the window, and the one before and the one behind it.
    bool isFree(const QDate &night) const { return freeUnits(night) > 0; }
    int freeUnits(const QDate &night) const { return freeUnits(StayDates{night, night.addDays(1)}); }
    // Those that are free all the time.
    int freeUnits(const StayDates &dates) const;
    // The nights of the window in which no unit is free, as ranges that don't touch.
    QList<StayDates> takenNights() const;

    // StayRuleBroken (details.rule "max_guests") when a unit can't take so many.
    Result<void> checkGuests(int guests) const;

    // {"listing_id", "from", "to", "time_zone", "currency", "days": [{"date", "free", "price_minor", "min_nights",
    // "arrival_allowed", "departure_allowed"}]}. price_minor: of the night for so many guests in one unit, before fees
    // and taxes; null: none is set. arrival_allowed is false also for days that have passed or can't be booked yet.
    QByteArray toJson(const ListingId &listing, int guests, const QDateTime &nowUtc) const;

private:
    struct Taken
    {
        qint64 fromMs;
        qint64 toMs;
    };
    using UnitCalendar = QList<Taken>; // in order, not overlapping

    Result<void> readUnits(const QByteArray &json);
    int freeUnits(qint64 fromMs, qint64 toMs) const;
    // As isFree(), for each night of the window.
    QList<bool> freeNights() const;
    void appendDay(QByteArray &json, const QDate &day, bool isFreeThen, int guests, const QDate &today,
                   const QDateTime &nowUtc) const;

    StayBasis m_basis;
    TenantId m_tenant;
    StayDates m_window;
    QList<UnitCalendar> m_units;
    QDateTime m_nextExpiry;
};

} // namespace roost
