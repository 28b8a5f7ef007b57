// Decisions on bookings, changes, and what the host enters.
#include "MutationHandlers.h"

#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingOffers.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/ChangedWish.h"
#include "server/reservations/HostEntries.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

// A refusal, with what the host could do instead.
tl::unexpected<Error> refused(const Error &error, const Result<QJsonArray> &offers)
{
    Error withOffers = error;
    // Without offers it is a refusal still.
    if (offers)
        withOffers.details.insert(u"offers"_s, *offers);
    return fail(withOffers);
}

using Decision = Result<BookingDecision> (BookingService::*)(ServerContext &, const Caller &, const BookingId &,
                                                             std::optional<int>, const QString &) const;

Result<void> decide(ServerContext &context, const Caller &caller, const Mutation &mutation, Decision decision)
{
    ROOST_ASSIGN(const auto booking, idArgument<BookingId>(mutation, u"booking_id"_s));
    ROOST_TRY((BookingService().*decision)(context, caller, booking, std::nullopt,
                                           mutation.args.value(u"reason").toString()));
    return {};
}

// Somebody else decided the same.
bool isSoAlready(const Error &error, BookingStatus wanted)
{
    return error.code == ErrorCode::InvalidTransition &&
           error.details.value(u"status").toString() == bookingStatusName(wanted);
}

template <Decision decision, BookingStatus wanted>
Result<Outcome> decideBooking(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    const auto decided = decide(context, caller, mutation, decision);
    if (!decided && !isSoAlready(decided.error(), wanted))
        return fail(decided.error());
    return applied();
}

Result<Outcome> acceptBooking(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    const Decision decision =
        mutation.args.value(u"make_room").toBool() ? &BookingService::acceptMakingRoom : &BookingService::accept;
    const auto decided = decide(context, caller, mutation, decision);
    if (decided || isSoAlready(decided.error(), BookingStatus::Confirmed))
        return applied();
    if (decided.error().code != ErrorCode::DatesTaken)
        return fail(decided.error());
    ROOST_ASSIGN(const auto booking, idArgument<BookingId>(mutation, u"booking_id"_s));
    return refused(decided.error(), BookingOffers(context, caller).forRequest(booking));
}

// True: what the host wants is so already. BookingChanged (details: what the booking has) when somebody else changed it
// since the host looked: a swap of claims is done as the host meant it, or not at all.
Result<bool> isDoneAlready(ServerContext &context, const Caller &caller, const BookingId &id, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto json, BookingQueries().readForTenant(context, caller, id));
    if (!json)
        return fail(ErrorCode::NotFound, QCoreApplication::translate("sync", "There is no such booking."));
    const QJsonObject now = QJsonDocument::fromJson(*json).object();
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    QJsonObject theirs;
    bool isDone = !changes.isEmpty();
    bool isChanged = false;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonValue has = now.value(change.key());
        theirs.insert(change.key(), has);
        isDone = isDone && has == *change;
        isChanged = isChanged || (has != mutation.base.value(change.key()) && has != *change);
    }
    if (isChanged) {
        return fail(ErrorCode::BookingChanged,
                    QCoreApplication::translate("sync", "Someone else changed this booking meanwhile."), {}, theirs);
    }
    return isDone;
}

Result<QJsonArray> offersForChange(ServerContext &context, const Caller &caller, const BookingId &id,
                                   const BookingChange &change)
{
    BookingRepository bookings(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const auto booking, bookings.look(id));
    if (!booking)
        return QJsonArray();
    ROOST_ASSIGN(const Wish wish, changedWish(*booking, change.wish));
    const auto *stay = std::get_if<StayWish>(&wish.what);
    if (!stay)
        return QJsonArray();
    OfferQuestion question{*stay, change.overridesRules, id, false};
    if (question.stay.unit.isNull())
        question.stay.unit = booking->unit;
    return BookingOffers(context, caller).forStay(question);
}

Result<Outcome> changeBooking(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto booking, idArgument<BookingId>(mutation, u"booking_id"_s));
    BookingChange change;
    ROOST_ASSIGN(change.wish, jsonObject(mutation.args, u"changes"_s));
    change.overridesRules = mutation.args.value(u"override_rules").toBool();
    change.reason = mutation.args.value(u"reason").toString();
    ROOST_ASSIGN(const bool isDone, isDoneAlready(context, caller, booking, mutation));
    if (isDone)
        return applied();
    const auto changed = BookingChanges().changeAsHost(context, caller, booking, change);
    if (changed)
        return applied();
    if (changed.error().code != ErrorCode::DatesTaken)
        return fail(changed.error());
    return refused(changed.error(), offersForChange(context, caller, booking, change));
}

Result<Outcome> enterBooking(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    const QJsonObject &args = mutation.args;
    HostEntry entry;
    ROOST_ASSIGN(entry.id, idArgument<BookingId>(mutation, u"booking_id"_s));
    ROOST_ASSIGN(entry.wish, Wish::fromJson(args));
    ROOST_ASSIGN(const QJsonObject contact, jsonObject(args, u"contact"_s));
    entry.contact = ContactId::fromString(contact.value(u"id").toString());
    entry.name = contact.value(u"name").toString();
    entry.email = contact.value(u"email").toString();
    entry.phone = contact.value(u"phone").toString();
    entry.message = args.value(u"message").toString();
    entry.overridesRules = args.value(u"override_rules").toBool();
    if (args.value(u"total_minor").isDouble())
        entry.agreedTotalMinor = args.value(u"total_minor").toInteger(-1); // a fraction is refused
    entry.makesRoom = args.value(u"make_room").toBool();
    const auto entered = HostEntries().enter(context, caller, entry);
    if (entered)
        return applied();
    const auto *stay = std::get_if<StayWish>(&entry.wish.what);
    if (entered.error().code != ErrorCode::DatesTaken || !stay)
        return fail(entered.error());
    const OfferQuestion question{*stay, entry.overridesRules, {}, caller.may(Permission::DecideBookings)};
    return refused(entered.error(), BookingOffers(context, caller).forStay(question));
}

} // namespace

MutationHandlers bookingHandlers()
{
    return {{u"booking.accept"_s, acceptBooking},
            {u"booking.decline"_s, decideBooking<&BookingService::decline, BookingStatus::Declined>},
            {u"booking.cancel"_s, decideBooking<&BookingService::cancel, BookingStatus::Cancelled>},
            {u"booking.no_show"_s, decideBooking<&BookingService::markNoShow, BookingStatus::NoShow>},
            {u"booking.change"_s, changeBooking},
            {u"booking.create"_s, enterBooking}};
}

} // namespace roost
