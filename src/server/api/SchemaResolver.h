// Turns a schema of OpenAPI 3.0 into one that stands alone: references inside the description are replaced by what they
// name, and `nullable` by the type "null".
#pragma once

#include "common/Result.h"

#include <QJsonValue>

namespace roost::api {

class SchemaResolver
{
public:
    // description: the whole OpenAPI document; must outlive the resolver.
    explicit SchemaResolver(const QJsonObject &description);

    // Follows "#/components/…" wherever it stands in value. Internal error for a reference that leads nowhere or round
    // in a circle.
    Result<QJsonValue> resolve(const QJsonValue &value) const;
    Result<QJsonObject> resolveObject(const QJsonValue &value) const;

private:
    Result<QJsonValue> resolveDeep(const QJsonValue &value, int depth) const;
    Result<QJsonValue> target(const QString &reference) const;

    const QJsonObject &m_description;
};

} // namespace roost::api
