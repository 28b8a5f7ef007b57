// The sync protocol over HTTP: implements the engine's transport.
#pragma once

#include "JsonClient.h"
#include "LiveSocket.h"

namespace roost::net {

class SessionKeeper;

// Belongs to one thread. session outlives it.
class HttpTransport : public sync::Transport
{
public:
    explicit HttpTransport(const SessionKeeper &session)
        : m_session(session)
    {
    }

    void setServer(const QUrl &base) { m_client.setServer(base); }

    void hello(const sync::HelloRequest &request, Callback<sync::HelloReply> done) override;
    void push(const sync::PushRequest &request, Callback<sync::PushReply> done) override;
    void pull(const sync::PullRequest &request, Callback<sync::PullReply> done) override;
    void snapshot(const sync::SnapshotRequest &request, Callback<sync::SnapshotChunk> done) override;
    // Bodies, as they came over the wire.
    qint64 receivedBytes() const { return m_client.receivedBytes(); }
    void cancelAll() override { m_client.cancelAll(); }
    void openLive(sync::LiveEvents events) override;
    void closeLive() override { m_live.close(); }

private:
    template <class Reply>
    void call(JsonCall call, Result<Reply> (*decode)(const QJsonObject &), Callback<Reply> done);
    template <class Reply>
    void callForRows(JsonCall call, Result<Reply> (*decode)(const QByteArray &), Callback<Reply> done);
    // False, and done is told, when there is no access token.
    template <class Reply>
    bool authorise(JsonCall &call, const Callback<Reply> &done);

    const SessionKeeper &m_session;
    JsonClient m_client;
    LiveSocket m_live;
};

} // namespace roost::net
