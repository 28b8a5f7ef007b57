#include "PlanFailures.h"

#include "server/inventory/Taken.h"

namespace roost {

using namespace Qt::StringLiterals;

tl::unexpected<Error> seatsTaken(const QJsonArray &seats, const QDateTime &holdEndsAt, const QDateTime &nowUtc)
{
    QJsonObject details = holdDetails(holdEndsAt, nowUtc);
    details.insert(u"seats"_s, seats);
    return fail(ErrorCode::SeatsTaken, u"These seats aren't free any more. Choose others."_s, {}, details);
}

tl::unexpected<Error> slotTaken(const QDateTime &holdEndsAt, const QDateTime &nowUtc)
{
    return fail(ErrorCode::SlotTaken, u"This time isn't free any more. Choose another."_s, {},
                holdDetails(holdEndsAt, nowUtc));
}

tl::unexpected<Error> cannotBeBooked()
{
    return fail(ErrorCode::ListingUnavailable, u"This can't be booked at the moment. Choose something else."_s);
}

StayDates daysAround(const InstantRange &during, const QString &timeZone)
{
    const QTimeZone zone(timeZone.toLatin1());
    // The end belongs to the day before when it is midnight.
    return {during.from.toTimeZone(zone).date(), during.to.addMSecs(-1).toTimeZone(zone).date().addDays(1)};
}

} // namespace roost
