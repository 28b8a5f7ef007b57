// The names of scopes: "t:<tenant id>" and "u:<user id>" (docs/sync.md, "Model").
#pragma once

#include "common/Id.h"

#include <optional>

namespace roost::sync {

enum class ScopeKind {
    Tenant, // what a tenant's owners and managers follow
    User    // what one user sees as a guest and as a member of staff
};

// Empty for a name of neither kind.
std::optional<ScopeKind> scopeKindOf(const QString &scope);
// The id behind "t:" or "u:", as text; empty for a name of neither kind.
QString ownerOfScope(const QString &scope);
QString scopeOf(ScopeKind kind, const QString &ownerId);

QString userScope(const UserId &user);
// Null for anything but "u:<uuid>".
UserId userOfScope(const QString &scope);

} // namespace roost::sync
