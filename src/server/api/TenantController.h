// /api/v1/tenants: hosting businesses and their members.
#pragma once

namespace roost {
class IdentityService;
class TenantService;
} // namespace roost

namespace roost::api {

class ApiServer;

// The services outlive the server.
void registerTenantController(ApiServer &server, const TenantService &tenants, const IdentityService &identity);

} // namespace roost::api
