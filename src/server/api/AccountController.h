// /api/v1/auth/… and /api/v1/me: accounts and sessions.
#pragma once

namespace roost {
class IdentityService;
class TenantService;
} // namespace roost

namespace roost::api {

class ApiServer;

// The services outlive the server.
void registerAccountController(ApiServer &server, IdentityService &identity, const TenantService &tenants);

} // namespace roost::api
