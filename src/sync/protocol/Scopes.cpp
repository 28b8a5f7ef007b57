// A letter for the kind, a colon and the id of whose it is.
#include "Scopes.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

std::optional<ScopeKind> scopeKindOf(const QString &scope)
{
    if (scope.startsWith("t:"_L1))
        return ScopeKind::Tenant;
    if (scope.startsWith("u:"_L1))
        return ScopeKind::User;
    return std::nullopt;
}

QString ownerOfScope(const QString &scope)
{
    return scopeKindOf(scope) ? scope.mid(2) : QString();
}

QString scopeOf(ScopeKind kind, const QString &ownerId)
{
    return (kind == ScopeKind::Tenant ? u"t:"_s : u"u:"_s) + ownerId;
}

QString userScope(const UserId &user)
{
    return scopeOf(ScopeKind::User, user.toString());
}

UserId userOfScope(const QString &scope)
{
    return scopeKindOf(scope) == ScopeKind::User ? UserId::fromString(ownerOfScope(scope)) : UserId();
}

} // namespace roost::sync
