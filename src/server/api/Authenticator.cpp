// The token tells who; the database, at every request, whether the session still lives and which role they have.
#include "Authenticator.h"

#include "server/identity/SessionRepository.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

// Empty when there is no such header.
std::optional<QByteArray> bearerToken(const http::Request &request)
{
    const QByteArray header = request.header("authorization");
    if (header.isEmpty())
        return std::nullopt;
    const qsizetype space = header.indexOf(' ');
    if (space < 0 || header.left(space).compare("bearer", Qt::CaseInsensitive) != 0)
        return QByteArray();
    return header.mid(space + 1).trimmed();
}

} // namespace

Result<Caller> Authenticator::identify(const Operation &operation, const http::Request &request,
                                       Database &database) const
{
    const std::optional<QByteArray> token = bearerToken(request);
    if (operation.access == Access::Open || operation.access == Access::Partner ||
        (operation.access == Access::Optional && !token))
        return Caller();
    if (!token)
        return fail(ErrorCode::Unauthenticated, u"Log in first: this needs an access token."_s);
    ROOST_ASSIGN(const TokenClaims claims, m_tokens.verify(*token));

    Caller caller;
    caller.user = claims.user;
    caller.session = claims.session;
    if (operation.namesTenant())
        caller.tenant = TenantId::fromString(request.pathParameter("tenant_id"));
    ROOST_ASSIGN(const auto state, SessionRepository(database).callerState(caller.session, caller.user, caller.tenant));
    if (!state.isAlive)
        return fail(ErrorCode::SessionEnded, u"You have been logged out. Log in again."_s);
    caller.role = roleFromName(state.role);
    if (operation.namesTenant() && !caller.role)
        return fail(ErrorCode::NotFound, u"There is no such business, or you don't work in it."_s);
    if (operation.permission && !caller.may(*operation.permission))
        return fail(ErrorCode::Forbidden, u"Your role in this business does not allow this. Ask an owner."_s);
    return caller;
}

} // namespace roost::api
