// An Error as an HTTP reply: the one place where an ErrorCode becomes a status (RFC 9457, application/problem+json).
#pragma once

#include "common/Clock.h"
#include "common/Error.h"
#include "server/http/Response.h"

namespace roost::api {

int httpStatus(ErrorCode code);
// The `code` of a problem that the HTTP layer found before any of our code ran: "NOT_FOUND" for 404, …
QString problemCode(int httpStatus);

// detail (for the log) is not sent. 401 gets WWW-Authenticate; 429 and 503 get Retry-After, from details
// "retry_after" (seconds) if it is there.
http::Response errorReply(const Error &error, const QByteArray &requestId, const Clock &clock);

// For what the HTTP layer itself refuses, so that all problems look the same.
http::Response problemReply(int status, const QString &code, const QString &detail, const QByteArray &requestId,
                            const Clock &clock);

} // namespace roost::api
