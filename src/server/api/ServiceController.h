// Staff, their absences and resources of a tenant, and /api/v1/listings/{id}/slots (public).
#pragma once

namespace roost::api {

class ApiServer;

void registerServiceController(ApiServer &server);

} // namespace roost::api
