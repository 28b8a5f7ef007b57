// Decodes and encodes tenants and members.
#include "TenantController.h"

#include "ApiServer.h"
#include "Paging.h"
#include "TenantJson.h"

#include "common/Json.h"
#include "server/identity/IdentityService.h"
#include "server/identity/TenantService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> optionalText(const QJsonObject &body, QLatin1StringView name)
{
    return body.contains(name) ? std::optional(body.value(name).toString()) : std::nullopt;
}

Role readRole(const ApiRequest &request)
{
    return roleFromName(request.body.value("role"_L1).toString()).value_or(Role::Staff);
}

Result<ApiReply> listTenants(const TenantService &tenants, const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Text, KeyPart::Uuid}));
    ROOST_ASSIGN(const QList<Tenant> found,
                 tenants.myTenants(context, request.caller, page.limit + 1, page.key(0), page.key(1)));
    PageWriter writer(page);
    for (const Tenant &tenant : found)
        writer.add(canonicalJson(toJson(tenant)), {tenant.name, tenant.id.toString()});
    return writer.reply();
}

Result<ApiReply> createTenant(const TenantService &tenants, const ApiRequest &request, ServerContext &context)
{
    const QJsonObject &body = request.body;
    NewTenant typed{body.value("name"_L1).toString(), body.value("currency"_L1).toString(),
                    body.value("time_zone"_L1).toString()};
    if (body.contains("locale"_L1))
        typed.locale = body.value("locale"_L1).toString();
    ROOST_ASSIGN(const Tenant tenant, tenants.createTenant(context, request.caller, typed));
    return ApiReply::created(canonicalJson(toJson(tenant)), u"/api/v1/tenants/"_s + tenant.id.toString());
}

Result<ApiReply> editTenant(const TenantService &tenants, const ApiRequest &request, ServerContext &context)
{
    TenantChanges changes{optionalText(request.body, "name"_L1), optionalText(request.body, "time_zone"_L1),
                          optionalText(request.body, "locale"_L1)};
    if (request.body.contains("settings"_L1))
        changes.settings = request.body.value("settings"_L1).toObject();
    ROOST_ASSIGN(const Tenant tenant, tenants.editTenant(context, request.caller, changes));
    return ApiReply::json(toJson(tenant));
}

Result<ApiReply> listMembers(const TenantService &tenants, const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Text}));
    ROOST_ASSIGN(const QList<Member> found, tenants.members(context, request.caller, page.limit + 1, page.key(0)));
    PageWriter writer(page);
    for (const Member &member : found)
        writer.add(canonicalJson(toJson(member)), {member.email});
    return writer.reply();
}

Result<ApiReply> addMember(const TenantService &tenants, const IdentityService &identity, const ApiRequest &request,
                           ServerContext &context)
{
    ROOST_ASSIGN(const std::optional<Account> account,
                 identity.accountByEmail(context, request.body.value("email"_L1).toString()));
    if (!account) {
        return fail(ErrorCode::NotFound,
                    u"Nobody has an account with this email address. Ask them to register first."_s, {},
                    {{u"field"_s, u"email"_s}});
    }
    ROOST_ASSIGN(const Member member, tenants.addMember(context, request.caller, account->id, readRole(request)));
    return ApiReply::created(canonicalJson(toJson(member)),
                             QString::fromLatin1(request.http.path) + u'/' + member.id.toString());
}

} // namespace

void registerTenantController(ApiServer &server, const TenantService &tenants, const IdentityService &identity)
{
    const auto with = [&tenants](auto function) {
        return [&tenants, function](const ApiRequest &request, ServerContext &context) {
            return function(tenants, request, context);
        };
    };
    server.handle(u"listTenants"_s, with(listTenants));
    server.handle(u"createTenant"_s, with(createTenant));
    server.handle(u"editTenant"_s, with(editTenant));
    server.handle(u"listMembers"_s, with(listMembers));
    server.handle(u"getTenant"_s, [&tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
        ROOST_ASSIGN(const Tenant tenant, tenants.tenant(context, request.caller));
        return ApiReply::json(toJson(tenant));
    });
    server.handle(u"addMember"_s, [&tenants, &identity](const ApiRequest &request, ServerContext &context) {
        return addMember(tenants, identity, request, context);
    });
    server.handle(u"changeMemberRole"_s,
                  [&tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
                      ROOST_ASSIGN(const Member member,
                                   tenants.changeRole(context, request.caller, request.pathId<MemberId>("member_id"),
                                                      readRole(request)));
                      return ApiReply::json(toJson(member));
                  });
    server.handle(u"removeMember"_s, [&tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
        ROOST_TRY(tenants.removeMember(context, request.caller, request.pathId<MemberId>("member_id")));
        return ApiReply::noContent();
    });
}

} // namespace roost::api
