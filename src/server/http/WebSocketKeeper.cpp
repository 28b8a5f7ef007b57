// WebSocketKeeper: a QWebSocketServer that never listens does the handshake of one socket and is then thrown away.
#include "WebSocketKeeper.h"

#include "Clocks.h"

#include <QSslSocket>

namespace roost::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMissedPings = 2;
constexpr qint64 kFrameOverheadBytes = 16 * 1024;

} // namespace

WebSocketKeeper::WebSocketKeeper(ServerCore &core)
    : m_core(core)
{
}

WebSocketKeeper::~WebSocketKeeper()
{
    m_emptied = nullptr;
    while (!m_entries.empty())
        remove(m_entries.begin()->first);
}

void WebSocketKeeper::adopt(std::unique_ptr<QTcpSocket> socket, WorkerReply accepted, const Route &route,
                            std::unique_ptr<ConnectionQuota::Place> place)
{
    if (m_isStopping)
        return;
    const quint64 id = ++m_lastId;
    Entry &entry = m_entries[id];
    const bool isSecure = qobject_cast<QSslSocket *>(socket.get()) != nullptr;
    entry.handshake = std::make_unique<QWebSocketServer>(u"roost"_s, isSecure ? QWebSocketServer::SecureMode
                                                                              : QWebSocketServer::NonSecureMode);
    entry.handshake->setHandshakeTimeout(m_core.config.limits.headerTimeoutMs);
    entry.raw = socket.get();
    entry.accepted = std::move(accepted);
    entry.route = &route;
    entry.place = std::move(place);
    entry.lastHeardMs = entry.lastPingMs = steadyMs();
    m_core.webSockets.fetch_add(1, std::memory_order_relaxed);

    QWebSocketServer *server = entry.handshake.get();
    QTcpSocket *raw = socket.release();
    raw->setParent(server);
    raw->setReadBufferSize(m_core.config.limits.webSocketMessageBytes + kFrameOverheadBytes);
    QObject::connect(server, &QWebSocketServer::newConnection, &m_context, [this, id] { handshakeDone(id); });
    QObject::connect(
        raw, &QTcpSocket::disconnected, &m_context, [this, id] { remove(id); }, Qt::QueuedConnection);
    server->handleConnection(raw);
    // What was pushed back is announced by nobody else.
    QMetaObject::invokeMethod(
        raw, [raw] { Q_EMIT raw->readyRead(); }, Qt::QueuedConnection);
}

void WebSocketKeeper::handshakeDone(quint64 id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    QWebSocket *socket = entry.handshake->nextPendingConnection();
    socket->setParent(nullptr);
    entry.raw->setParent(socket);
    entry.socket = socket;
    entry.raw = nullptr;
    // Still on the stack below, so it goes when control is back in the event loop.
    entry.handshake.release()->deleteLater();
    const auto maxBytes = static_cast<quint64>(m_core.config.limits.webSocketMessageBytes);
    socket->setMaxAllowedIncomingFrameSize(maxBytes);
    socket->setMaxAllowedIncomingMessageSize(maxBytes);
    const auto heard = [this, id] {
        if (const auto it = m_entries.find(id); it != m_entries.end())
            it->second.lastHeardMs = steadyMs();
    };
    QObject::connect(socket, &QWebSocket::pong, &m_context, heard);
    QObject::connect(socket, &QWebSocket::textMessageReceived, &m_context, heard);
    QObject::connect(socket, &QWebSocket::binaryMessageReceived, &m_context, heard);
    QObject::connect(
        socket, &QWebSocket::disconnected, &m_context, [this, id] { remove(id); }, Qt::QueuedConnection);
    if (socket->state() == QAbstractSocket::ConnectedState)
        entry.route->webSocketConnected(socket, *entry.accepted.webSocketRequest, entry.accepted.authorised);
}

void WebSocketKeeper::remove(quint64 id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry entry = std::move(found->second);
    m_entries.erase(found);
    m_core.webSockets.fetch_sub(1, std::memory_order_relaxed);
    if (entry.handshake)
        entry.handshake.release()->deleteLater();
    if (entry.socket)
        entry.socket->deleteLater();
    if (m_entries.empty() && m_emptied)
        m_emptied();
}

void WebSocketKeeper::checkTime(qint64 nowMs)
{
    const int pingMs = m_core.config.limits.webSocketPingMs;
    for (auto &[id, entry] : m_entries) {
        if (!entry.socket || nowMs - entry.lastPingMs < pingMs)
            continue;
        if (nowMs - entry.lastHeardMs > qint64(kMissedPings + 1) * pingMs) {
            entry.socket->abort();
            continue;
        }
        entry.lastPingMs = nowMs;
        entry.socket->ping();
    }
}

void WebSocketKeeper::beginStop()
{
    m_isStopping = true;
    std::vector<QWebSocket *> open;
    for (const auto &[id, entry] : m_entries) {
        if (entry.socket)
            open.push_back(entry.socket);
    }
    for (QWebSocket *socket : open)
        socket->close(QWebSocketProtocol::CloseCodeGoingAway);
}

} // namespace roost::http
