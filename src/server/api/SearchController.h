// /api/v1/search and /api/v1/listings/{listing_id}/calendar: what guests look for.
#pragma once

namespace roost::api {

class ApiServer;

void registerSearchController(ApiServer &server);

} // namespace roost::api
