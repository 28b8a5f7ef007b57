#include "RecurrenceLimits.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

} // namespace

Result<void> checkSeriesSize(qsizetype occurrences, qsizetype seatsOfEach)
{
    if (occurrences < 1)
        return wrong(u"recurrence.rrule"_s, u"The rule gives no session. Check its days and its end."_s);
    if (occurrences > kMostOccurrences)
        return wrong(u"recurrence.rrule"_s, u"A series has at most %1 sessions."_s.arg(kMostOccurrences));
    if (occurrences * seatsOfEach > kMostSeatsOfSeries)
        return wrong(u"seat_plan"_s, u"A series has at most %1 seats in all."_s.arg(kMostSeatsOfSeries));
    return {};
}

Result<void> checkSessionDuration(qint64 minutes)
{
    if (minutes < 1 || minutes > kLongestSessionMinutes)
        return wrong(u"duration_minutes"_s, u"A session takes 1 to %1 minutes."_s.arg(kLongestSessionMinutes));
    return {};
}

Result<void> checkSessionStart(const QDateTime &startsAt, const QDateTime &nowUtc, const QString &field)
{
    if (!startsAt.isValid())
        return wrong(field, u"This is a time like 2027-07-02T19:00, on the clock of the listing's place."_s);
    if (startsAt <= nowUtc)
        return wrong(field, u"This time has passed. Choose a later one."_s);
    if (startsAt > nowUtc.addDays(kFurthestSessionDays))
        return wrong(field, u"A session can be planned %1 days ahead."_s.arg(kFurthestSessionDays));
    return {};
}

} // namespace roost
