// Qt's WebSocket client with pings.
#include "LiveSocket.h"

#include "common/Json.h"
#include "sync/protocol/Codec.h"

#include <QNetworkRequest>

namespace roost::net {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kMostMessageBytes = 64 * 1024;

} // namespace

LiveSocket::LiveSocket(QObject *parent)
    : QObject(parent)
    , m_ping(this)
    , m_silence(this)
{
    m_ping.setInterval(kPingMs);
    m_silence.setInterval(kSilenceMs);
    m_silence.setSingleShot(true);
    connect(&m_ping, &QTimer::timeout, this, [this] {
        if (m_socket)
            m_socket->ping();
    });
    connect(&m_silence, &QTimer::timeout, this, &LiveSocket::ended);
}

void LiveSocket::open(const QUrl &base, const QString &accessToken, sync::LiveEvents events)
{
    close();
    m_events = std::move(events);
    QUrl url = base;
    url.setScheme(base.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    url.setPath(base.path() + u"/sync/v1/live"_s);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + accessToken.toLatin1());
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(kMostMessageBytes);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_ping.start();
        if (m_events.opened)
            m_events.opened();
    });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_silence.start(); });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &LiveSocket::received);
    connect(m_socket, &QWebSocket::disconnected, this, &LiveSocket::ended);
    connect(m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, &LiveSocket::ended);
    m_silence.start();
    m_socket->open(request);
}

void LiveSocket::received(const QString &text)
{
    m_silence.start();
    const auto object = parseJsonObject(text.toUtf8());
    if (!object)
        return;
    if (const auto poke = sync::decodePoke(*object); poke && m_events.poked)
        m_events.poked(*poke);
}

void LiveSocket::ended()
{
    const auto closed = std::exchange(m_events.closed, {});
    close();
    if (closed)
        closed();
}

void LiveSocket::close()
{
    m_events = {};
    m_ping.stop();
    m_silence.stop();
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

} // namespace roost::net
