// One operation of the API description (resources/openapi), as the server uses it.
#pragma once

#include "domain/Permissions.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace roost::api {

// From `security`: [] is open, [{}, {"bearer": []}] optional, one with "partnerKey" a partner app's, the description's
// default is signed in.
enum class Access { Open, Optional, SignedIn, Partner };

struct Parameter
{
    enum class Place { Path, Query, Header };
    QString name;
    Place place = Place::Query;
    bool required = false;
    QJsonObject schema; // references resolved
};

struct Operation
{
    QString id;
    QByteArray method;
    QByteArray pattern; // "/api/v1/tenants/{tenant_id}"
    Access access = Access::SignedIn;
    std::optional<Permission> permission; // x-roost-permission: what the caller's role in {tenant_id} must allow
    bool isWebSocket = false;             // x-roost-websocket
    bool takesIdempotencyKey = false;     // has the header parameter Idempotency-Key
    qint64 maxBodyBytes = -1;             // x-max-body-bytes; -1: the server's limit
    QList<Parameter> parameters;
    bool hasBody = false;
    bool bodyRequired = false;
    QJsonObject bodySchema;    // of application/json, references resolved
    QJsonObject replySchema;   // of the 200 or 201 in application/json, references resolved; empty when there is none
    bool tagsReplies = false;  // a 2xx reply is described with the header ETag
    bool takesIfMatch = false; // has the header parameter If-Match
    bool takesIfNoneMatch = false; // has the header parameter If-None-Match

    bool namesTenant() const; // has a path parameter tenant_id
};

} // namespace roost::api
