// The API description (OpenAPI 3.0.3): resources/openapi, a file a subject, compiled in, merged (DescriptionMerger.h)
// and served as one document at /openapi.json.
//
// Roost's own additions: x-roost-permission (a word of permissionFromWord), x-roost-websocket, x-max-body-bytes.
#pragma once

#include "Operation.h"

#include "common/Result.h"

namespace roost::api {

class ApiDescription
{
public:
    // The one compiled into the program. Needs the object library roost_openapi.
    static Result<ApiDescription> builtIn();
    // Internal error, naming the operation, for a reference that leads nowhere, an operation without an id or twice the
    // same, an unknown permission, or a path parameter that isn't described.
    static Result<ApiDescription> parse(const QByteArray &json);

    const QList<Operation> &operations() const { return m_operations; }
    // Null when there is none.
    const Operation *find(const QString &operationId) const;
    // As served: compact, names sorted, so that equal files give equal bytes.
    const QByteArray &json() const { return m_json; }

private:
    static Result<ApiDescription> read(const QJsonObject &document);

    QByteArray m_json;
    QList<Operation> m_operations;
};

// "see_all_bookings", "edit_listings", …: the names of Permission in the description.
std::optional<Permission> permissionFromWord(const QString &word);

} // namespace roost::api
