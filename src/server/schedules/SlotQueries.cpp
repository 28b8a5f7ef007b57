#include "SlotQueries.h"

#include "ServiceBasis.h"

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

// Which beginnings are early and late enough to be booked now.
InstantRange bookable(const ServiceTerms &terms, const InstantRange &window, const QDateTime &nowUtc)
{
    const QDateTime earliest = nowUtc.addSecs(std::max(1, terms.leadTimeMinutes * 60));
    return {std::max(window.from, earliest), std::min(window.to, nowUtc.addDays(terms.bookingWindowDays).addMSecs(1))};
}

QList<FreeSlot> slotsOf(const ServiceBasis &service, const SlotSearch &search, const QDateTime &nowUtc)
{
    const InstantRange window = bookable(service.terms, search.window, nowUtc);
    if (search.guests > service.terms.maxGuests || window.from >= window.to)
        return {};
    std::map<QDateTime, QList<FreeStaff>> byBeginning;
    for (const ServiceStaff &member : service.staff) {
        const QList<QDateTime> beginnings = freeSlots(member.hours, member.unit.taken(), service.terms, window);
        for (const QDateTime &startsAt : beginnings)
            byBeginning[startsAt] << FreeStaff{member.unit.id, member.unit.name};
    }
    const QTimeZone zone(service.timeZone.toLatin1());
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
    // What is taken up to an appointment's length, and its buffers, around the window counts too.
    const InstantRange around{search.window.from.addDays(-2), search.window.to.addDays(2)};
    const QDateTime nowUtc = context.clock.nowUtc();
    ServiceQuestion question;
    question.listings = search.listings;
    question.tenant = search.tenant;
    question.window = around;
    question.staff = search.staff;
    question.nowUtc = nowUtc;
    ROOST_ASSIGN(const QList<ServiceBasis> services, loadServices(context.database, question));
    QList<FreeSlot> found;
    for (const ServiceBasis &service : services)
        found << slotsOf(service, search, nowUtc);
    return found;
}

} // namespace roost
