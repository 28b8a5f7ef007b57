// Decodes replies to reviews.
#pragma once

namespace roost::api {

class ApiServer;

void registerReviewController(ApiServer &server);

} // namespace roost::api
