#include "HostEntries.h"

#include "Agreement.h"
#include "BookingMaker.h"
#include "MoveProposals.h"
#include "ReservationPlanner.h"

#include "domain/pricing/Quote.h"
#include "server/listings/ListingRepository.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMayEnter(const Caller &caller, const HostEntry &entry)
{
    const bool decides = entry.overridesRules || entry.makesRoom || entry.agreedTotalMinor;
    if (!caller.may(decides ? Permission::DecideBookings : Permission::CreateBookings)) {
        return fail(ErrorCode::Forbidden,
                    u"Only an owner or a manager can waive rules, agree on a price or move others. Ask one of them."_s);
    }
    return {};
}

Result<void> checkEntry(const HostEntry &entry)
{
    if (entry.contact.isNull() && entry.name.trimmed().isEmpty()) {
        return fail(ErrorCode::Validation, u"Say whom the booking is for: a contact, or a name."_s, {},
                    {{u"field"_s, u"contact"_s}});
    }
    return checkAgreedTotal(entry.agreedTotalMinor);
}

// What isn't published can be entered, but not what the host has given up.
Result<void> checkNotArchived(ServerContext &context, const Caller &caller, const HostEntry &entry)
{
    const auto *stay = std::get_if<StayWish>(&entry.wish.what);
    if (!stay)
        return {};
    ROOST_ASSIGN(const auto listing, ListingRepository(context.database, caller.tenant).findEditable(stay->listing));
    const QString status = listing ? listing->fields.value(u"status").toString() : QString();
    if (status != u"archived")
        return {};
    return fail(ErrorCode::ListingUnavailable, u"This listing is archived. Bring it back first, or choose another."_s,
                {}, {{u"status"_s, status}});
}

// Null when the id is that of a contact to be made.
Result<ContactId> knownContact(Database &database, const Caller &caller, const HostEntry &entry)
{
    if (entry.contact.isNull())
        return ContactId();
    ROOST_ASSIGN(Statement find, database.statement(u"reservations/contact_exists"_s));
    find.bind(u":id"_s, entry.contact).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(find.exec());
    if (find.next())
        return entry.contact;
    if (entry.name.trimmed().isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such contact."_s);
    return ContactId();
}

// Made under the id that the host's computer has given them already, so that what it edits next finds them.
Result<ContactId> madeContact(Database &database, const Caller &caller, const ContactId &id, const BookingParty &party)
{
    ROOST_TRY(party.check());
    ROOST_ASSIGN(Statement make, database.statement(u"reservations/make_contact"_s));
    make.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, caller.tenant)
        .bind(u":name"_s, party.contactName)
        .bind(u":email"_s, party.contactEmail)
        .bind(u":phone"_s, party.contactPhone);
    ROOST_TRY(make.exec());
    return make.next() ? make.id<ContactId>(0) : ContactId();
}

// The plan; when it fails for want of room, once more after others have moved, or with what moving would do.
Result<ReservationPlan> planned(ServerContext &context, const Caller &caller, const HostEntry &entry)
{
    PlanOptions options;
    options.hostKeepsRules = !entry.overridesRules;
    // Seats and slots are planned by the same rules for everyone of the tenant; staff are members too.
    auto plan = ReservationPlanner().plan(context, caller, entry.wish, options);
    const auto *stay = std::get_if<StayWish>(&entry.wish.what);
    if (plan || plan.error().code != ErrorCode::DatesTaken || !stay || stay->units != 1 || !stay->unit.isNull())
        return plan;
    MoveProposals moves(context, caller);
    ROOST_ASSIGN(const auto proposal, moves.propose(stay->listing, stay->dates));
    if (!proposal)
        return plan;
    if (entry.makesRoom) {
        ROOST_TRY(moves.carryOut(*proposal));
        return ReservationPlanner().plan(context, caller, entry.wish, options);
    }
    Error error = plan.error();
    error.details.insert(u"moves"_s, proposal->toJson());
    return fail(error);
}

Result<Agreement> agreementOf(const ReservationPlan &plan, const HostEntry &entry)
{
    Agreement agreement = Agreement::of(plan, entry.wish);
    ROOST_TRY(checkAgreedCurrency(entry.agreedCurrency, plan.quote.total.currency.code()));
    if (entry.agreedTotalMinor)
        agreement.quote = agreedQuote({*entry.agreedTotalMinor, plan.quote.total.currency}).toJson();
    return agreement;
}

} // namespace

Result<BookingDecision> HostEntries::enter(ServerContext &context, const Caller &caller, const HostEntry &entry) const
{
    ROOST_TRY(checkMayEnter(caller, entry));
    ROOST_TRY(checkEntry(entry));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    ROOST_TRY(checkNotArchived(context, caller, entry));
    NewBooking booking;
    booking.id = entry.id;
    booking.isInstant = true;
    ROOST_ASSIGN(booking.party.contact, knownContact(context.database, caller, entry));
    booking.party.contactName = entry.name.isNull() ? u""_s : entry.name.trimmed();
    booking.party.contactEmail = entry.email.isNull() ? u""_s : entry.email;
    booking.party.contactPhone = entry.phone.isNull() ? u""_s : entry.phone;
    booking.party.source = u"manual"_s;
    booking.party.message = entry.message.isNull() ? u""_s : entry.message;
    ROOST_ASSIGN(const ReservationPlan plan, planned(context, caller, entry));
    ROOST_ASSIGN(booking.agreement, agreementOf(plan, entry));
    if (booking.party.contact.isNull() && !entry.contact.isNull()) {
        ROOST_ASSIGN(booking.party.contact, madeContact(context.database, caller, entry.contact, booking.party));
    }
    ROOST_ASSIGN(BookingDecision decision,
                 BookingMaker(context, caller, BookingActor::Host).make(booking, plan.claims));
    ROOST_TRY(write.commit());
    return decision;
}

} // namespace roost
