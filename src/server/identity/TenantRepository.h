// The rows of tenant and member, inside a TenantTransaction.
#pragma once

#include "TenantSettings.h"

#include "common/Id.h"
#include "domain/Permissions.h"
#include "storage/Database.h"

namespace roost {

// A tenant as one of its members sees it.
struct Tenant
{
    TenantId id;
    QString name;
    QString currency;
    QString timeZone; // IANA
    QString locale;   // BCP 47
    Role role = Role::Staff;
    qint64 version = 0; // grows with each change of the tenant or of the membership
    TenantSettings settings = {};
};

struct Member
{
    MemberId id;
    UserId user;
    QString email;
    QString displayName;
    Role role = Role::Staff;
    QString createdAt; // RFC 3339
};

// What to change; empty: leave as it is.
struct TenantChanges
{
    std::optional<QString> name;
    std::optional<QString> timeZone;
    std::optional<QString> locale;
    std::optional<QJsonObject> settings = std::nullopt; // checkTenantSettings()
};

class TenantRepository
{
public:
    explicit TenantRepository(Database &database)
        : m_database(database)
    {
    }

    Result<void> insert(const Tenant &tenant);
    Result<void> edit(const TenantId &tenant, const TenantChanges &changes);
    // Empty unless the user is a member.
    Result<std::optional<Tenant>> find(const TenantId &tenant, const UserId &user);
    // Sorted by name and id, behind (afterName, afterId) unless that is null.
    Result<QList<Tenant>> ofUser(const UserId &user, int limit, const QVariant &afterName = {},
                                 const QVariant &afterId = {});

    // AlreadyExists when the user is a member already.
    Result<void> insertMember(const TenantId &tenant, const MemberId &id, const UserId &user, Role role);
    Result<std::optional<Member>> findMember(const TenantId &tenant, const MemberId &id);
    // Sorted by email, behind afterEmail unless that is null.
    Result<QList<Member>> members(const TenantId &tenant, int limit, const QVariant &afterEmail = {});
    Result<void> changeRole(const TenantId &tenant, const MemberId &id, Role role);
    Result<void> deleteMember(const TenantId &tenant, const MemberId &id);
    Result<qint64> ownerCount(const TenantId &tenant);

private:
    Database &m_database;
};

} // namespace roost
