// The example that a schema of the API description gives, by itself or put together from its parts, as the tools that
// show a description do it.
#pragma once

#include <QJsonObject>
#include <QJsonValue>

namespace roost::test {

// schema: references resolved. Undefined when a required part has none (a number or text without an example).
QJsonValue exampleOf(const QJsonObject &schema);

} // namespace roost::test
