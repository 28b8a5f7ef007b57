// How the nights of one unit of the demo fill up. Pure: the same random seed gives the same calendar.
#pragma once

#include "DemoCatalogue.h"
#include "DemoRandom.h"

#include "domain/BookingLifecycle.h"
#include "domain/StayDates.h"

namespace roost {

struct DemoStay
{
    StayDates dates;
    BookingStatus status = BookingStatus::Confirmed;
    QDate requestedOn;
};

// Stays that occupy nights and blocks never overlap each other.
struct DemoCalendar
{
    QList<DemoStay> stays;
    QList<StayDates> blocks;

    bool isFree(const StayDates &dates) const;
};

// Two years around today: dense in season, thinning out into the future; guests in the house, arriving and leaving
// today (which of these depends on unitNumber); cancelled and declined bookings on top.
DemoCalendar demoCalendar(DemoRandom &random, const DemoListing &listing, const QDate &today, int unitNumber);

// Exactly this many bookings, one behind the other, about six in ten of them past.
DemoCalendar demoCalendarOf(DemoRandom &random, const DemoListing &listing, const QDate &today, int bookings);

// The first free nights from that day on.
StayDates demoFreeNights(const DemoCalendar &calendar, const QDate &from, int nights);

} // namespace roost
