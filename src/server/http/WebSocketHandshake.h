// Whether a request asks for a WebSocket in the way of RFC 6455, section 4.2.1.
#pragma once

#include "HttpServer.h"
#include "RequestParser.h"

namespace roost::http {

// Nothing when the handshake may go on; else what to refuse it with (400 or 426).
std::optional<ParseProblem> checkHandshake(const RequestHead &head);

// Adds the fields that tell a client how to ask.
void explainUpgrade(Response &response);

} // namespace roost::http
