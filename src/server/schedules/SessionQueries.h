// Sessions as everyone sees them: when they are, and how many places are free; no hint of who booked.
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonArray>

namespace roost {

struct SessionSearch
{
    TenantId tenant;           // null: of published listings and scheduled; else all of the tenant's
    QList<ListingId> listings; // empty: of all
    InstantRange window;       // the session begins in [from, to); invalid: at any time
    QDate fromDay;             // it begins on this day or later, on its clock; null: any
    QDate toDay;               // it begins before this day; null: any
    int places = 0;            // at least so many are free
    QString tier;              // in this tier; empty: in all together
    int weekday = 0;           // 1 Monday to 7 Sunday, on the session's clock; 0: any
    QTime after;               // begins then or later, on the session's clock; invalid: at any time
    QTime before;              // begins before; invalid: at any time
    int limit = 200;
    QDateTime behind; // go on behind this beginning and this session; invalid: from the start
    ExperienceSessionId behindSession;
};

struct FoundSession
{
    ExperienceSessionId id;
    TenantId tenant;
    ListingId listing;
    SeriesId series;    // null: on its own
    QDateTime startsAt; // UTC
    QDateTime endsAt;
    QString timeZone;
    QString status; // "scheduled", "cancelled"
    int places = 0;
    int free = 0;
    QJsonArray tiers;   // [{"tier", "places", "free", "accessible_free"}], foremost first
    QJsonObject prices; // {"balcony": 25000}: minor units that this session has of its own
    qint64 version = 0;
};

struct SessionSeat
{
    UnitId id;
    QString name;
    QString row; // empty: a place
    int number = 0;
    QString tier;
    bool accessible = false;
    int position = 0;
    QString state;        // "free", "held", "taken"
    QDateTime holdEndsAt; // UTC; of a held one
};

class SessionQueries
{
public:
    // By beginning and id. One round trip.
    Result<QList<FoundSession>> find(ServerContext &context, const SessionSearch &search) const;
    // Published and scheduled, or the tenant's own. Empty: there is none.
    Result<std::optional<FoundSession>> read(ServerContext &context, const ExperienceSessionId &session,
                                             const TenantId &tenant = {}) const;
    // Adds "price" to each of their tiers ({"amount_minor", "currency"} or null): what a seat costs before rules of
    // demand and discounts. tenant as in the search. One round trip.
    Result<void> addPrices(ServerContext &context, const TenantId &tenant, const UserId &user,
                           QList<FoundSession> &sessions) const;
    // By position. Empty: there is no such session. tenant null: of a published listing.
    Result<QList<SessionSeat>> seats(ServerContext &context, const ExperienceSessionId &session,
                                     const TenantId &tenant = {}) const;
    // Null: there is no such session, or its listing isn't published.
    static Result<TenantId> tenantOfPublished(Database &database, const ExperienceSessionId &session);
};

} // namespace roost
