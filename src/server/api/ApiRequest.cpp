// Reads the query of a validated request; defaults come from the API description.
#include "ApiRequest.h"

namespace roost::api {

using namespace Qt::StringLiterals;

bool Operation::namesTenant() const
{
    return std::any_of(parameters.begin(), parameters.end(), [](const Parameter &parameter) {
        return parameter.place == Parameter::Place::Path && parameter.name == "tenant_id"_L1;
    });
}

bool ApiRequest::hasQuery(const QString &name) const
{
    return query.hasQueryItem(name);
}

QString ApiRequest::queryText(const QString &name) const
{
    if (query.hasQueryItem(name))
        return query.queryItemValue(name, QUrl::FullyDecoded);
    for (const Parameter &parameter : operation.parameters) {
        if (parameter.place == Parameter::Place::Query && parameter.name == name)
            return parameter.schema.value("default"_L1).toVariant().toString();
    }
    return {};
}

qint64 ApiRequest::queryInteger(const QString &name, qint64 otherwise) const
{
    bool isNumber = false;
    const qint64 value = queryText(name).toLongLong(&isNumber);
    return isNumber ? value : otherwise;
}

QDate ApiRequest::queryDate(const QString &name) const
{
    return QDate::fromString(queryText(name), Qt::ISODate);
}

} // namespace roost::api
