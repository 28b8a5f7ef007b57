// Decodes and encodes tasks.
#pragma once

namespace roost::api {

class ApiServer;

void registerTaskController(ApiServer &server);

} // namespace roost::api
