#include "ResourceService.h"

#include "ServiceUnits.h"

namespace roost {

Result<UnitId> ResourceService::create(ServerContext &context, const Caller &caller, const UnitId &id,
                                       const QJsonObject &fields) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Resource).create(id, fields);
}

Result<void> ResourceService::edit(ServerContext &context, const Caller &caller, const UnitId &id,
                                   const QJsonObject &changes) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Resource).edit(id, changes);
}

Result<void> ResourceService::remove(ServerContext &context, const Caller &caller, const UnitId &id) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Resource).remove(id);
}

Result<std::optional<QByteArray>> ResourceService::find(ServerContext &context, const Caller &caller,
                                                        const UnitId &id) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Resource).find(id);
}

Result<QList<JsonRow>> ResourceService::list(ServerContext &context, const Caller &caller,
                                             const RowWindow &window) const
{
    return ServiceUnits(context, caller, ServiceUnitKind::Resource).list(window);
}

} // namespace roost
