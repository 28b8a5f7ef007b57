// POST /sync/v1/hello: who the client is, which scopes it may follow, and how to go on with each.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Messages.h"

namespace roost {

// caller.user must be set. Verdicts, not errors, tell the client to upgrade, to take a new id or to take a snapshot.
Result<sync::HelloReply> sayHello(ServerContext &context, const Caller &caller, const sync::HelloRequest &request);

// The scopes that the caller may follow now: those whose pokes a live socket gets.
Result<QStringList> followedScopes(ServerContext &context, const Caller &caller);
// The same with the versions that they have.
Result<QHash<QString, qint64>> followedVersions(ServerContext &context, const Caller &caller);

} // namespace roost
