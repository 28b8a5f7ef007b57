// /api/v1/listings (public) and /api/v1/tenants/{tenant_id}/listings with their units.
#pragma once

namespace roost::api {

class ApiServer;

void registerListingController(ApiServer &server);

} // namespace roost::api
