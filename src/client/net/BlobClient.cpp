// Requests of bytes.
#include "BlobClient.h"

#include "ReplyReading.h"
#include "SessionKeeper.h"

#include <QNetworkReply>
#include <QUrlQuery>

namespace roost::net {

using namespace Qt::StringLiterals;
using namespace blobs;

namespace {

constexpr int kTimeoutMs = 30'000; // without a byte moving
constexpr qint64 kPartBytes = 1024 * 1024;
constexpr qint64 kMostBytes = 64 * 1024 * 1024;

Result<BlobArrival> arrivalOf(const Result<QJsonObject> &reply)
{
    if (!reply)
        return fail(reply.error());
    return BlobArrival{reply->value(u"state").toString() == u"ready", reply->value(u"received").toInteger()};
}

// "bytes 0-99/1000" -> 1000; -1 when it can't be read.
qint64 totalOf(const QByteArray &contentRange)
{
    bool isNumber = false;
    const qint64 total = contentRange.mid(contentRange.indexOf('/') + 1).toLongLong(&isNumber);
    return isNumber && total <= kMostBytes ? total : -1;
}

} // namespace

BlobClient::BlobClient(const SessionKeeper &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_network.setParent(this);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(kTimeoutMs);
    m_network.setAutoDeleteReplies(false);
}

BlobClient::~BlobClient()
{
    cancelAll();
}

QNetworkRequest BlobClient::requestFor(const QString &scope, const QString &sha256, int side) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + u"/blobs/"_s + sha256);
    QUrlQuery query{{u"scope"_s, scope}};
    if (side > 0)
        query.addQueryItem(u"size"_s, QString::number(side));
    url.setQuery(query);
    QNetworkRequest request(url);
    // Pictures are compressed already, and parts of them are counted in their own bytes.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Authorization", "Bearer " + m_session.accessToken().toLatin1());
    return request;
}

void BlobClient::track(QNetworkReply *reply, std::function<void(QNetworkReply &)> finished)
{
    m_replies.insert(reply);
    connect(reply, &QNetworkReply::finished, this, [this, reply, finished = std::move(finished)] {
        // Not among them any more: cancelled.
        if (!m_replies.remove(reply))
            return;
        reply->deleteLater();
        finished(*reply);
    });
}

void BlobClient::put(const BlobPiece &piece, Done<BlobArrival> done)
{
    QNetworkRequest request = requestFor(piece.scope, piece.sha256, 0);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    const QByteArray total = '/' + QByteArray::number(piece.total);
    const qint64 last = piece.from + piece.bytes.size() - 1;
    request.setRawHeader("Content-Range", piece.bytes.isEmpty() ? "bytes *" + total
                                                                : "bytes " + QByteArray::number(piece.from) + '-' +
                                                                      QByteArray::number(last) + total);
    track(m_network.put(request, piece.bytes),
          [done = std::move(done)](QNetworkReply &reply) { done(arrivalOf(readReply(reply))); });
}

void BlobClient::get(const QString &scope, const QString &sha256, int side, Done<QByteArray> done)
{
    if (side == 0) {
        getFrom(scope, sha256, 0, {}, done);
        return;
    }
    track(m_network.get(requestFor(scope, sha256, side)),
          [done = std::move(done)](QNetworkReply &reply) { done(readBytes(reply)); });
}

// A file as it was added may be large: it comes in parts.
void BlobClient::getFrom(const QString &scope, const QString &sha256, qint64 from, const QByteArray &before,
                         const Done<QByteArray> &done)
{
    QNetworkRequest request = requestFor(scope, sha256, 0);
    request.setRawHeader("Range",
                         "bytes=" + QByteArray::number(from) + '-' + QByteArray::number(from + kPartBytes - 1));
    track(m_network.get(request), [this, scope, sha256, before, done](QNetworkReply &reply) {
        const qint64 total = totalOf(reply.rawHeader("Content-Range"));
        const auto part = readBytes(reply);
        if (!part || total < 0 || part->isEmpty()) {
            done(part ? Result<QByteArray>(fail(ErrorCode::Protocol, tr("The server sent no part of the photo.")))
                      : part);
            return;
        }
        const QByteArray all = before + *part;
        if (all.size() >= total)
            done(all);
        else
            getFrom(scope, sha256, all.size(), all, done);
    });
}

void BlobClient::cancelAll()
{
    const auto replies = std::exchange(m_replies, {});
    for (QNetworkReply *reply : replies) {
        reply->abort();
        reply->deleteLater();
    }
}

} // namespace roost::net
