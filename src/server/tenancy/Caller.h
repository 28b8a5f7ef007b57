// Who asks: set by the API layer after it has checked the access token, passed to every service.
#pragma once

#include "common/Id.h"
#include "domain/Permissions.h"

namespace roost {

struct Caller
{
    UserId user;              // null: a visitor without an account
    SessionId session;        // null: the program itself (subcommands, jobs)
    TenantId tenant;          // the tenant that the request names; null when it names none
    std::optional<Role> role; // of the user in that tenant; empty: not a member

    bool may(Permission permission) const { return role && isAllowed(*role, permission); }
};

} // namespace roost
