// Decodes what people type to get in, and encodes sessions.
#include "AccountController.h"

#include "ApiServer.h"
#include "TenantJson.h"

#include "server/identity/IdentityService.h"
#include "server/identity/TenantService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<ApiReply> sessionReply(const TenantService &tenants, ServerContext &context, const SessionTokens &session,
                              int status)
{
    Caller caller;
    caller.user = session.account.id;
    ROOST_ASSIGN(const QList<Tenant> mine, tenants.myTenants(context, caller));
    ApiReply reply = ApiReply::json({{u"access_token"_s, session.accessToken},
                                     {u"token_type"_s, u"Bearer"_s},
                                     {u"expires_in"_s, session.expiresInSeconds},
                                     {u"refresh_token"_s, session.refreshToken},
                                     {u"user"_s, toJson(session.account)},
                                     {u"tenants"_s, toJson(mine)}},
                                    status);
    reply.headers.append({QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")});
    return reply;
}

// One subscriber has a /64 of IPv6 addresses.
QString throttleAddress(const http::Request &request)
{
    bool isIpv4 = false;
    const quint32 ipv4 = request.remoteAddress.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    Q_IPV6ADDR network = request.remoteAddress.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8(0));
    return QHostAddress(network).toString();
}

QString bodyText(const ApiRequest &request, QLatin1StringView name)
{
    return request.body.value(name).toString();
}

} // namespace

void registerAccountController(ApiServer &server, IdentityService &identity, const TenantService &tenants)
{
    server.handle(u"register"_s,
                  [&identity, &tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
                      const NewAccount typed{bodyText(request, "email"_L1), bodyText(request, "password"_L1),
                                             bodyText(request, "display_name"_L1)};
                      ROOST_ASSIGN(const SessionTokens session, identity.registerAccount(context, typed));
                      return sessionReply(tenants, context, session, 201);
                  });
    server.handle(u"logIn"_s,
                  [&identity, &tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
                      ROOST_ASSIGN(const SessionTokens session,
                                   identity.logIn(context, bodyText(request, "email"_L1),
                                                  bodyText(request, "password"_L1), throttleAddress(request.http)));
                      return sessionReply(tenants, context, session, 200);
                  });
    server.handle(
        u"refresh"_s, [&identity, &tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
            ROOST_ASSIGN(const SessionTokens session, identity.refresh(context, bodyText(request, "refresh_token"_L1)));
            return sessionReply(tenants, context, session, 200);
        });
    server.handle(u"logOut"_s, [&identity](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
        ROOST_TRY(identity.logOut(context, request.caller));
        return ApiReply::noContent();
    });
    server.handle(u"getMe"_s,
                  [&identity, &tenants](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
                      ROOST_ASSIGN(const Account account, identity.account(context, request.caller.user));
                      ROOST_ASSIGN(const QList<Tenant> mine, tenants.myTenants(context, request.caller));
                      return ApiReply::json({{u"user"_s, toJson(account)}, {u"tenants"_s, toJson(mine)}});
                  });
    server.handle(
        u"changePassword"_s, [&identity](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
            ROOST_TRY(identity.changePassword(context, request.caller, bodyText(request, "current_password"_L1),
                                              bodyText(request, "new_password"_L1), throttleAddress(request.http)));
            return ApiReply::noContent();
        });
}

} // namespace roost::api
