// One operation at work: everything that happens between the HTTP request and its controller, and back.
#pragma once

#include "ApiServer.h"
#include "ApiWorkerContext.h"
#include "Authenticator.h"
#include "FieldSelection.h"
#include "Precondition.h"
#include "RequestValidator.h"

namespace roost::api {

// Thread-safe.
class Endpoint
{
    Q_DISABLE_COPY_MOVE(Endpoint)

public:
    // operation and environment must outlive the endpoint, as must the reader's operation. reader: for operations with
    // If-Match, how the thing is read.
    Endpoint(const Operation &operation, RequestValidator validator, const ApiEnvironment &environment,
             PreconditionReader reader = {});

    http::Response respond(const http::Request &request, http::WorkerContext &worker, const ApiHandler &handler) const;
    http::WebSocketDecision authorise(const http::Request &request, http::WorkerContext &worker,
                                      const ApiSocketAuthoriser &authoriser) const;

private:
    template <class T>
    using Work = std::function<Result<T>(const ApiRequest &, ServerContext &)>;

    // Again when the database asked for it; with a new connection when the old one was lost before anything was done.
    template <class T>
    Result<T> perform(const http::Request &request, ApiWorkerContext &worker, const Work<T> &work) const;
    template <class T>
    Result<T> performOnce(const http::Request &request, ApiWorkerContext &worker, const Work<T> &work,
                          bool &reachedWork) const;
    Result<ApiReply> runGuarded(const ApiHandler &handler, const ApiRequest &request, ServerContext &context) const;
    http::Response encode(const ApiReply &reply, const http::Request &request) const;
    Result<std::optional<PartnerApp>> admitPartner(const http::Request &request, ApiWorkerContext &worker) const;
    http::Response refuse(const Error &error, const http::Request &request) const;

    const Operation &m_operation;
    RequestValidator m_validator;
    const ApiEnvironment &m_environment;
    Authenticator m_authenticator;
    FieldSelection m_fields;
    PreconditionReader m_reader;
};

} // namespace roost::api
