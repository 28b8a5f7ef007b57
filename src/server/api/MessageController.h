// Decodes and encodes conversations.
#pragma once

namespace roost::api {

class ApiServer;

void registerMessageController(ApiServer &server);

} // namespace roost::api
