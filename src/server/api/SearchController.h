// /api/v1/search and /api/v1/listings/{listing_id}/calendar and …/live, /api/v1/sessions/{session_id}/live:
// what guests look for.
#pragma once

namespace roost {
class LiveAvailability;
}

namespace roost::api {

class ApiServer;

// live must outlive the HTTP server.
void registerSearchController(ApiServer &server, LiveAvailability &live);

} // namespace roost::api
