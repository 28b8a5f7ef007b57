// /api/v1/tenants/{tenant_id}/blocks, and the free nights of a published listing.
#pragma once

namespace roost::api {

class ApiServer;

void registerCalendarController(ApiServer &server);

} // namespace roost::api
