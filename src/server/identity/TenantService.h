// Hosting businesses and who works in them. Thread-safe: keeps nothing.
#pragma once

#include "TenantRepository.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct NewTenant
{
    QString name;
    QString currency; // ISO 4217
    QString timeZone; // IANA
    QString locale = QStringLiteral("en");
};

class TenantService
{
public:
    // The caller becomes its owner. Validation, naming the field.
    Result<Tenant> createTenant(ServerContext &context, const Caller &caller, const NewTenant &typed) const;
    // Sorted by name and id, behind (afterName, afterId) unless that is null.
    Result<QList<Tenant>> myTenants(ServerContext &context, const Caller &caller, int limit = 1000,
                                    const QVariant &afterName = {}, const QVariant &afterId = {}) const;

    // The caller's tenant. NotFound unless the caller is a member.
    Result<Tenant> tenant(ServerContext &context, const Caller &caller) const;
    // Owners only. Validation, Forbidden.
    Result<Tenant> editTenant(ServerContext &context, const Caller &caller, const TenantChanges &changes) const;

    // Owners and managers. Sorted by email.
    Result<QList<Member>> members(ServerContext &context, const Caller &caller, int limit,
                                  const QVariant &afterEmail = {}) const;
    // Owners only, these three. user must have an account. AlreadyExists.
    Result<Member> addMember(ServerContext &context, const Caller &caller, const UserId &user, Role role) const;
    // NotFound; Forbidden when the tenant would be left without an owner.
    Result<Member> changeRole(ServerContext &context, const Caller &caller, const MemberId &member, Role role) const;
    Result<void> removeMember(ServerContext &context, const Caller &caller, const MemberId &member) const;
};

} // namespace roost
