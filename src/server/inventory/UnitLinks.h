// What is a part of what: a home and its rooms, also over several listings and in several steps. Inside a
// TenantTransaction of the tenant; permissions are the service's part.
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "storage/Database.h"

namespace roost {

class UnitLinks
{
public:
    static constexpr int kMostParts = 200; // of one unit, one step away

    UnitLinks(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // {"unit_id", "parts": [{"unit_id", "name", "listing_id"}], "part_of": […]}. Empty: the listing has no such unit.
    Result<std::optional<QByteArray>> read(const ListingId &listing, const UnitId &unit);

    // These are its parts now, and no others. Bookings, blocks and holds that have taken the unit take the parts too,
    // and leave those that it has no more; where that may have freed something is returned. NotFound: a unit that isn't
    // a home of the tenant (the whole: of the listing). Validation (details.field "parts", details.rule "cycle",
    // "twice", "many"). DatesTaken: unit and part are taken by two at the same time. After an error the transaction
    // must not be committed.
    Result<QList<InstantRange>> setParts(const ListingId &listing, const UnitId &unit, const QList<UnitId> &parts);

private:
    Result<void> checkHome(const ListingId &listing, const UnitId &unit);

    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
