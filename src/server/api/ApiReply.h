// What a controller answers when all went well. Failures are Errors; ErrorReply turns them into problem+json.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>

namespace roost::api {

struct ApiReply
{
    int status = 200;
    QByteArray body; // application/json; empty for 204
    QList<QPair<QByteArray, QByteArray>> headers;

    static ApiReply json(const QJsonObject &object, int status = 200);
    // JSON that is bytes already, e.g. built by Postgres; passed on as it is.
    static ApiReply raw(QByteArray json, int status = 200);
    // 201 with Location.
    static ApiReply created(QByteArray json, const QString &location);
    static ApiReply noContent();
};

} // namespace roost::api
