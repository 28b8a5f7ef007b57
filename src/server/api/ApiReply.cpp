// Builds the replies of controllers.
#include "ApiReply.h"

#include "common/Json.h"

namespace roost::api {

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

} // namespace roost::api
