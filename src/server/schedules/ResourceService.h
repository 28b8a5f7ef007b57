// Rooms and equipment that services need besides staff. As StaffService.
#pragma once

#include "common/Id.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

#include <QJsonObject>

namespace roost {

// Fields: name, kind (what services ask for: "room"), active. name and kind are needed.
class ResourceService
{
public:
    // id null: the service makes one. Forbidden unless the caller may EditListings; Validation (details.field);
    // AlreadyExists when the id is used.
    Result<UnitId> create(ServerContext &context, const Caller &caller, const UnitId &id,
                          const QJsonObject &fields) const;
    // The fields that are given. NotFound, Forbidden, Validation.
    Result<void> edit(ServerContext &context, const Caller &caller, const UnitId &id, const QJsonObject &changes) const;
    // ListingUnavailable when it was ever booked (history keeps it): make it inactive instead.
    Result<void> remove(ServerContext &context, const Caller &caller, const UnitId &id) const;

    // Any member may read; empty: there is none.
    Result<std::optional<QByteArray>> find(ServerContext &context, const Caller &caller, const UnitId &id) const;
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const RowWindow &window) const;
};

} // namespace roost
