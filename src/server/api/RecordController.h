// /api/v1/tenants/{tenant_id}/reviews and /payouts: records that are read only here.
#pragma once

namespace roost::api {

class ApiServer;

void registerRecordController(ApiServer &server);

} // namespace roost::api
