// HTTP's ways to fail, in Roost's words.
#include "ReplyReading.h"

#include "JsonClient.h"

#include "common/Compression.h"
#include "common/Json.h"

#include <QNetworkReply>

namespace roost::net {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("net", text);
}

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::Unauthenticated;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 408:
        return ErrorCode::Timeout;
    case 413:
        return ErrorCode::TooLarge;
    case 426:
        return ErrorCode::UpgradeRequired;
    case 429:
        return ErrorCode::TooManyRequests;
    case 502:
    case 503:
    case 504:
        return ErrorCode::Unavailable;
    default:
        return status >= 500 ? ErrorCode::Internal : ErrorCode::Protocol;
    }
}

tl::unexpected<Error> notUnderstood()
{
    return fail(ErrorCode::Protocol,
                tr("The server answered in a way that Roost doesn't understand. Check its address."));
}

Result<QByteArray> readBody(QNetworkReply &reply)
{
    const auto coding = codingFromName(reply.rawHeader("Content-Encoding").trimmed());
    if (!coding)
        return notUnderstood();
    auto body = decompressed(reply.readAll(), *coding, JsonClient::kMostReplyBytes);
    if (!body && body.error().code != ErrorCode::TooLarge)
        return notUnderstood();
    return body;
}

Result<QJsonObject> problemOf(QNetworkReply &reply)
{
    ROOST_ASSIGN(const QByteArray body, readBody(reply));
    return parseJsonObject(body);
}

tl::unexpected<Error> tooMuch()
{
    return fail(ErrorCode::TooLarge, tr("The server sent more than Roost takes in one piece."));
}

tl::unexpected<Error> refused(QNetworkReply &reply, int status)
{
    Error error{codeOf(status),
                tr("The server answered in a way that Roost doesn't understand. Check its address."),
                u"http status %1"_s.arg(status),
                {}};
    if (status >= 500)
        error.userText = tr("The server has trouble at the moment. It is tried again.");
    if (const auto problem = problemOf(reply); problem && problem->contains(u"code"_s)) {
        error.code = errorCodeFromName(problem->value(u"code").toString());
        error.userText = problem->value(u"detail").toString();
        error.details = problem->value(u"details").toObject();
    }
    const int seconds = reply.rawHeader("Retry-After").toInt();
    if (seconds > 0)
        error.details.insert(u"retry_after_ms"_s, std::min(seconds, 3600) * 1000);
    return fail(error);
}

tl::unexpected<Error> notReached(QNetworkReply &reply)
{
    const QString detail = u"network error %1"_s.arg(reply.error());
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return fail(ErrorCode::Timeout, tr("The server doesn't answer. It is tried again."), detail);
    case QNetworkReply::SslHandshakeFailedError:
        return fail(ErrorCode::Unavailable,
                    tr("The server's certificate can't be trusted, so nothing was sent. Ask who runs the server."),
                    detail);
    default:
        return fail(ErrorCode::Offline, tr("The server can't be reached. Check the connection and the address."),
                    detail);
    }
}

} // namespace

Result<QByteArray> readBytes(QNetworkReply &reply)
{
    if (reply.property("tooLarge").toBool())
        return tooMuch();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300)
        return refused(reply, status);
    if (reply.error() != QNetworkReply::NoError)
        return notReached(reply);
    auto body = readBody(reply);
    if (!body && body.error().code == ErrorCode::TooLarge)
        return tooMuch();
    return body;
}

Result<QJsonObject> readObject(const QByteArray &body)
{
    if (body.isEmpty())
        return QJsonObject();
    auto object = parseJsonObject(body);
    if (!object)
        return notUnderstood();
    return object;
}

Result<QJsonObject> readReply(QNetworkReply &reply)
{
    ROOST_ASSIGN(const QByteArray body, readBytes(reply));
    return readObject(body);
}

} // namespace roost::net
