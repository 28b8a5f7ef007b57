// Examples first, then what a schema can only be.
#include "SchemaExample.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

QJsonValue exampleOfParts(const QJsonArray &parts)
{
    QJsonObject whole;
    for (const QJsonValue &part : parts) {
        const QJsonValue example = exampleOf(part.toObject());
        if (!example.isObject())
            return QJsonValue::Undefined;
        const QJsonObject members = example.toObject();
        for (auto member = members.begin(); member != members.end(); ++member) {
            // A page's `items` are described twice, once without saying what they are.
            const bool saysLess = member.value() == QJsonArray() && whole.contains(member.key());
            if (!saysLess)
                whole.insert(member.key(), member.value());
        }
    }
    return whole;
}

QJsonValue exampleOfObject(const QJsonObject &schema)
{
    const QJsonArray required = schema.value("required"_L1).toArray();
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    QJsonObject whole;
    for (auto property = properties.begin(); property != properties.end(); ++property) {
        const QJsonValue example = exampleOf(property.value().toObject());
        if (!example.isUndefined())
            whole.insert(property.key(), example);
        else if (required.contains(property.key()))
            return QJsonValue::Undefined;
    }
    return whole.isEmpty() && !properties.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(whole);
}

} // namespace

QJsonValue exampleOf(const QJsonObject &schema)
{
    for (const QLatin1StringView keyword : {"example"_L1, "default"_L1}) {
        if (schema.contains(keyword))
            return schema.value(keyword);
    }
    if (schema.contains("enum"_L1))
        return schema.value("enum"_L1).toArray().first();
    if (schema.contains("allOf"_L1))
        return exampleOfParts(schema.value("allOf"_L1).toArray());
    for (const QLatin1StringView keyword : {"oneOf"_L1, "anyOf"_L1}) {
        if (schema.contains(keyword))
            return exampleOf(schema.value(keyword).toArray().first().toObject());
    }
    const QJsonValue types = schema.value("type"_L1);
    const QJsonValue type = types.isArray() ? types.toArray().first() : types;
    if (type == "object"_L1 && schema.contains("properties"_L1))
        return exampleOfObject(schema);
    if (type == "array"_L1) {
        const QJsonValue item = exampleOf(schema.value("items"_L1).toObject());
        return item.isUndefined() ? QJsonArray() : QJsonArray{item};
    }
    if (type == "boolean"_L1)
        return true;
    if (types.isArray())
        return QJsonValue::Null;
    return QJsonValue::Undefined;
}

} // namespace roost::test
