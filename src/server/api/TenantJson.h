// Tenants, members and users on the wire, as resources/openapi/roost.json describes them.
#pragma once

#include "server/identity/AccountRepository.h"
#include "server/identity/TenantRepository.h"

#include <QJsonArray>

namespace roost::api {

QJsonObject toJson(const Account &account);
QJsonObject toJson(const Tenant &tenant);
QJsonObject toJson(const Member &member);
QJsonArray toJson(const QList<Tenant> &tenants);

} // namespace roost::api
