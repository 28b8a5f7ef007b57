// Follows references.
#include "SchemaResolver.h"

#include <QJsonArray>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxDepth = 40;

void replaceNullable(QJsonObject &schema)
{
    if (!schema.take("nullable"_L1).toBool())
        return;
    if (schema.value("type"_L1).isString())
        schema.insert("type"_L1, QJsonArray{schema.value("type"_L1), u"null"_s});
    if (schema.contains("enum"_L1)) {
        QJsonArray values = schema.value("enum"_L1).toArray();
        values.append(QJsonValue::Null);
        schema.insert("enum"_L1, values);
    }
}

} // namespace

SchemaResolver::SchemaResolver(const QJsonObject &description)
    : m_description(description)
{
}

Result<QJsonValue> SchemaResolver::resolve(const QJsonValue &value) const
{
    return resolveDeep(value, 0);
}

Result<QJsonObject> SchemaResolver::resolveObject(const QJsonValue &value) const
{
    ROOST_ASSIGN(const QJsonValue resolved, resolve(value));
    return resolved.toObject();
}

Result<QJsonValue> SchemaResolver::resolveDeep(const QJsonValue &value, int depth) const
{
    if (depth > kMaxDepth)
        return fail(ErrorCode::Internal, u"The API description has a reference that goes round in a circle."_s);
    if (value.isArray()) {
        QJsonArray resolved;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items) {
            ROOST_ASSIGN(const QJsonValue done, resolveDeep(item, depth + 1));
            resolved.append(done);
        }
        return QJsonValue(resolved);
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    const QString reference = object.value("$ref"_L1).toString();
    if (!reference.isEmpty()) {
        ROOST_ASSIGN(const QJsonValue named, target(reference));
        return resolveDeep(named, depth + 1);
    }
    QJsonObject resolved;
    for (auto member = object.begin(); member != object.end(); ++member) {
        ROOST_ASSIGN(const QJsonValue done, resolveDeep(member.value(), depth + 1));
        resolved.insert(member.key(), done);
    }
    replaceNullable(resolved);
    return QJsonValue(resolved);
}

Result<QJsonValue> SchemaResolver::target(const QString &reference) const
{
    QJsonValue here = m_description;
    const QStringList steps = reference.split(u'/');
    for (qsizetype i = 1; i < steps.size(); ++i)
        here = here.toObject().value(steps.at(i));
    if (steps.first() != u"#" || !here.isObject()) {
        return fail(ErrorCode::Internal,
                    u"The API description has a reference that leads nowhere: %1"_s.arg(reference));
    }
    return here;
}

} // namespace roost::api
