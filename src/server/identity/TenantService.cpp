// The rules of tenants and members.
#include "TenantService.h"

#include "domain/Money.h"
#include "domain/PropertyZone.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantTransaction.h"

#include <QLocale>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> invalid(const QString &field, const QString &userText)
{
    return fail(ErrorCode::Validation, userText, {}, {{u"field"_s, field}});
}

Result<QString> checkedName(const QString &typed)
{
    const QString name = typed.trimmed();
    const bool hasControl =
        std::any_of(name.begin(), name.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.isEmpty() || name.size() > 200 || hasControl)
        return invalid(u"name"_s, u"Give the business a name of 1 to 200 characters on one line."_s);
    return name;
}

Result<void> checkTimeZone(const QString &zone)
{
    ROOST_TRY(propertyZone(zone));
    return {};
}

Result<void> checkLocale(const QString &locale)
{
    if (QLocale(locale).language() == QLocale::C)
        return invalid(u"locale"_s, u"This is not a language that is known here. Use a tag such as en or nb-NO."_s);
    return {};
}

Result<void> requireOwner(const Caller &caller)
{
    if (!caller.may(Permission::ManageMembers))
        return fail(ErrorCode::Forbidden, u"Only an owner may do this. Ask an owner of the business."_s);
    return {};
}

tl::unexpected<Error> noMember()
{
    return fail(ErrorCode::NotFound, u"There is no such member. They may have been removed meanwhile."_s);
}

// The scope's row is locked by the transaction, so nobody else removes an owner meanwhile.
Result<void> checkAnOwnerStays(TenantRepository &tenants, const TenantId &tenant, const Member &leaving)
{
    if (leaving.role != Role::Owner)
        return {};
    ROOST_ASSIGN(const qint64 owners, tenants.ownerCount(tenant));
    if (owners <= 1)
        return fail(ErrorCode::Forbidden, u"The business needs an owner. Make somebody else an owner first."_s);
    return {};
}

} // namespace

Result<Tenant> TenantService::createTenant(ServerContext &context, const Caller &caller, const NewTenant &typed) const
{
    Tenant tenant;
    tenant.id = TenantId::create();
    tenant.role = Role::Owner;
    ROOST_ASSIGN(tenant.name, checkedName(typed.name));
    const auto currency = Currency::fromCode(typed.currency);
    if (!currency)
        return invalid(u"currency"_s, u"This is not a currency. Use an ISO 4217 code such as NOK."_s);
    tenant.currency = currency->code();
    ROOST_TRY(checkTimeZone(typed.timeZone));
    tenant.timeZone = typed.timeZone;
    ROOST_TRY(checkLocale(typed.locale));
    tenant.locale = typed.locale;

    Caller owner = caller;
    owner.tenant = tenant.id;
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, tenant.id, caller.user));
    TenantRepository tenants(context.database);
    ROOST_TRY(tenants.insert(tenant));
    ROOST_TRY(tenants.insertMember(tenant.id, MemberId::create(), caller.user, Role::Owner));
    ROOST_TRY(appendAudit(context.database, owner, {u"tenant.create"_s, u"tenant"_s, tenant.id.uuid(), {}, {}, {}}));
    tenant.version = transaction.version();
    ROOST_TRY(transaction.commit());
    return tenant;
}

Result<QList<Tenant>> TenantService::myTenants(ServerContext &context, const Caller &caller, int limit,
                                               const QVariant &afterName, const QVariant &afterId) const
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, TenantId(), caller.user));
    ROOST_ASSIGN(QList<Tenant> found,
                 TenantRepository(context.database).ofUser(caller.user, limit, afterName, afterId));
    ROOST_TRY(transaction.commit());
    return found;
}

Result<Tenant> TenantService::tenant(ServerContext &context, const Caller &caller) const
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(std::optional<Tenant> found, TenantRepository(context.database).find(caller.tenant, caller.user));
    ROOST_TRY(transaction.commit());
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no such business, or you don't work in it."_s);
    return *std::move(found);
}

Result<Tenant> TenantService::editTenant(ServerContext &context, const Caller &caller,
                                         const TenantChanges &changes) const
{
    ROOST_TRY(requireOwner(caller));
    TenantChanges checked = changes;
    if (changes.name) {
        ROOST_ASSIGN(QString name, checkedName(*changes.name));
        checked.name = std::move(name);
    }
    if (changes.timeZone)
        ROOST_TRY(checkTimeZone(*changes.timeZone));
    if (changes.locale)
        ROOST_TRY(checkLocale(*changes.locale));
    if (changes.settings)
        ROOST_TRY(checkTenantSettings(*changes.settings));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, caller.tenant, caller.user));
    ROOST_TRY(TenantRepository(context.database).edit(caller.tenant, checked));
    ROOST_TRY(appendAudit(context.database, caller, {u"tenant.edit"_s, u"tenant"_s, caller.tenant.uuid(), {}, {}, {}}));
    ROOST_ASSIGN(Tenant edited, tenant(context, caller));
    ROOST_TRY(transaction.commit());
    return edited;
}

Result<QList<Member>> TenantService::members(ServerContext &context, const Caller &caller, int limit,
                                             const QVariant &afterEmail) const
{
    if (!caller.may(Permission::ManageStaff))
        return fail(ErrorCode::Forbidden, u"Only owners and managers see who works here."_s);
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(QList<Member> found, TenantRepository(context.database).members(caller.tenant, limit, afterEmail));
    ROOST_TRY(transaction.commit());
    return found;
}

Result<Member> TenantService::addMember(ServerContext &context, const Caller &caller, const UserId &user,
                                        Role role) const
{
    ROOST_TRY(requireOwner(caller));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, caller.tenant, caller.user));
    TenantRepository tenants(context.database);
    const MemberId id = MemberId::create();
    auto inserted = tenants.insertMember(caller.tenant, id, user, role);
    if (!inserted && inserted.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, u"They work here already. Change their role instead."_s);
    ROOST_TRY(std::move(inserted));
    ROOST_TRY(appendAudit(context.database, caller, {u"member.add"_s, u"member"_s, id.uuid(), {}, roleName(role), {}}));
    ROOST_ASSIGN(std::optional<Member> added, tenants.findMember(caller.tenant, id));
    ROOST_TRY(transaction.commit());
    if (!added)
        return noMember();
    return *std::move(added);
}

Result<Member> TenantService::changeRole(ServerContext &context, const Caller &caller, const MemberId &member,
                                         Role role) const
{
    ROOST_TRY(requireOwner(caller));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, caller.tenant, caller.user));
    TenantRepository tenants(context.database);
    ROOST_ASSIGN(std::optional<Member> found, tenants.findMember(caller.tenant, member));
    if (!found)
        return noMember();
    if (role != Role::Owner)
        ROOST_TRY(checkAnOwnerStays(tenants, caller.tenant, *found));
    ROOST_TRY(tenants.changeRole(caller.tenant, member, role));
    ROOST_TRY(
        appendAudit(context.database, caller,
                    {u"member.change_role"_s, u"member"_s, member.uuid(), roleName(found->role), roleName(role), {}}));
    ROOST_TRY(transaction.commit());
    found->role = role;
    return *std::move(found);
}

Result<void> TenantService::removeMember(ServerContext &context, const Caller &caller, const MemberId &member) const
{
    ROOST_TRY(requireOwner(caller));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, caller.tenant, caller.user));
    TenantRepository tenants(context.database);
    ROOST_ASSIGN(const std::optional<Member> found, tenants.findMember(caller.tenant, member));
    if (!found)
        return noMember();
    ROOST_TRY(checkAnOwnerStays(tenants, caller.tenant, *found));
    ROOST_TRY(tenants.deleteMember(caller.tenant, member));
    ROOST_TRY(appendAudit(context.database, caller,
                          {u"member.remove"_s, u"member"_s, member.uuid(), roleName(found->role), {}, {}}));
    return transaction.commit();
}

} // namespace roost
