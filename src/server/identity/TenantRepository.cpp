// SQL for tenants and members.
#include "TenantRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QVariant textOrNull(const QVariant &value)
{
    return value.isValid() ? value : QVariant(QMetaType::fromType<QString>());
}

Role readRole(const QString &word)
{
    return roleFromName(word).value_or(Role::Staff);
}

Tenant readTenant(const Statement &row)
{
    return {row.id<TenantId>(0), row.text(1),
            row.text(2),         row.text(3),
            row.text(4),         readRole(row.text(5)),
            row.integer(6),      TenantSettings::fromStored(QJsonDocument::fromJson(row.text(7).toUtf8()).object())};
}

Member readMember(const Statement &row)
{
    return {row.id<MemberId>(0), row.id<UserId>(1), row.text(2), row.text(3), readRole(row.text(4)), row.text(5)};
}

} // namespace

Result<void> TenantRepository::insert(const Tenant &tenant)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"identity/insert_tenant"_s));
    insert.bind(u":id"_s, tenant.id)
        .bind(u":name"_s, tenant.name)
        .bind(u":currency"_s, tenant.currency)
        .bind(u":time_zone"_s, tenant.timeZone)
        .bind(u":locale"_s, tenant.locale);
    return insert.exec();
}

Result<void> TenantRepository::edit(const TenantId &tenant, const TenantChanges &changes)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/edit_tenant"_s));
    update.bind(u":id"_s, tenant)
        .bind(u":name"_s, changes.name)
        .bind(u":time_zone"_s, changes.timeZone)
        .bind(u":locale"_s, changes.locale)
        .bind(u":settings"_s, changes.settings ? QString::fromUtf8(canonicalJson(*changes.settings)) : QString());
    return update.exec();
}

Result<std::optional<Tenant>> TenantRepository::find(const TenantId &tenant, const UserId &user)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/find_tenant"_s));
    query.bind(u":id"_s, tenant).bind(u":user_id"_s, user);
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<Tenant>();
    return std::optional(readTenant(query));
}

Result<QList<Tenant>> TenantRepository::ofUser(const UserId &user, int limit, const QVariant &afterName,
                                               const QVariant &afterId)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/my_tenants"_s));
    query.bind(u":user_id"_s, user)
        .bind(u":after_name"_s, textOrNull(afterName))
        .bind(u":after_id"_s, textOrNull(afterId))
        .bind(u":limit"_s, limit);
    ROOST_TRY(query.exec());
    QList<Tenant> tenants;
    while (query.next())
        tenants << readTenant(query);
    return tenants;
}

Result<void> TenantRepository::insertMember(const TenantId &tenant, const MemberId &id, const UserId &user, Role role)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"identity/insert_member"_s));
    insert.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant).bind(u":user_id"_s, user).bind(u":role"_s, roleName(role));
    return insert.exec();
}

Result<std::optional<Member>> TenantRepository::findMember(const TenantId &tenant, const MemberId &id)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/find_member"_s));
    query.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<Member>();
    return std::optional(readMember(query));
}

Result<QList<Member>> TenantRepository::members(const TenantId &tenant, int limit, const QVariant &afterEmail)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/list_members"_s));
    query.bind(u":tenant_id"_s, tenant).bind(u":after_email"_s, textOrNull(afterEmail)).bind(u":limit"_s, limit);
    ROOST_TRY(query.exec());
    QList<Member> members;
    while (query.next())
        members << readMember(query);
    return members;
}

Result<void> TenantRepository::changeRole(const TenantId &tenant, const MemberId &id, Role role)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/change_role"_s));
    update.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant).bind(u":role"_s, roleName(role));
    return update.exec();
}

Result<void> TenantRepository::deleteMember(const TenantId &tenant, const MemberId &id)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"identity/delete_member"_s));
    remove.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    return remove.exec();
}

Result<qint64> TenantRepository::ownerCount(const TenantId &tenant)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/count_owners"_s));
    query.bind(u":tenant_id"_s, tenant);
    ROOST_TRY(query.exec());
    return query.next() ? query.integer(0) : 0;
}

} // namespace roost
