// /api/v1/waitlist (a guest's own) and /api/v1/tenants/{tenant_id}/waitlist.
#pragma once

namespace roost::api {

class ApiServer;

void registerWaitlistController(ApiServer &server);

} // namespace roost::api
