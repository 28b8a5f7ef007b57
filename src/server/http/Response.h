// One HTTP reply. The server itself adds Date, Content-Length, Connection and X-Request-Id; a handler sets none of
// them.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

namespace roost::http {

struct Response
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    // The Content-Length of a reply to HEAD whose body was not made; -1: the body's.
    qint64 lengthForHead = -1;

    static Response json(int status, QByteArray body);
    static Response problem(int status, QByteArray body); // application/problem+json
    static Response text(int status, QByteArray body);
    static Response noContent();

    // Adds a field. A name or value that is not a legal field (a line break, say) turns the reply into a 500 when it is
    // written, never into a split reply.
    Response &withHeader(QByteArray name, QByteArray value);
    // The first value of this name; empty when there is none.
    QByteArray header(QByteArrayView name) const;
};

// "Not Found" for 404; "Unknown" for a status without a standard phrase.
const char *reasonPhrase(int status);

// True if it may be written to the wire: a final status, and only legal fields.
bool isLegal(const Response &response);

struct ReplyFraming
{
    bool isHead = false;      // Content-Length is told, the body is not sent
    bool keepAlive = true;    // else "Connection: close"
    bool isHttp10 = false;    // a kept 1.0 connection must be told so
    QByteArrayView date = {}; // IMF-fixdate
    QByteArrayView requestId = {};
};

// Appends the reply's bytes to out. The headers must be legal.
void appendReply(QByteArray &out, const Response &response, const ReplyFraming &framing);

} // namespace roost::http
