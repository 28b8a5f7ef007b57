// What the controllers of bookings share: a booking as it is read, and what the bodies of steps say.
#pragma once

#include "ApiServer.h"

namespace roost::api {

// NotFound when there is no such booking of the caller's, of the caller's tenant.
Result<ApiReply> readOwnBooking(const ApiRequest &request, ServerContext &context, const BookingId &id);
Result<ApiReply> readTenantsBooking(const ApiRequest &request, ServerContext &context, const BookingId &id);
// Also for staff, who see only what they have just made.
Result<QByteArray> tenantsBooking(ServerContext &context, const Caller &caller, const BookingId &id);

QByteArray idsJson(const QList<BookingId> &ids);

// "revision" and "reason" of the body; nothing when it has none.
std::optional<int> expectedRevision(const ApiRequest &request);
QString reasonOf(const ApiRequest &request);

} // namespace roost::api
