// Decodes and encodes contacts.
#pragma once

namespace roost::api {

class ApiServer;

void registerContactController(ApiServer &server);

} // namespace roost::api
