// Which nights of a listing are free, from its units' claims. Knows nothing of who booked.
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "storage/Database.h"

namespace roost {

class ListingCalendar
{
public:
    // The claims around the window. Empty: there is no such listing that is published or of the tenant (may be null).
    // Needs no transaction.
    static Result<std::optional<ListingCalendar>> load(Database &database, const ListingId &listing,
                                                       const TenantId &tenant, const StayDates &window,
                                                       const QDateTime &nowUtc);

    // Whether some unit can take this night: from its check-in to the next day's check-out and preparation.
    bool isFree(const QDate &night) const;
    int freeUnits(const QDate &night) const;
    // {"listing_id", "from", "to", "nights": [{"date", "free"}]}
    QByteArray toJson(const ListingId &listing, const StayDates &window) const;

private:
    struct UnitCalendar
    {
        UnitId id;
        QList<InstantRange> taken; // in order, not overlapping
    };

    StayClock m_clock;
    QList<UnitCalendar> m_units;
};

} // namespace roost
