// /sync/v1: the HTTP face of the server's half of the sync protocol.
#pragma once

namespace roost {
class LiveHub;
}

namespace roost::api {

class ApiServer;

// hub gets the live sockets; it outlives the server.
void registerSyncController(ApiServer &server, LiveHub &hub);

} // namespace roost::api
