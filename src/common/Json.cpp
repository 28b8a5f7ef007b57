#include "Json.h"

namespace roost {

namespace {

tl::unexpected<Error> wrongField(const QString &field, const char *expected)
{
    return fail(ErrorCode::Protocol, QStringLiteral("The field \"%1\" must be %2.").arg(field, QLatin1String(expected)),
                {}, {{QStringLiteral("field"), field}});
}

} // namespace

QByteArray canonicalJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray compactJson(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(
            ErrorCode::Validation,
            QStringLiteral("This is not valid JSON (%1, at byte %2).").arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject())
        return fail(ErrorCode::Validation, QStringLiteral("A JSON object is expected here."));
    return document.object();
}

Result<qint64> jsonInteger(const QJsonObject &object, const QString &field)
{
    const QJsonValue value = object.value(field);
    if (!value.isDouble())
        return wrongField(field, "a whole number");
    const qint64 low = value.toInteger(std::numeric_limits<qint64>::min());
    const qint64 high = value.toInteger(std::numeric_limits<qint64>::max());
    if (low != high)
        return wrongField(field, "a whole number within 64 bits");
    return low;
}

Result<QString> jsonString(const QJsonObject &object, const QString &field)
{
    const QJsonValue value = object.value(field);
    if (!value.isString())
        return wrongField(field, "text");
    return value.toString();
}

Result<QJsonObject> jsonObject(const QJsonObject &object, const QString &field)
{
    const QJsonValue value = object.value(field);
    if (!value.isObject())
        return wrongField(field, "an object");
    return value.toObject();
}

Result<QJsonArray> jsonArray(const QJsonObject &object, const QString &field)
{
    const QJsonValue value = object.value(field);
    if (!value.isArray())
        return wrongField(field, "an array");
    return value.toArray();
}

} // namespace roost
