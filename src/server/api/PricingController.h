// /api/v1/quotes, a tenant's promotions, and the rates of single days of its listings.
#pragma once

namespace roost::api {

class ApiServer;

void registerPricingController(ApiServer &server);

} // namespace roost::api
