// What a partner app may sell of its tenant: sessions of published experiences; published stays and services.
#pragma once

#include "PartnerApp.h"

#include "server/schedules/SessionQueries.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonArray>

namespace roost {

struct PartnerEntity
{
    QString kind;                // "stay", "experience", "service"
    ListingId listing;           // null: a session
    ExperienceSessionId session; // null: a listing
};

struct PartnerEntityQuery
{
    QString kind;
    InstantRange window; // sessions begin in it; listings are there at any time
    int limit = 50;
    QStringList after; // the key of the last entity of the page before; empty: from the start
};

// An entity, and where it stands in the list's order.
struct ListedEntity
{
    QJsonObject json;
    QStringList key;
};

class PartnerEntities
{
public:
    // Sessions by beginning, listings by id. KindNotAllowed.
    Result<QList<ListedEntity>> list(ServerContext &context, const PartnerApp &app,
                                     const PartnerEntityQuery &query) const;
    // A session, or else a listing. NotFound: the tenant has no such published one. KindNotAllowed. SeatsTaken (details
    // as of holdDetails()): one of the seats, ids, is not the holder's just now; what of them is free is found out by
    // taking.
    Result<PartnerEntity> find(ServerContext &context, const PartnerApp &app, const QUuid &id,
                               const QStringList &seats = {}, const QString &holder = {}) const;
    // Of a session, by position: [{"id", "name", "row", "number", "tier", "accessible", "state": "free" | "locked" |
    // "booked", "expires_in"?}]. As find(); NotFound for what has no seats.
    Result<QJsonArray> seats(ServerContext &context, const PartnerApp &app, const QUuid &id) const;
};

} // namespace roost
