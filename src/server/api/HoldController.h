// /api/v1/holds: a guest's own.
#pragma once

namespace roost::api {

class ApiServer;

void registerHoldController(ApiServer &server);

} // namespace roost::api
