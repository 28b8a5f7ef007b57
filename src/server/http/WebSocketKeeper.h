// The WebSockets of one I/O thread: from the accepted request through Qt's handshake to the end, with pings on the way.
#pragma once

#include "ConnectionQuota.h"
#include "HandlerWork.h"

#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <unordered_map>

namespace roost::http {

class WebSocketKeeper
{
    Q_DISABLE_COPY_MOVE(WebSocketKeeper)

public:
    explicit WebSocketKeeper(ServerCore &core);
    // Cuts all.
    ~WebSocketKeeper();

    // The request is still to be read from the socket.
    void adopt(std::unique_ptr<QTcpSocket> socket, WorkerReply accepted, const Route &route,
               std::unique_ptr<ConnectionQuota::Place> place);

    // Sends pings that are due and drops peers that don't answer.
    void checkTime(qint64 nowMs);
    // Says "going away" to all and takes no more.
    void beginStop();
    bool isEmpty() const { return m_entries.empty(); }
    // Called when the last one has gone.
    void setEmptied(std::function<void()> emptied) { m_emptied = std::move(emptied); }

private:
    struct Entry
    {
        std::unique_ptr<QWebSocketServer> handshake; // until the handshake is through
        QTcpSocket *raw = nullptr;                   // the same; owned by `handshake`
        QWebSocket *socket = nullptr;
        WorkerReply accepted;
        const Route *route = nullptr;
        std::unique_ptr<ConnectionQuota::Place> place;
        qint64 lastHeardMs = 0;
        qint64 lastPingMs = 0;
    };

    void handshakeDone(quint64 id);
    void remove(quint64 id);

    ServerCore &m_core;
    std::unordered_map<quint64, Entry> m_entries;
    std::function<void()> m_emptied;
    quint64 m_lastId = 0;
    bool m_isStopping = false;
    // Slots run in its context, so that none runs once this object is gone.
    QObject m_context;
};

} // namespace roost::http
