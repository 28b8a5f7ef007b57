// What a tenant rents out: making, finding, editing listings and the units of stays. Services hold nothing; the
// caller's thread and its connection do the work. Each function works alone and inside a transaction of the caller, and
// when it fails, the caller's transaction goes on.
#pragma once

#include "domain/FieldMerge.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonObject>

namespace roost {

struct NewUnit
{
    UnitId id; // null: the service makes one
    QString name;
};

// fields: the editable ones (domain/ListingRules.h) and time_zone, currency (both default to the tenant's), city,
// neighbourhood, country, latitude, longitude, room_type, licence, kind ("stay" if missing). title is needed;
// everything else has a default.
struct NewListing
{
    ListingId id; // null: the service makes one
    QJsonObject fields;
    QList<NewUnit> units; // of a stay; empty: one unit with the listing's title
};

// changed holds the fields that were written, with their new values; conflicts those that someone else had changed from
// base to something else than mine (the server's value stays). version: the listing's version afterwards.
struct ListingEditOutcome
{
    QJsonObject changed;
    QList<MergeConflict> conflicts;
    qint64 version = 0;
};

class ListingService
{
public:
    // Forbidden unless the caller may EditListings; Validation; AlreadyExists when the id is used.
    Result<ListingId> create(ServerContext &context, const Caller &caller, const NewListing &listing) const;

    // One listing of the caller's tenant with its units, as JSON. Empty: there is none. Any member may read.
    Result<std::optional<QByteArray>> find(ServerContext &context, const Caller &caller, const ListingId &id) const;

    // Without base the last writer wins. Changed times or preparation days move the claims of the listing's coming
    // stays and blocks with them, in the same transaction: DatesTaken when longer preparation leaves two of them no
    // room (nothing is changed then).
    // NotFound, Forbidden, Validation.
    Result<ListingEditOutcome> edit(ServerContext &context, const Caller &caller, const ListingId &id,
                                    const QJsonObject &changes,
                                    const std::optional<QJsonObject> &base = std::nullopt) const;

    // All listings of the caller's tenant with their units, by id. Any member may read.
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const RowWindow &window) const;

    Result<UnitId> addUnit(ServerContext &context, const Caller &caller, const ListingId &listing,
                           const NewUnit &unit) const;
    Result<void> renameUnit(ServerContext &context, const Caller &caller, const ListingId &listing, const UnitId &unit,
                            const QString &name) const;
    // ListingUnavailable when it is the last unit, or when something was ever booked in it (history keeps it).
    Result<void> removeUnit(ServerContext &context, const Caller &caller, const ListingId &listing,
                            const UnitId &unit) const;
};

} // namespace roost
