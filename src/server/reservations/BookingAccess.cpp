#include "BookingAccess.h"

#include "BookingService.h"

namespace roost {

using namespace Qt::StringLiterals;

Result<void> checkSignedIn(const Caller &guest)
{
    if (guest.user.isNull())
        return fail(ErrorCode::Unauthenticated, u"Log in to book."_s);
    return {};
}

Result<void> checkMayDecide(const Caller &caller)
{
    if (!caller.may(Permission::DecideBookings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can decide this. Ask one of them."_s);
    return {};
}

Result<Caller> asGuestOf(Database &database, const Caller &guest, const BookingId &id)
{
    ROOST_TRY(checkSignedIn(guest));
    Caller caller = guest;
    caller.role.reset();
    ROOST_ASSIGN(caller.tenant, BookingRepository::tenantOfOwn(database, id, guest.user));
    if (caller.tenant.isNull())
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    return caller;
}

Result<void> checkReason(const QString &reason)
{
    if (reason.size() > BookingService::kLongestReason || reason.contains(QChar(u'\0'))) {
        return fail(ErrorCode::Validation, u"A reason has %1 characters at most."_s.arg(BookingService::kLongestReason),
                    {}, {{u"field"_s, u"reason"_s}});
    }
    return {};
}

tl::unexpected<Error> bookingChanged(BookingStatus status, int revision)
{
    return fail(ErrorCode::BookingChanged, u"This booking has changed meanwhile. Look at it again, then decide."_s, {},
                {{u"status"_s, bookingStatusName(status)}, {u"revision"_s, revision}});
}

} // namespace roost
