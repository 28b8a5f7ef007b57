#include "SlotPlanner.h"

#include "PlanFailures.h"
#include "ServiceBasis.h"

#include "domain/scheduling/StaffChoice.h"
#include "server/pricing/PricingService.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<ServiceBasis> loadService(ServerContext &context, const Caller &caller, const SlotWish &wish,
                                 const OwnClaims &own)
{
    // Nothing lasts longer than an appointment with its buffers, so what is taken two days around is enough.
    ServiceQuestion question;
    question.listings = {wish.listing};
    question.tenant = caller.tenant;
    question.window = {wish.startsAt.addDays(-2), wish.startsAt.addDays(2)};
    question.staff = wish.staff;
    question.loadAt = wish.startsAt;
    question.nowUtc = context.clock.nowUtc();
    question.own = own;
    ROOST_ASSIGN(const QList<ServiceBasis> services, loadServices(context.database, question));
    if (services.isEmpty() || (!wish.staff.isNull() && services.first().staff.isEmpty())) {
        return fail(ErrorCode::NotFound, services.isEmpty()
                                             ? u"There is no such service. It may have been removed."_s
                                             : u"Nobody with this id gives this service. Choose somebody else."_s);
    }
    if (!services.first().isPublished && !caller.role)
        return cannotBeBooked();
    return services.first();
}

// Who begins an appointment then, were they free.
QList<ServiceStaff> atWork(const ServiceBasis &service, const QDateTime &startsAt)
{
    QList<ServiceStaff> found;
    for (const ServiceStaff &member : service.staff) {
        if (isSlot(member.hours, service.terms, startsAt))
            found << member;
    }
    return found;
}

QList<ServiceStaff> freeOf(const QList<ServiceStaff> &staff, const InstantRange &during)
{
    QList<ServiceStaff> found;
    for (const ServiceStaff &member : staff) {
        if (member.unit.isFree(during))
            found << member;
    }
    return found;
}

const ServiceStaff &chosenOf(const QList<ServiceStaff> &staff)
{
    QList<StaffForChoice> choice;
    for (const ServiceStaff &member : staff)
        choice << StaffForChoice{member.unit.id, member.position, member.bookedMinutes, member.lastBooked};
    return staff.at(chooseStaff(choice));
}

// The first hold in the way with whose end somebody would be free and resources enough; invalid: holds are not all.
QDateTime whenHoldsEnd(const ServiceBasis &service, const QList<ServiceStaff> &staff, const InstantRange &during)
{
    QDateTime staffFree;
    for (const ServiceStaff &member : staff) {
        const QDateTime end =
            member.unit.isFree(during) ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : member.unit.holdsIn(during);
        if (end.isValid() && (!staffFree.isValid() || end < staffFree))
            staffFree = end;
    }
    if (!staffFree.isValid())
        return {};
    for (const ResourceNeed &need : service.terms.resources) {
        QList<QDateTime> ends;
        for (const ServiceUnit &resource : service.resources) {
            if (resource.resourceKind != need.kind)
                continue;
            const QDateTime end =
                resource.isFree(during) ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : resource.holdsIn(during);
            if (end.isValid())
                ends << end;
        }
        std::sort(ends.begin(), ends.end());
        if (ends.size() < need.count)
            return {};
        staffFree = std::max(staffFree, ends[need.count - 1]);
    }
    return staffFree;
}

PriceQuestion priceQuestion(const ServiceBasis &service, const SlotWish &wish, const OwnClaims &own)
{
    const QTimeZone zone(service.timeZone.toLatin1());
    const SlotToPrice wanted{wish.startsAt, zone, service.terms.durationMinutes, wish.guests};
    return {
        service.tenant, service.listing, u"service"_s, wanted, service.terms.appointment(wish.startsAt), zone, 0, own};
}

ReservationPlan planOf(const ServiceBasis &service, const SlotWish &wish, const ServiceStaff &member,
                       const QList<ServiceUnit> &resources)
{
    ReservationPlan plan;
    plan.tenant = service.tenant;
    plan.listing = service.listing;
    plan.kind = u"service"_s;
    const InstantRange appointment = service.terms.appointment(wish.startsAt);
    plan.dates = daysAround(appointment, service.timeZone);
    plan.startsAt = appointment.from;
    plan.endsAt = appointment.to;
    plan.timeZone = service.timeZone;
    plan.guests = wish.guests;
    const InstantRange during = service.terms.occupied(wish.startsAt);
    plan.claims << PlannedClaim{member.unit.id, during, ClaimRole::Staff, member.unit.name, {}};
    for (const ServiceUnit &resource : resources)
        plan.claims << PlannedClaim{resource.id, during, ClaimRole::Resource, resource.name, {}};
    plan.isInstant = service.instantBook;
    plan.holdsPending = service.holdsPending;
    return plan;
}

} // namespace

Result<ReservationPlan> SlotPlanner::plan(ServerContext &context, const Caller &caller, const Wish &wish,
                                          const OwnClaims &own) const
{
    const auto *slot = std::get_if<SlotWish>(&wish.what);
    Q_ASSERT(slot);
    const QDateTime nowUtc = context.clock.nowUtc();
    ROOST_ASSIGN(const ServiceBasis service, loadService(context, caller, *slot, own));
    ROOST_TRY(service.terms.check(slot->startsAt, slot->guests, nowUtc));
    const QList<ServiceStaff> staff = atWork(service, slot->startsAt);
    if (staff.isEmpty()) {
        return fail(ErrorCode::StayRuleBroken, u"No appointment begins at this time. Choose one of the free times."_s,
                    {}, {{u"rule"_s, u"slot_start"_s}});
    }
    const InstantRange during = service.terms.occupied(slot->startsAt);
    const QList<ServiceStaff> free = freeOf(staff, during);
    const auto resources = service.freeResources(during);
    if (free.isEmpty() || !resources)
        return slotTaken(whenHoldsEnd(service, staff, during), nowUtc);
    ReservationPlan plan = planOf(service, *slot, chosenOf(free), *resources);
    ROOST_TRY(PricingService().price(context, caller, wish, priceQuestion(service, *slot, own), plan));
    return plan;
}

} // namespace roost
