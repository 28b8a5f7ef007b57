// By the same services as the REST API, with the guest as the caller.
#include "TripMutations.h"

#include "common/Json.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingRepository.h"
#include "server/reservations/BookingService.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

BookingId bookingOf(const Mutation &mutation)
{
    return BookingId::fromString(mutation.args.value(u"booking_id").toString());
}

// A request is withdrawn and a booking cancelled, which may cost something: it is done only to what the guest saw.
Result<Outcome> cancelTrip(ServerContext &context, const Caller &guest, const Mutation &mutation)
{
    const BookingId id = bookingOf(mutation);
    ROOST_ASSIGN(const auto json, BookingQueries().readForGuest(context, guest, id));
    if (!json)
        return fail(ErrorCode::NotFound, QCoreApplication::translate("sync", "There is no such booking."));
    ROOST_ASSIGN(const QJsonObject booking, parseJsonObject(*json));
    const QString status = booking.value(u"status").toString();
    if (status == u"withdrawn" || (status == u"cancelled" && booking.value(u"ended_by").toString() == u"guest"))
        return Outcome();
    if (status != mutation.base.value(u"status").toString()) {
        return fail(ErrorCode::BookingChanged,
                    QCoreApplication::translate("sync", "This booking has changed meanwhile. Look at it again."), {},
                    {{u"status"_s, status}, {u"revision"_s, booking.value(u"revision")}});
    }
    const QString reason = mutation.args.value(u"reason").toString();
    if (status == u"pending") {
        ROOST_TRY(BookingService().withdraw(context, guest, id, std::nullopt, reason));
    } else {
        ROOST_TRY(BookingService().cancelAsGuest(context, guest, id, std::nullopt, reason));
    }
    return Outcome();
}

} // namespace

Result<TenantId> tenantOfTripMutation(ServerContext &context, const Caller &guest, const Mutation &mutation)
{
    const BookingId booking = bookingOf(mutation);
    if (!mutation.name.startsWith("trip."_L1) || booking.isNull())
        return TenantId();
    return BookingRepository::tenantOfOwn(context.database, booking, guest.user);
}

Result<Outcome> applyTripMutation(ServerContext &context, const Caller &guest, const Mutation &mutation)
{
    if (mutation.name == u"trip.cancel")
        return cancelTrip(context, guest, mutation);
    return fail(ErrorCode::UnknownMutation,
                QCoreApplication::translate("sync", "This server doesn't know the edit \"%1\". Update the server.")
                    .arg(mutation.name.left(100)));
}

} // namespace roost
