// /api/v1/bookings (a guest's own) and /api/v1/tenants/{tenant_id}/bookings.
#pragma once

namespace roost::api {

class ApiServer;

void registerBookingController(ApiServer &server);

} // namespace roost::api
