// POST /sync/v1/push: a run of mutations in, an outcome for each out. Effects, last mid and outcome commit together.
#pragma once

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "sync/protocol/Messages.h"

namespace roost {

// Mutations of one scope that follow each other share a transaction. A mutation that was stored before answers with its
// stored outcome. ClientForked when a mid is known with another content, or isn't the next one: the client takes a new
// id and sends again. When a mutation fails for now, those before it stay done and the reply says to stop.
Result<sync::PushReply> push(ServerContext &context, const Caller &caller, const sync::PushRequest &request);

} // namespace roost
