// Encodes tenants, members and users.
#include "TenantJson.h"

namespace roost::api {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Account &account)
{
    return {{u"id"_s, account.id.toString()}, {u"email"_s, account.email}, {u"display_name"_s, account.displayName}};
}

QJsonObject toJson(const Tenant &tenant)
{
    return {{u"id"_s, tenant.id.toString()},           {u"name"_s, tenant.name},
            {u"role"_s, roleName(tenant.role)},        {u"currency"_s, tenant.currency},
            {u"time_zone"_s, tenant.timeZone},         {u"locale"_s, tenant.locale},
            {u"settings"_s, tenant.settings.toJson()}, {u"version"_s, tenant.version}};
}

QJsonObject toJson(const Member &member)
{
    return {{u"id"_s, member.id.toString()},    {u"user_id"_s, member.user.toString()},
            {u"email"_s, member.email},         {u"display_name"_s, member.displayName},
            {u"role"_s, roleName(member.role)}, {u"created_at"_s, member.createdAt}};
}

QJsonArray toJson(const QList<Tenant> &tenants)
{
    QJsonArray array;
    for (const Tenant &tenant : tenants)
        array.append(toJson(tenant));
    return array;
}

} // namespace roost::api
