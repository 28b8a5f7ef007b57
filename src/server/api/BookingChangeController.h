// Changes of bookings, by guests and hosts; what hosts enter; room made by moving others.
#pragma once

namespace roost::api {

class ApiServer;

void registerBookingChangeController(ApiServer &server);

} // namespace roost::api
