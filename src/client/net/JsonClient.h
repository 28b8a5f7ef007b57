// JSON over HTTP: one call, one callback. Knows problem+json, time-outs and limits; nothing of what is said.
#pragma once

#include "common/Result.h"

#include <QNetworkAccessManager>
#include <QUrl>
#include <QUrlQuery>

#include <functional>

class QNetworkReply;

namespace roost::net {

struct JsonCall
{
    QByteArray verb = "GET";
    QString path; // "/sync/v1/hello"
    QUrlQuery query = {};
    std::optional<QJsonObject> body = {};
    QString accessToken = {};
    QByteArray idempotencyKey = {};
};

// Belongs to one thread; callbacks come there, later. Certificates are verified; redirections are not followed, so a
// token goes nowhere else.
class JsonClient : public QObject
{
    Q_OBJECT

public:
    // The reply's object; empty for 204.
    using Done = std::function<void(Result<QJsonObject>)>;
    using BytesDone = std::function<void(Result<QByteArray>)>;

    static constexpr int kTimeoutMs = 30'000;                    // without a byte moving
    static constexpr qint64 kMostReplyBytes = 256 * 1024 * 1024; // of a reply as it was before it was compressed

    explicit JsonClient(QObject *parent = nullptr);
    ~JsonClient() override;

    void setServer(const QUrl &base) { m_base = base; }
    const QUrl &server() const { return m_base; }

    // done: the object, or the server's Error (code, text and details as it sent them, details.retry_after_ms from
    // Retry-After), Offline, Timeout, Unavailable, Protocol, TooLarge.
    void call(const JsonCall &call, Done done);
    // As call(), with the reply's bytes: for replies too large to make objects of.
    void callForBytes(const JsonCall &call, BytesDone done);
    // Runs task from the event loop, unless cancelAll() comes first.
    void answerLater(std::function<void()> task);
    // Of all bodies so far, as they came over the wire.
    qint64 receivedBytes() const { return m_receivedBytes; }
    // No callback comes for what is under way.
    void cancelAll();

private:
    void finished(QNetworkReply *reply, const BytesDone &done);

    QNetworkAccessManager m_network;
    QUrl m_base;
    QSet<QNetworkReply *> m_replies;
    int m_cancellations = 0;
    qint64 m_receivedBytes = 0;
};

} // namespace roost::net
