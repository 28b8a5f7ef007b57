// What applies each mutation: a function for each name of sync/protocol/Mutation.h, in files by subject. They run
// inside the savepoint of applyMutation(), so an Error undoes what they did.
#pragma once

#include "common/Json.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Mutation.h"

#include <QHash>

namespace roost {

// An Outcome's kind, code, message, conflicts and theirs are set; an Error becomes a rejection with its details as
// theirs, or, if trying again can help, no outcome at all.
using MutationHandler = Result<sync::Outcome> (*)(ServerContext &context, const Caller &caller,
                                                  const sync::Mutation &mutation);
using MutationHandlers = QHash<QString, MutationHandler>;

MutationHandlers listingHandlers();  // listing.edit
MutationHandlers calendarHandlers(); // calendar.block, .unblock, .set_rates
MutationHandlers bookingHandlers();  // booking.*
MutationHandlers guestHandlers();    // message.*, review.reply, contact.edit
MutationHandlers taskHandlers();     // task.*
MutationHandlers photoHandlers();    // photo.*

// For handlers.

// Validation (details.field) unless the argument is an id.
Result<QUuid> uuidArgument(const sync::Mutation &mutation, const QString &name);
// As above; null when it isn't there or null.
Result<QUuid> uuidArgumentOrNull(const sync::Mutation &mutation, const QString &name);
template <class AnyId>
Result<AnyId> idArgument(const sync::Mutation &mutation, const QString &name)
{
    ROOST_ASSIGN(const QUuid id, uuidArgument(mutation, name));
    return AnyId(id);
}

inline sync::Outcome applied()
{
    return {};
}
// Applied when there is no conflict, else merged with this code.
sync::Outcome mergedWith(const QList<MergeConflict> &conflicts, ErrorCode code = ErrorCode::ChangedMeanwhile);
// What somebody else wanted at the same time is so already.
bool isGone(const Error &error);

} // namespace roost
