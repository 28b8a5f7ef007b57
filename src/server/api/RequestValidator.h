// Checks parameters and body of requests to one operation against the API description.
#pragma once

#include "Operation.h"
#include "SchemaChecker.h"

#include "server/http/Request.h"

namespace roost::api {

// Thread-safe.
class RequestValidator
{
public:
    // operation must outlive the validator.
    static Result<RequestValidator> compile(const Operation &operation);

    // Path, query and header parameters: required ones are there, each once, with the type and format described;
    // unknown ones in the query are refused. Validation error naming the parameter.
    Result<void> checkParameters(const http::Request &request) const;
    // The body as an object: empty when the operation takes none. UnsupportedMedia, Validation.
    Result<QJsonObject> readBody(const http::Request &request) const;

private:
    explicit RequestValidator(const Operation &operation)
        : m_operation(&operation)
    {
    }
    Result<void> checkQueryNames(const QUrlQuery &query) const;

    const Operation *m_operation;
    QList<SchemaChecker> m_parameterCheckers; // one for each of the operation's parameters
    std::optional<SchemaChecker> m_bodyChecker;
};

} // namespace roost::api
