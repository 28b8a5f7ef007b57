// Free slots of services, as everyone sees them: "Thursday after 17:00, any therapist".
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct SlotSearch
{
    TenantId tenant;           // null: of published listings; else the tenant's, published or not
    QList<ListingId> listings; // empty: all services (of the tenant)
    InstantRange window;       // the appointment begins in [from, to); cut to lead time and booking window
    QDate fromDay;             // instead: it begins on this day or later, on the listing's clock,
    QDate toDay;               // and before this day
    UnitId staff;              // null: anyone
    int guests = 1;            // services that take fewer are left out
    int weekday = 0;           // 1 Monday to 7 Sunday, on the listing's clock; 0: any
    QTime after;               // begins then or later, on the listing's clock; invalid: at any time
    QTime before;              // begins before; invalid: at any time
    int limit = 1000;          // of each listing
    QDateTime behind;          // begins behind this; invalid: at any time
};

struct FreeStaff
{
    UnitId id;
    QString name;
};

struct FreeSlot
{
    ListingId listing;
    QDateTime startsAt; // UTC
    QDateTime endsAt;
    QString timeZone;       // the listing's
    QList<FreeStaff> staff; // who is free then, by position
};

class SlotQueries
{
public:
    // By listing and beginning. One round trip. A listing that isn't there, isn't a service or isn't published has no
    // slots.
    Result<QList<FreeSlot>> find(ServerContext &context, const SlotSearch &search) const;
};

} // namespace roost
