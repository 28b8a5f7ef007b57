#include "DemoCalendar.h"

namespace roost {

namespace {

constexpr int kDaysEachWay = 365;
constexpr int kFullPercent = 85;

int stayNights(DemoRandom &random, const DemoListing &listing)
{
    const int shortest = std::max(listing.minNights, listing.typicalNights - 2);
    const int nights = random.between(shortest, std::max(shortest, listing.typicalNights + 2));
    return random.chance(6) ? nights + random.between(4, 9) : nights;
}

// Few guests book half a year ahead.
int bookedAheadPercent(qint64 daysAhead)
{
    if (daysAhead < 14)
        return 100;
    if (daysAhead < 45)
        return 80;
    if (daysAhead < 100)
        return 50;
    return daysAhead < 200 ? 24 : 9;
}

// So many empty nights behind a stay that about fillPercent of all nights are taken.
int gapNights(DemoRandom &random, int nights, int fillPercent)
{
    const int usual = nights * (100 - fillPercent) / fillPercent;
    // Guests often follow one another on the same day.
    if (usual <= 2 && random.chance(55))
        return 0;
    return random.between(0, 2 * usual + 1);
}

BookingStatus statusOf(const StayDates &dates, const QDate &today)
{
    return dates.checkOut < today ? BookingStatus::Completed : BookingStatus::Confirmed;
}

DemoStay stayOn(DemoRandom &random, const StayDates &dates, BookingStatus status, const QDate &today)
{
    const int lead = random.chance(25) ? random.between(0, 6) : random.between(7, 120);
    return {dates, status, std::min(dates.checkIn.addDays(-lead), today.addDays(-1))};
}

// What every visitor of the demo finds today: someone in the house, arrivals, departures, a closed unit.
struct Today
{
    QList<StayDates> stays;
    QList<StayDates> blocks;
};

Today todayAt(const QDate &today, int unitNumber, int minNights)
{
    const auto stay = [&](int from, int nights) {
        return StayDates{today.addDays(from), today.addDays(from + std::max(nights, minNights))};
    };
    switch (unitNumber % 6) {
    case 0:
        return {{stay(-2, 5)}, {}};
    case 1:
        return {{StayDates{today.addDays(-std::max(3, minNights)), today}, stay(0, 4)}, {}};
    case 2:
        return {{stay(0, 3)}, {}};
    case 3:
        return {{stay(-1, 4)}, {StayDates{today.addDays(9), today.addDays(12)}}};
    case 4:
        return {{StayDates{today.addDays(-std::max(4, minNights)), today}}, {}};
    default:
        return {{}, {StayDates{today.addDays(-1), today.addDays(2)}}};
    }
}

// A booking that came to nothing, for about these nights.
std::optional<DemoStay> lostBooking(DemoRandom &random, const StayDates &dates, const QDate &today)
{
    const qsizetype kind = random.weighted({86, 8, 3, 2, 1});
    if (kind == 0)
        return std::nullopt;
    const QList<BookingStatus> statuses{BookingStatus::Confirmed, BookingStatus::Cancelled, BookingStatus::Declined,
                                        BookingStatus::Withdrawn, BookingStatus::Expired};
    const int shift = random.between(-1, 2);
    const StayDates lost{dates.checkIn.addDays(shift), dates.checkOut.addDays(shift)};
    return stayOn(random, lost, statuses.at(kind), today);
}

bool overlapsAny(const QList<StayDates> &taken, const StayDates &dates, QDate &freeFrom)
{
    for (const StayDates &one : taken) {
        if (one.overlaps(dates)) {
            freeFrom = one.checkOut;
            return true;
        }
    }
    return false;
}

} // namespace

bool DemoCalendar::isFree(const StayDates &dates) const
{
    return std::none_of(blocks.begin(), blocks.end(), [&](const StayDates &block) { return block.overlaps(dates); }) &&
           std::none_of(stays.begin(), stays.end(), [&](const DemoStay &stay) {
               return occupiesNights(stay.status) && stay.dates.overlaps(dates);
           });
}

DemoCalendar demoCalendar(DemoRandom &random, const DemoListing &listing, const QDate &today, int unitNumber)
{
    DemoCalendar calendar;
    const Today fixed = todayAt(today, unitNumber, listing.minNights);
    calendar.blocks = fixed.blocks;
    for (const StayDates &dates : fixed.stays)
        calendar.stays << stayOn(random, dates, BookingStatus::Confirmed, today);
    const QList<StayDates> taken = fixed.stays + fixed.blocks;
    const QDate end = today.addDays(kDaysEachWay);
    for (QDate day = today.addDays(-kDaysEachWay + random.between(0, 6)); day < end;) {
        const int nights = stayNights(random, listing);
        const StayDates dates{day, day.addDays(nights)};
        if (overlapsAny(taken, dates, day))
            continue;
        const qint64 daysAhead = std::max<qint64>(0, today.daysTo(day));
        const int fill = demoOccupancyPercent(listing.season, day.month()) * bookedAheadPercent(daysAhead) / 100;
        if (random.chance(4)) {
            calendar.blocks << dates;
        } else {
            const bool isNoShow = dates.checkOut < today && random.chance(1);
            calendar.stays << stayOn(random, dates, isNoShow ? BookingStatus::NoShow : statusOf(dates, today), today);
            if (const auto lost = lostBooking(random, dates, today))
                calendar.stays << *lost;
        }
        day = dates.checkOut.addDays(gapNights(random, nights, std::clamp(fill, 4, 96)));
    }
    return calendar;
}

DemoCalendar demoCalendarOf(DemoRandom &random, const DemoListing &listing, const QDate &today, int bookings)
{
    DemoCalendar calendar;
    const int usualDays = (listing.typicalNights + 1) * 100 / kFullPercent;
    QDate day = today.addDays(-static_cast<qint64>(bookings) * usualDays * 6 / 10);
    for (int i = 0; i < bookings; ++i) {
        const int nights = stayNights(random, listing);
        const StayDates dates{day, day.addDays(nights)};
        BookingStatus status = statusOf(dates, today);
        if (random.chance(5))
            status = BookingStatus::Cancelled;
        else if (dates.checkIn > today && random.chance(3))
            status = BookingStatus::Pending;
        calendar.stays << stayOn(random, dates, status, today);
        day = dates.checkOut.addDays(gapNights(random, nights, kFullPercent));
    }
    return calendar;
}

StayDates demoFreeNights(const DemoCalendar &calendar, const QDate &from, int nights)
{
    StayDates dates{from, from.addDays(nights)};
    while (!calendar.isFree(dates))
        dates = {dates.checkIn.addDays(1), dates.checkOut.addDays(1)};
    return dates;
}

} // namespace roost
