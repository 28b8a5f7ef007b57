#include "SlotQueries.h"

#include "ServiceBasis.h"

#include "domain/PropertyZone.h"

#include <map>

namespace roost {

namespace {

bool suits(const SlotSearch &search, const QDateTime &startsAt, const QTimeZone &zone)
{
    if (search.weekday == 0 && !search.after.isValid() && !search.before.isValid())
        return true;
    const QDateTime local = startsAt.toTimeZone(zone);
    return (search.weekday == 0 || local.date().dayOfWeek() == search.weekday) &&
           (!search.after.isValid() || local.time() >= search.after) &&
           (!search.before.isValid() || local.time() < search.before);
}

// The window on the clock of a listing.
InstantRange windowOf(const SlotSearch &search, const QTimeZone &zone)
{
    InstantRange window = search.window;
    if (search.fromDay.isValid())
        window.from = instantAt(search.fromDay, QTime(0, 0), zone);
    if (search.toDay.isValid())
        window.to = instantAt(search.toDay, QTime(0, 0), zone);
    if (search.behind.isValid())
        window.from = std::max(window.from, search.behind.addMSecs(1));
    return window;
}

// What may be taken by an appointment in the window, wherever the listing is: days differ by a day at most, and an
// appointment with its buffers takes two at most.
InstantRange around(const SlotSearch &search)
{
    constexpr int kMarginDays = 3;
    const auto instant = [](const QDate &day) { return QDateTime(day, QTime(0, 0), Qt::UTC); };
    const QDateTime from = search.fromDay.isValid() ? instant(search.fromDay) : search.window.from;
    const QDateTime to = search.toDay.isValid() ? instant(search.toDay) : search.window.to;
    return {from.addDays(-kMarginDays), to.addDays(kMarginDays)};
}

// Which beginnings are early and late enough to be booked now.
InstantRange bookable(const ServiceTerms &terms, const InstantRange &window, const QDateTime &nowUtc)
{
    const QDateTime earliest = nowUtc.addSecs(std::max(1, terms.leadTimeMinutes * 60));
    return {std::max(window.from, earliest), std::min(window.to, nowUtc.addDays(terms.bookingWindowDays).addMSecs(1))};
}

QList<FreeSlot> slotsOf(const ServiceBasis &service, const SlotSearch &search, const QDateTime &nowUtc)
{
    const QTimeZone zone(service.timeZone.toLatin1());
    const InstantRange window = bookable(service.terms, windowOf(search, zone), nowUtc);
    if (search.guests > service.terms.maxGuests || window.from >= window.to)
        return {};
    std::map<QDateTime, QList<FreeStaff>> byBeginning;
    for (const ServiceStaff &member : service.staff) {
        const QList<QDateTime> beginnings = freeSlots(member.hours, member.unit.taken(), service.terms, window);
        for (const QDateTime &startsAt : beginnings)
            byBeginning[startsAt] << FreeStaff{member.unit.id, member.unit.name};
    }
    QList<FreeSlot> found;
    for (const auto &[startsAt, staff] : byBeginning) {
        if (found.size() >= search.limit)
            break;
        if (suits(search, startsAt, zone) && service.freeResources(service.terms.occupied(startsAt)))
            found << FreeSlot{service.listing, startsAt, service.terms.appointment(startsAt).to, service.timeZone,
                              staff};
    }
    return found;
}

} // namespace

Result<QList<FreeSlot>> SlotQueries::find(ServerContext &context, const SlotSearch &search) const
{
    const QDateTime nowUtc = context.clock.nowUtc();
    ServiceQuestion question;
    question.listings = search.listings;
    question.tenant = search.tenant;
    question.window = around(search);
    question.staff = search.staff;
    question.nowUtc = nowUtc;
    ROOST_ASSIGN(const QList<ServiceBasis> services, loadServices(context.database, question));
    QList<FreeSlot> found;
    for (const ServiceBasis &service : services)
        found << slotsOf(service, search, nowUtc);
    return found;
}

} // namespace roost
