#include "StayDates.h"

#include "PropertyZone.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrongDate(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

} // namespace

Result<StayDates> StayDates::create(const QDate &checkIn, const QDate &checkOut)
{
    if (!checkIn.isValid() || checkIn.year() < 1900 || checkIn.year() > 2200)
        return wrongDate(u"check_in"_s, u"The check-in day must be a real date, written like 2026-02-28."_s);
    if (!checkOut.isValid() || checkOut.year() < 1900 || checkOut.year() > 2200)
        return wrongDate(u"check_out"_s, u"The check-out day must be a real date, written like 2026-03-01."_s);
    if (checkOut <= checkIn)
        return wrongDate(u"check_out"_s, u"The check-out day must be after the check-in day."_s);
    if (checkIn.daysTo(checkOut) > kMaxNights)
        return wrongDate(u"check_out"_s, u"A stay can't be longer than %1 nights."_s.arg(kMaxNights));
    return StayDates{checkIn, checkOut};
}

Result<StayDates> StayDates::parse(const QString &checkIn, const QString &checkOut)
{
    return create(QDate::fromString(checkIn, Qt::ISODate), QDate::fromString(checkOut, Qt::ISODate));
}

Result<StayClock> StayClock::create(const QString &ianaZone, const QTime &checkInTime, const QTime &checkOutTime,
                                    int preparationDays)
{
    ROOST_ASSIGN(const QTimeZone zone, propertyZone(ianaZone));
    if (!checkInTime.isValid() || !checkOutTime.isValid() || checkOutTime > checkInTime) {
        return wrongDate(u"check_out_time"_s,
                         u"The check-out time must not be later than the check-in time, so that guests can follow one "
                         "another on one day."_s);
    }
    if (preparationDays < 0 || preparationDays > 30)
        return wrongDate(u"preparation_days"_s, u"Preparation takes 0 to 30 days."_s);
    return StayClock{zone, checkInTime, checkOutTime, preparationDays};
}

InstantRange StayClock::occupied(const StayDates &dates) const
{
    return {instantAt(dates.checkIn, checkInTime, zone),
            instantAt(dates.checkOut.addDays(preparationDays), checkOutTime, zone)};
}

QDate StayClock::today(const QDateTime &nowUtc) const
{
    return nowUtc.toTimeZone(zone).date();
}

} // namespace roost
