// Messages to requests, replies to messages.
#include "HttpTransport.h"

#include "SessionKeeper.h"

#include "sync/protocol/Codec.h"

namespace roost::net {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

// A plus sign would be read as a blank.
void add(QUrlQuery &query, const QString &name, const QString &value)
{
    query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

} // namespace

template <class Reply>
bool HttpTransport::authorise(JsonCall &call, const Callback<Reply> &done)
{
    call.accessToken = m_session.accessToken();
    if (!call.accessToken.isEmpty())
        return true;
    // Not worth a trip: the engine asks for a renewal, or for the user.
    m_client.answerLater([done] {
        done(fail(ErrorCode::Unauthenticated, QCoreApplication::translate("net", "You are not logged in.")));
    });
    return false;
}

template <class Reply>
void HttpTransport::call(JsonCall call, Result<Reply> (*decode)(const QJsonObject &), Callback<Reply> done)
{
    if (!authorise(call, done))
        return;
    m_client.call(call, [decode, done = std::move(done)](const Result<QJsonObject> &reply) {
        done(reply ? decode(*reply) : Result<Reply>(fail(reply.error())));
    });
}

template <class Reply>
void HttpTransport::callForRows(JsonCall call, Result<Reply> (*decode)(const QByteArray &), Callback<Reply> done)
{
    if (!authorise(call, done))
        return;
    add(call.query, u"form"_s, u"columns"_s);
    m_client.callForBytes(call, [decode, done = std::move(done)](const Result<QByteArray> &reply) {
        done(reply ? decode(*reply) : Result<Reply>(fail(reply.error())));
    });
}

void HttpTransport::hello(const HelloRequest &request, Callback<HelloReply> done)
{
    call({.verb = "POST", .path = u"/sync/v1/hello"_s, .body = encode(request)}, decodeHelloReply, std::move(done));
}

void HttpTransport::push(const PushRequest &request, Callback<PushReply> done)
{
    call({.verb = "POST", .path = u"/sync/v1/push"_s, .body = encode(request)}, decodePushReply, std::move(done));
}

void HttpTransport::pull(const PullRequest &request, Callback<PullReply> done)
{
    QUrlQuery query;
    add(query, u"client_id"_s, request.client.toString());
    add(query, u"scope"_s, request.scope);
    add(query, u"epoch"_s, request.epoch);
    add(query, u"cursor"_s, QString::number(request.cursor));
    add(query, u"acked_mid"_s, QString::number(request.ackedMid));
    if (!request.page.isEmpty())
        add(query, u"page"_s, request.page);
    if (request.check)
        add(query, u"check"_s, u"1"_s);
    callForRows({.path = u"/sync/v1/pull"_s, .query = query}, decodePullReply, std::move(done));
}

void HttpTransport::snapshot(const SnapshotRequest &request, Callback<SnapshotChunk> done)
{
    QUrlQuery query;
    add(query, u"scope"_s, request.scope);
    add(query, u"table"_s, request.table);
    if (!request.after.isEmpty())
        add(query, u"after"_s, request.after);
    add(query, u"client_id"_s, request.client.toString());
    callForRows({.path = u"/sync/v1/snapshot"_s, .query = query}, decodeSnapshotChunk, std::move(done));
}

void HttpTransport::openLive(LiveEvents events)
{
    m_live.open(m_client.server(), m_session.accessToken(), std::move(events));
}

} // namespace roost::net
