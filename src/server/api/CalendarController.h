// /api/v1/tenants/{tenant_id}/blocks.
#pragma once

namespace roost::api {

class ApiServer;

void registerCalendarController(ApiServer &server);

} // namespace roost::api
