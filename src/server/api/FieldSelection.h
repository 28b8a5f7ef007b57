// `fields=a,b`: of a reply that is an object, the named properties alone; of a list ({"items": [objects]}), those of
// each item. `id` always
// stays. The known names come from the description's reply schema.
#pragma once

#include "Operation.h"

#include "server/http/Request.h"

#include "common/Result.h"

#include <QStringList>

namespace roost::api {

// Thread-safe.
class FieldSelection
{
public:
    // For an operation without the parameter `fields` it selects nothing.
    explicit FieldSelection(const Operation &operation);

    // The names asked for; empty: all. Validation (details: field, unknown, known) for a name that isn't described.
    Result<QStringList> read(const http::Request &request) const;
    // The reply with these names alone; as it was when names is empty.
    QByteArray select(const QByteArray &json, const QStringList &names) const;

    const QStringList &knownNames() const { return m_known; }

private:
    bool m_isOffered = false;
    bool m_isPage = false;
    QStringList m_known; // sorted
};

// The properties that a schema (references resolved) describes, through allOf, oneOf and anyOf.
QJsonObject describedProperties(const QJsonObject &schema);

} // namespace roost::api
