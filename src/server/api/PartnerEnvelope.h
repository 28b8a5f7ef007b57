// How the partner API answers (docs/partner-api.md): {"success": true, "data": …, "message": …} and
// {"success": false, "error": {"code", "message", "details"}}, whatever happened. Names are camelCase.
#pragma once

#include "ApiReply.h"

#include "common/Error.h"
#include "server/http/HttpServer.h"

namespace roost::api {

// Everything below it answers in the envelope.
inline constexpr QByteArrayView kPartnerRoot = "/partner/v1";
bool isPartnerPath(const QByteArray &path);

ApiReply partnerReply(const QJsonValue &data, const QString &message, int status = 200);

// The names of all objects in value: "expires_at" <-> "expiresAt".
QJsonValue camelCased(const QJsonValue &value);
QJsonValue snakeCased(const QJsonValue &value);

// The word of an error: SEAT_ALREADY_LOCKED where SEATS_TAKEN tells when a hold ends, else SEAT_ALREADY_BOOKED, …
QString partnerCode(const Error &error);
http::Response partnerErrorReply(const Error &error);
// For what the HTTP layer itself refuses.
http::Response partnerProblemReply(const http::HttpProblem &problem);

// For browsers (Fetch standard, "CORS protocol"): lets a page of `origin` read the reply.
void allowOrigin(http::Response &response, const QByteArray &origin);
// The answer to an OPTIONS request that asks beforehand; refused when the origin is not known.
http::Response preflightReply(const QByteArray &origin, bool isKnown);

} // namespace roost::api
