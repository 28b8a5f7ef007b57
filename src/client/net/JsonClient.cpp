// Calls over QNetworkAccessManager.
#include "JsonClient.h"

#include "ReplyReading.h"

#include "common/Json.h"

#include <QNetworkReply>

namespace roost::net {

using namespace Qt::StringLiterals;

JsonClient::JsonClient(QObject *parent)
    : QObject(parent)
{
    m_network.setParent(this);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(kTimeoutMs);
    m_network.setAutoDeleteReplies(false);
}

JsonClient::~JsonClient()
{
    cancelAll();
}

void JsonClient::call(const JsonCall &call, Done done)
{
    callForBytes(call, [done = std::move(done)](const Result<QByteArray> &body) {
        done(body ? readObject(*body) : Result<QJsonObject>(fail(body.error())));
    });
}

void JsonClient::callForBytes(const JsonCall &call, BytesDone done)
{
    QUrl url = m_base;
    url.setPath(m_base.path() + call.path);
    if (!call.query.isEmpty())
        url.setQuery(call.query);
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    // Told by ourselves, so that Qt leaves the body as it came.
    request.setRawHeader("Accept-Encoding", "zstd, gzip");
    if (call.body)
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!call.accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + call.accessToken.toLatin1());
    if (!call.idempotencyKey.isEmpty())
        request.setRawHeader("Idempotency-Key", call.idempotencyKey);
    const QByteArray body = call.body ? canonicalJson(*call.body) : QByteArray();
    QNetworkReply *reply = m_network.sendCustomRequest(request, call.verb, body);
    m_replies.insert(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
        if (received > kMostReplyBytes) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, done = std::move(done)] { finished(reply, done); });
}

void JsonClient::finished(QNetworkReply *reply, const BytesDone &done)
{
    // Not among them any more: cancelled.
    if (!m_replies.remove(reply))
        return;
    reply->deleteLater();
    const BytesDone callback = done;
    m_receivedBytes += reply->bytesAvailable();
    callback(readBytes(*reply));
}

void JsonClient::answerLater(std::function<void()> task)
{
    QMetaObject::invokeMethod(
        this,
        [this, task = std::move(task), cancellations = m_cancellations] {
            if (cancellations == m_cancellations)
                task();
        },
        Qt::QueuedConnection);
}

void JsonClient::cancelAll()
{
    ++m_cancellations;
    const auto replies = std::exchange(m_replies, {});
    for (QNetworkReply *reply : replies) {
        reply->abort();
        reply->deleteLater();
    }
}

} // namespace roost::net
