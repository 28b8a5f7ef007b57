// /partner/v1: what partner apps see, reserve and sell (docs/partner-api.md).
#pragma once

namespace roost::api {

class ApiServer;

void registerPartnerController(ApiServer &server);

} // namespace roost::api
