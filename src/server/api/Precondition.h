// If-Match: a change that is made only while the thing is as the client saw it.
#pragma once

#include "ApiServer.h"

namespace roost::api {

// How a thing's present ETag is found: what GET on the same path does.
struct PreconditionReader
{
    const Operation *operation = nullptr;
    ApiHandler handler;
};

// Runs the handler when the thing's ETag is one of those in the request's If-Match: reading, comparing and changing
// happen in one transaction that holds the tenant's scope, so nobody else changes it in between.
// PreconditionFailed with details.etag (nothing changed), Validation for a malformed header; NotFound as GET answers
// it.
Result<ApiReply> runIfMatching(const ApiHandler &handler, const PreconditionReader &reader, const ApiRequest &request,
                               ServerContext &context);

} // namespace roost::api
