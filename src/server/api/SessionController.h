// /api/v1/listings/{id}/sessions and /api/v1/sessions (public), and a tenant's sessions.
#pragma once

namespace roost::api {

class ApiServer;

void registerSessionController(ApiServer &server);

} // namespace roost::api
