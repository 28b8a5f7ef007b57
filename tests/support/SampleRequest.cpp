// Values by name first, by schema else.
#include "SampleRequest.h"

#include "common/Uuid.h"

#include <QUrl>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

QJsonValue sampleText(const QString &name, const QJsonObject &schema, const IdSource &ids)
{
    static const QHash<QString, QString> byName{
        {u"email"_s, u"alice@example.org"_s},
        {u"currency"_s, u"NOK"_s},
        {u"time_zone"_s, u"Europe/Oslo"_s},
        {u"locale"_s, u"nb-NO"_s},
        {u"check_in"_s, u"2027-01-10"_s},
        {u"check_out"_s, u"2027-01-12"_s},
        {u"from_date"_s, u"2027-01-10"_s},
        {u"to_date"_s, u"2027-01-12"_s},
        {u"from"_s, u"2027-01-10"_s},
        {u"to"_s, u"2027-01-12"_s},
        {u"check_in_time"_s, u"15:00"_s},
        {u"check_out_time"_s, u"11:00"_s},
        {u"due_at"_s, u"11:00"_s},
        {u"table"_s, u"booking"_s},
        {u"starts_at"_s, u"2027-01-10T09:00:00Z"_s},
        {u"ends_at"_s, u"2027-01-10T10:00:00Z"_s},
        {u"starts_local"_s, u"2027-07-02T19:00"_s},
        {u"valid_from"_s, u"2027-01-10T00:00:00Z"_s},
        {u"valid_to"_s, u"2027-09-01T00:00:00Z"_s},
    };
    if (name == "scope"_L1)
        return QJsonValue(u"t:"_s + ids(u"tenant"_s));
    if (name == "sha256"_L1)
        return ids(u"blob"_s);
    if (byName.contains(name))
        return byName.value(name);
    if (schema.contains("enum"_L1))
        return schema.value("enum"_L1).toArray().first();
    const QString format = schema.value("format"_L1).toString();
    if (format == "uuid"_L1) {
        const bool namesRow = name.endsWith("_id"_L1) && name != "client_id"_L1;
        return namesRow ? ids(name.chopped(3)) : uuidText(newUuid());
    }
    if (format == "date"_L1)
        return u"2027-01-10"_s;
    if (format == "date-time"_L1)
        return u"2027-01-10T10:00:00Z"_s;
    const qint64 longest = schema.value("maxLength"_L1).toInteger(5);
    return QString(std::max(schema.value("minLength"_L1).toInteger(), std::min<qint64>(longest, 5)), u'x');
}

QJsonValue sampleValue(const QString &name, const QJsonObject &schema, const IdSource &ids)
{
    const QJsonValue types = schema.value("type"_L1);
    const QString type = types.isArray() ? types.toArray().first().toString() : types.toString();
    if (type == "string"_L1)
        return sampleText(name, schema, ids);
    // The listings of the fixtures are stays.
    if (name == "service"_L1)
        return QJsonValue::Null;
    // Values whose rules the description can't express bring an example along.
    if (!name.isEmpty() && schema.contains("example"_L1))
        return schema.value("example"_L1);
    if (type == "integer"_L1 || type == "number"_L1)
        return std::max<qint64>(schema.value("minimum"_L1).toInteger(1), 1);
    if (type == "boolean"_L1)
        return true;
    if (type == "array"_L1)
        return QJsonArray{sampleValue(name, schema.value("items"_L1).toObject(), ids)};
    QJsonObject object;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto property = properties.begin(); property != properties.end(); ++property)
        object.insert(property.key(), sampleValue(property.key(), property.value().toObject(), ids));
    return object;
}

// A wish has one of three shapes; that of nights names the most.
void chooseShape(QJsonObject &body)
{
    // A message goes to one place.
    if (body.contains("thread_id"_L1) && body.contains("contact_id"_L1)) {
        body.remove(u"thread_id"_s);
        body.remove(u"contact_id"_s);
    }
    if (!body.contains("session_id"_L1) || !body.contains("check_in"_L1))
        return;
    for (const QString &other : {u"session_id"_s, u"seats"_s, u"places"_s, u"tier"_s, u"starts_at"_s, u"staff_id"_s,
                                 u"promo_code"_s, u"quote_token"_s})
        body.remove(other);
}

} // namespace

std::optional<ApiCall> sampleRequest(const api::Operation &operation, const IdSource &ids)
{
    ApiCall call;
    call.method = operation.method;
    call.path = QString::fromLatin1(operation.pattern);
    QUrlQuery query;
    for (const api::Parameter &parameter : operation.parameters) {
        const QString value = sampleValue(parameter.name, parameter.schema, ids).toVariant().toString();
        if (parameter.place == api::Parameter::Place::Path)
            call.path.replace(u'{' + parameter.name + u'}', value);
        else if (parameter.place == api::Parameter::Place::Query &&
                 (parameter.required || parameter.name.endsWith("_id"_L1)))
            query.addQueryItem(parameter.name, value);
    }
    if (call.path.contains(u'{') || call.path.contains("//"_L1) || call.path.endsWith(u'/'))
        return std::nullopt;
    if (!query.isEmpty())
        call.path += u'?' + query.toString(QUrl::FullyEncoded);
    if (operation.hasBody) {
        call.body = sampleValue({}, operation.bodySchema, ids).toObject();
        chooseShape(*call.body);
    }
    return call;
}

} // namespace roost::test
