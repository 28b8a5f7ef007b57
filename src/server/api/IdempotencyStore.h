// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a POST that is repeated with its key is done once.
//
// The key is stored in the transaction of what it guards, so either both are there or neither. Of two requests with the
// same key at the same time, the second waits for the first. Only what succeeded is stored: a request that failed did
// nothing, so trying it again with the same key really tries again. Kept for 24 hours.
#pragma once

#include "ApiServer.h"

namespace roost::api {

// Runs handler once for request's Idempotency-Key; a repetition gets the stored answer with Idempotency-Replayed: true.
// IdempotencyKeyReused when the key was used for another request. request.caller.user must be set.
Result<ApiReply> runOnce(const ApiHandler &handler, const ApiRequest &request, ServerContext &context);

// Forgets keys older than 24 hours; returns how many.
Result<int> deleteOldIdempotencyKeys(Database &database);

} // namespace roost::api
