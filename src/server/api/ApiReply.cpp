// Builds the replies of controllers.
#include "ApiReply.h"

#include "common/Json.h"

namespace roost::api {

ApiReply &ApiReply::withHeader(QByteArray name, QByteArray value)
{
    headers.append({std::move(name), std::move(value)});
    return *this;
}

ApiReply ApiReply::json(const QJsonObject &object, int status)
{
    return raw(canonicalJson(object), status);
}

ApiReply ApiReply::raw(QByteArray json, int status)
{
    ApiReply reply;
    reply.status = status;
    reply.body = std::move(json);
    return reply;
}

ApiReply ApiReply::created(QByteArray json, const QString &location)
{
    ApiReply reply = raw(std::move(json), 201);
    reply.headers.append({QByteArrayLiteral("Location"), location.toUtf8()});
    return reply;
}

ApiReply ApiReply::noContent()
{
    ApiReply reply;
    reply.status = 204;
    return reply;
}

ApiReply ApiReply::bytes(QByteArray body, QByteArray mediaType, QByteArray entityTag)
{
    ApiReply reply;
    reply.body = std::move(body);
    reply.mediaType = std::move(mediaType);
    reply.entityTag = std::move(entityTag);
    return reply;
}

} // namespace roost::api
