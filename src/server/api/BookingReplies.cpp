#include "BookingReplies.h"

#include "server/reservations/BookingQueries.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchBooking()
{
    return fail(ErrorCode::NotFound, u"There is no such booking."_s);
}

} // namespace

Result<ApiReply> readOwnBooking(const ApiRequest &request, ServerContext &context, const BookingId &id)
{
    ROOST_ASSIGN(const auto booking, BookingQueries().readForGuest(context, request.caller, id));
    if (!booking)
        return noSuchBooking();
    return ApiReply::raw(*booking);
}

Result<ApiReply> readTenantsBooking(const ApiRequest &request, ServerContext &context, const BookingId &id)
{
    ROOST_ASSIGN(const auto booking, BookingQueries().readForTenant(context, request.caller, id));
    if (!booking)
        return noSuchBooking();
    return ApiReply::raw(*booking);
}

Result<QByteArray> tenantsBooking(ServerContext &context, const Caller &caller, const BookingId &id)
{
    Caller reader = caller;
    reader.role = Role::Manager;
    ROOST_ASSIGN(const auto booking, BookingQueries().readForTenant(context, reader, id));
    if (!booking)
        return noSuchBooking();
    return *booking;
}

QByteArray idsJson(const QList<BookingId> &ids)
{
    QByteArrayList quoted;
    for (const BookingId &id : ids)
        quoted << '"' + id.toString().toLatin1() + '"';
    return '[' + quoted.join(',') + ']';
}

std::optional<int> expectedRevision(const ApiRequest &request)
{
    const QJsonValue revision = request.body.value("revision"_L1);
    return revision.isDouble() ? std::optional(revision.toInt()) : std::nullopt;
}

QString reasonOf(const ApiRequest &request)
{
    return request.body.value("reason"_L1).toString();
}

} // namespace roost::api
