#include "MutationDispatcher.h"

#include "MutationHandlers.h"
#include "TripMutations.h"

#include "storage/Transaction.h"
#include "sync/protocol/Scopes.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

const MutationHandlers &handlers()
{
    static const MutationHandlers all = [] {
        MutationHandlers handlers = listingHandlers();
        for (const MutationHandlers &some :
             {calendarHandlers(), bookingHandlers(), guestHandlers(), taskHandlers(), photoHandlers()})
            handlers.insert(some);
        return handlers;
    }();
    return all;
}

Result<Outcome> dispatch(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    if (scopeKindOf(mutation.scope) == ScopeKind::User)
        return applyTripMutation(context, caller, mutation);
    if (const MutationHandler handler = handlers().value(mutation.name))
        return handler(context, caller, mutation);
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
