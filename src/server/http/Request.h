// One HTTP request, whole, as a handler sees it. A value that is moved from the I/O thread to a worker.
#pragma once

#include "HeaderFields.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QUrlQuery>

namespace roost::http {

struct PathParameter
{
    QByteArray name; // as in the route's pattern
    QString value;   // percent-decoded; never empty, holds no '/' and no control character
};

struct Request
{
    QByteArray method;   // "GET"; a HEAD request that a GET route answers stays "HEAD"
    QByteArray path;     // as sent, still percent-encoded, without the query; starts with '/'
    QByteArray rawQuery; // what follows '?', as sent
    HeaderFields headers;
    QByteArray body;
    QList<PathParameter> pathParameters;
    QHostAddress remoteAddress; // the client's, also behind trusted proxies
    bool isSecure = false;      // TLS, here or at a trusted proxy
    // From X-Request-Id when that is sane (at most 64 of [A-Za-z0-9._-]), else made here. Echoed on the reply.
    QByteArray requestId;

    // Parsed at each call; '+' means a space, as forms send it.
    QUrlQuery query() const;
    // Empty when the pattern has no such parameter.
    QString pathParameter(QByteArrayView name) const;
    // The first field of this name, trimmed; empty when there is none.
    QByteArray header(QByteArrayView name) const { return headers.value(name).toByteArray(); }
};

// The id in X-Request-Id if it is sane, else a new one of 32 hexadecimal digits.
QByteArray requestIdFor(QByteArrayView offered);

} // namespace roost::http
