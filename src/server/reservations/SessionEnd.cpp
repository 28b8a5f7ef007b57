#include "SessionEnd.h"

#include "BookingDecisions.h"
#include "BookingService.h"
#include "HoldRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> endBooking(ServerContext &context, const Caller &caller, const BookingId &id, const QString &reason)
{
    ROOST_ASSIGN(const Booking booking, BookingDecisions(context, caller, BookingActor::Host).look(id));
    const BookingService bookings;
    return booking.status == BookingStatus::Pending
               ? bookings.decline(context, caller, id, std::nullopt, reason).map([](const BookingDecision &) {})
               : bookings.cancel(context, caller, id, std::nullopt, reason).map([](const BookingDecision &) {});
}

} // namespace

EndReservations endReservationsOfSession(const QString &reason)
{
    return [reason](ServerContext &context, const Caller &caller, const QList<BookingId> &bookings,
                    const QList<HoldId> &holds) -> Result<void> {
        for (const BookingId &booking : bookings)
            ROOST_TRY(endBooking(context, caller, booking, reason));
        const QDateTime nowUtc = context.clock.nowUtc();
        for (const HoldId &hold : holds) {
            ROOST_TRY(HoldRepository(context.database, caller.tenant, nowUtc).end(hold, u"released"_s));
            ROOST_TRY(UnitClaims(context.database, caller.tenant, nowUtc).release(hold));
        }
        return {};
    };
}

} // namespace roost
