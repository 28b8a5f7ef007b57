#include "MutationDispatcher.h"

#include "PhotoMutations.h"
#include "TripMutations.h"

#include "common/Json.h"
#include "server/listings/ListingService.h"
#include "server/pricing/DayRateService.h"
#include "server/reservations/BookingChanges.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/reservations/HostEntries.h"
#include "storage/Transaction.h"
#include "sync/protocol/Scopes.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

template <class AnyId>
Result<AnyId> idArgument(const Mutation &mutation, const QString &name)
{
    const AnyId id = AnyId::fromString(mutation.args.value(name).toString());
    if (id.isNull()) {
        return fail(ErrorCode::Validation, QCoreApplication::translate("sync", "\"%1\" must be an id.").arg(name), {},
                    {{u"field"_s, name}});
    }
    return id;
}

Outcome applied()
{
    return {};
}

Result<Outcome> editListing(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(const QJsonObject changes, jsonObject(mutation.args, u"changes"_s));
    ROOST_ASSIGN(const ListingEditOutcome edit,
                 ListingService().edit(context, caller, listing, changes, mutation.base));
    Outcome outcome = applied();
    outcome.conflicts = edit.conflicts;
    if (!edit.conflicts.isEmpty()) {
        outcome.kind = OutcomeKind::Merged;
        outcome.code = errorCodeName(ErrorCode::ListingChanged);
        outcome.message = QCoreApplication::translate("sync", "Someone else changed this meanwhile.");
    }
    return outcome;
}

Result<Outcome> blockNights(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewBlock block;
    ROOST_ASSIGN(block.id, idArgument<BlockId>(mutation, u"block_id"_s));
    ROOST_ASSIGN(block.listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(block.unit, idArgument<UnitId>(mutation, u"unit_id"_s));
    ROOST_ASSIGN(block.dates, StayDates::parse(mutation.args.value(u"from_date").toString(),
                                               mutation.args.value(u"to_date").toString()));
    block.note = mutation.args.value(u"note").toString();
    ROOST_TRY(CalendarService().block(context, caller, block));
    return applied();
}

Result<Outcome> unblockNights(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto block, idArgument<BlockId>(mutation, u"block_id"_s));
    const auto unblocked = CalendarService().unblock(context, caller, block);
    // Two people removed the same block: what the host wanted is so.
    if (!unblocked && unblocked.error().code != ErrorCode::NotFound)
        return fail(unblocked.error());
    return applied();
}

using Decision = Result<BookingDecision> (BookingService::*)(ServerContext &, const Caller &, const BookingId &,
                                                             std::optional<int>, const QString &) const;

Result<Outcome> decideBooking(ServerContext &context, const Caller &caller, const Mutation &mutation, Decision decide)
{
    ROOST_ASSIGN(const auto booking, idArgument<BookingId>(mutation, u"booking_id"_s));
    ROOST_TRY(
        (BookingService().*decide)(context, caller, booking, std::nullopt, mutation.args.value(u"reason").toString()));
    return applied();
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

Result<Outcome> changeBooking(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto booking, idArgument<BookingId>(mutation, u"booking_id"_s));
    BookingChange change;
    ROOST_ASSIGN(change.wish, jsonObject(mutation.args, u"changes"_s));
    change.overridesRules = mutation.args.value(u"override_rules").toBool();
    change.reason = mutation.args.value(u"reason").toString();
    ROOST_ASSIGN(const bool isDone, isDoneAlready(context, caller, booking, mutation));
    if (!isDone)
        ROOST_TRY(BookingChanges().changeAsHost(context, caller, booking, change));
    return applied();
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
    ROOST_TRY(HostEntries().enter(context, caller, entry));
    return applied();
}

// What the mutation names for each day, over what is set already.
Result<Outcome> setDayRates(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto listing, idArgument<ListingId>(mutation, u"listing_id"_s));
    ROOST_ASSIGN(const StayDates days, StayDates::parse(mutation.args.value(u"from_date").toString(),
                                                        mutation.args.value(u"to_date").toString()));
    ROOST_ASSIGN(const QJsonObject rate, jsonObject(mutation.args, u"rate"_s));
    const QDate last = days.checkOut.addDays(-1);
    ROOST_ASSIGN(const QByteArray set, DayRateService().list(context, caller, listing, days.checkIn, last));
    QHash<QString, QJsonObject> known;
    for (const QJsonValue &day : QJsonDocument::fromJson(set).array())
        known.insert(day[u"date"].toString(), day.toObject());
    QJsonObject changes;
    const QStringList fields = DayRate().toJson().keys();
    for (QDate day = days.checkIn; day <= last; day = day.addDays(1)) {
        const QString date = day.toString(Qt::ISODate);
        QJsonObject merged;
        for (const QString &field : fields)
            merged.insert(field, rate.contains(field) ? rate.value(field) : known.value(date).value(field));
        changes.insert(date, merged);
    }
    ROOST_ASSIGN(const DayRateChanges parsed, parseDayRateChanges(changes));
    ROOST_TRY(DayRateService().set(context, caller, listing, parsed));
    return applied();
}

Result<Outcome> dispatch(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    if (scopeKindOf(mutation.scope) == ScopeKind::User)
        return applyTripMutation(context, caller, mutation);
    if (mutation.name == u"listing.edit")
        return editListing(context, caller, mutation);
    if (mutation.name == u"calendar.block")
        return blockNights(context, caller, mutation);
    if (mutation.name == u"calendar.unblock")
        return unblockNights(context, caller, mutation);
    if (mutation.name == u"booking.accept")
        return decideBooking(context, caller, mutation, &BookingService::accept);
    if (mutation.name == u"booking.decline")
        return decideBooking(context, caller, mutation, &BookingService::decline);
    if (mutation.name == u"booking.cancel")
        return decideBooking(context, caller, mutation, &BookingService::cancel);
    if (mutation.name == u"booking.no_show")
        return decideBooking(context, caller, mutation, &BookingService::markNoShow);
    if (mutation.name == u"booking.change")
        return changeBooking(context, caller, mutation);
    if (mutation.name == u"booking.create")
        return enterBooking(context, caller, mutation);
    if (mutation.name == u"calendar.set_rates")
        return setDayRates(context, caller, mutation);
    if (mutation.name == u"photo.add")
        return addPhoto(context, caller, mutation);
    if (mutation.name == u"photo.edit")
        return editPhoto(context, caller, mutation);
    if (mutation.name == u"photo.remove")
        return removePhoto(context, caller, mutation);
    return fail(ErrorCode::UnknownMutation,
                QCoreApplication::translate("sync", "This server doesn't know the edit \"%1\". Update the server.")
                    .arg(mutation.name.left(100)));
}

Outcome rejected(const Error &error)
{
    Outcome outcome;
    outcome.kind = OutcomeKind::Rejected;
    outcome.code = errorCodeName(error.code);
    outcome.message = error.userText;
    outcome.theirs = error.details;
    return outcome;
}

} // namespace

bool isPassing(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
    case ErrorCode::Unavailable:
    case ErrorCode::Timeout:
    case ErrorCode::StorageFull:
    case ErrorCode::StorageBroken:
    case ErrorCode::BlobMissing:
    case ErrorCode::Internal:
        return true;
    default:
        return false;
    }
}

Result<Outcome> applyMutation(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(Savepoint savepoint, Savepoint::begin(context.database));
    auto outcome = dispatch(context, caller, mutation);
    if (outcome) {
        ROOST_TRY(savepoint.release());
    } else {
        ROOST_TRY(savepoint.rollBack());
        if (isPassing(outcome.error().code))
            return fail(outcome.error());
        outcome = rejected(outcome.error());
    }
    outcome->mid = mutation.mid;
    outcome->mutation = mutation.id;
    return outcome;
}

} // namespace roost
