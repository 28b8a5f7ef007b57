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
    QByteArray body; // empty for 204
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray mediaType = "application/json"; // anything else goes out as it is
    QByteArray entityTag = {};                 // empty: that of a JSON body's version
    qint64 lengthForHead = -1;                 // answers HEAD without making the body; -1: the body's

    ApiReply &withHeader(QByteArray name, QByteArray value);

    static ApiReply json(const QJsonObject &object, int status = 200);
    // JSON that is bytes already, e.g. built by Postgres; passed on as it is.
    static ApiReply raw(QByteArray json, int status = 200);
    // 201 with Location.
    static ApiReply created(QByteArray json, const QString &location);
    static ApiReply noContent();
    // Bytes of another type.
    static ApiReply bytes(QByteArray body, QByteArray mediaType, QByteArray entityTag);
};

} // namespace roost::api
