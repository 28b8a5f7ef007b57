// What staff and resources have in common: made, edited and removed in the same way.
#pragma once

#include "ServiceUnitRepository.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// The complete fields of a member of staff or a resource, in the form in which they are kept. Validation
// (details.field).
Result<QJsonObject> checkedStaff(const QJsonObject &fields);
Result<QJsonObject> checkedResource(const QJsonObject &fields);

class ServiceUnits
{
public:
    ServiceUnits(ServerContext &context, const Caller &caller, ServiceUnitKind kind);

    Result<UnitId> create(const UnitId &id, const QJsonObject &fields) const;
    Result<void> edit(const UnitId &id, const QJsonObject &changes) const;
    Result<void> remove(const UnitId &id) const;
    Result<std::optional<QByteArray>> find(const UnitId &id) const;
    Result<QList<JsonRow>> list(const RowWindow &window) const;

    Result<void> checkMayEdit() const;
    tl::unexpected<Error> noneSuch() const;
    ServiceUnitRepository repository() const;
    Result<void> audit(const QString &action, const QUuid &id, const QJsonObject &detail = {}) const;

private:
    // NotFound (user_id) when the fields name an account that is no member of the tenant.
    Result<void> checkIsMember(const QJsonObject &fields) const;
    Result<QJsonObject> checked(const QJsonObject &fields) const;
    QString word() const
    {
        return m_kind == ServiceUnitKind::Staff ? QStringLiteral("staff") : QStringLiteral("resource");
    }

    ServerContext &m_context;
    const Caller &m_caller;
    ServiceUnitKind m_kind;
};

} // namespace roost
