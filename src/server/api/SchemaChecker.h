// Checks a JSON value against a JSON schema: valijson, with what it lacks or does unsafely done here. Whole numbers are
// checked over the full 64 bits; formats uuid, date, date-time and time are enforced; strings hold no NUL character.
// `pattern` is not supported (std::regex overflows the stack on long input): SchemaChecker::compile refuses it.
#pragma once

#include "common/Result.h"

#include <QJsonObject>

namespace valijson {
class Schema;
}

namespace roost::api {

// Copies share the compiled schema. Checking is thread-safe.
class SchemaChecker
{
public:
    // schema: references resolved (SchemaResolver). Internal error when it can't be used.
    static Result<SchemaChecker> compile(const QJsonObject &schema);

    // Validation error with details {"field": "scopes[0].cursor"}; "" stands for the value itself.
    Result<void> check(const QJsonValue &value) const;

private:
    SchemaChecker(std::shared_ptr<const valijson::Schema> compiled, QJsonObject schema);

    std::shared_ptr<const valijson::Schema> m_compiled;
    QJsonObject m_schema;
};

} // namespace roost::api
