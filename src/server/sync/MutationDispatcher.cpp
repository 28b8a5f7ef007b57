#include "MutationDispatcher.h"

#include "common/Json.h"
#include "server/listings/ListingService.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "storage/Transaction.h"

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

Result<Outcome> dispatch(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
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
