// JSON helpers: canonical bytes, and typed reading of objects that come from outside.
#pragma once

#include "Result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace roost {

// Compact, with names sorted (QJsonObject keeps them so): equal objects give equal bytes. Used for hashes.
QByteArray canonicalJson(const QJsonObject &object);
QByteArray compactJson(const QJsonArray &array);

// Validation error (user text names what was expected) unless the bytes are one JSON object.
Result<QJsonObject> parseJsonObject(const QByteArray &bytes);

// A whole number that fits a qint64 exactly. Protocol error otherwise, naming the field.
Result<qint64> jsonInteger(const QJsonObject &object, const QString &field);
Result<QString> jsonString(const QJsonObject &object, const QString &field);
Result<QJsonObject> jsonObject(const QJsonObject &object, const QString &field);
Result<QJsonArray> jsonArray(const QJsonObject &object, const QString &field);

} // namespace roost
