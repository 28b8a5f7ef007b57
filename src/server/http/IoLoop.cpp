// IoLoop: connections never destroy themselves or each other; they are buried, and tidy() clears up from the event
// loop.
#include "IoLoop.h"

#include "PlainTransport.h"
#include "TlsTransport.h"

#include <QTcpServer>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace roost::http {

namespace {

constexpr int kMinSweepMs = 20;
constexpr int kMaxSweepMs = 1000;
constexpr int kSweepsInTimeout = 8;
constexpr int kAcceptAgainMs = 100;
constexpr qsizetype kKeptOutBytes = 1024 * 1024;

class Listener final : public QTcpServer
{
public:
    explicit Listener(std::function<void(int)> accept)
        : m_accept(std::move(accept))
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_accept(static_cast<int>(descriptor)); }

private:
    std::function<void(int)> m_accept;
};

int sweepInterval(const ServerLimits &limits)
{
    const int shortest = std::min({limits.headerTimeoutMs, limits.bodyTimeoutMs, limits.idleTimeoutMs,
                                   limits.writeTimeoutMs, limits.lingerTimeoutMs, limits.webSocketPingMs});
    return std::clamp(shortest / kSweepsInTimeout, kMinSweepMs, kMaxSweepMs);
}

QHostAddress peerOf(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof(storage);
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(descriptor, address, &length) != 0)
        return {};
    return QHostAddress(address);
}

void prepare(int descriptor)
{
    const int yes = 1;
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

// A courtesy: the peer may also just see the connection close.
void turnAway(int descriptor, bool isSecure, int retryAfterSeconds)
{
    if (!isSecure) {
        const QByteArray text = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n"
                                "Retry-After: " +
                                QByteArray::number(retryAfterSeconds) + "\r\n\r\n";
        [[maybe_unused]] const auto sent =
            ::send(descriptor, text.constData(), static_cast<size_t>(text.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    ::close(descriptor);
}

} // namespace

IoLoop::IoLoop(ServerCore &core, std::vector<ListeningSocket> sockets)
    : m_core(core)
    , m_replies(std::make_shared<ReplyChannel>(this, [this] { deliverReplies(); }))
    , m_scratch(std::make_unique<char[]>(kScratchBytes))
    , m_webSockets(core)
{
    m_webSockets.setEmptied([this] { reportIfFinished(); });
    connect(&m_sweeper, &QTimer::timeout, this, &IoLoop::sweep);
    m_sweeper.start(sweepInterval(core.config.limits));
    for (ListeningSocket &socket : sockets)
        listen(std::move(socket));
}

IoLoop::~IoLoop()
{
    m_replies->close();
    m_connections.clear();
}

void IoLoop::listen(ListeningSocket socket)
{
    auto listener = std::make_unique<Listener>([this](int descriptor) { accept(descriptor); });
    listener->setSocketDescriptor(socket.release());
    // Qt stops accepting when the system is out of descriptors.
    connect(listener.get(), &QTcpServer::acceptError, listener.get(),
            [server = listener.get()] { QTimer::singleShot(kAcceptAgainMs, server, &QTcpServer::resumeAccepting); });
    m_listeners.push_back(std::move(listener));
}

void IoLoop::accept(int descriptor)
{
    prepare(descriptor);
    Peer peer{peerOf(descriptor), m_core.tls.has_value(), nullptr};
    if (!peer.address.isNull())
        peer.place = m_core.quota->take(peer.address, !m_core.proxies.contains(peer.address));
    if (!peer.place) {
        m_core.refused.fetch_add(1, std::memory_order_relaxed);
        turnAway(descriptor, peer.isSecure, m_core.config.limits.retryAfterSeconds);
        return;
    }
    m_core.accepted.fetch_add(1, std::memory_order_relaxed);
    open(descriptor, std::move(peer));
}

void IoLoop::open(int descriptor, Peer peer)
{
    const quint64 id = ++m_lastId;
    ConnectionHost &host = *this;
    auto connection = std::make_unique<Connection>(id, m_core, host, std::move(peer));
    Connection &opened = *connection;
    m_connections.emplace(id, std::move(connection));
    if (m_core.tls) {
        opened.setTransport(std::make_unique<TlsTransport>(descriptor, *m_core.tls, opened));
        return;
    }
    auto transport = std::make_unique<PlainTransport>(descriptor, m_reactor, opened);
    const bool isWatched = transport->start();
    opened.setTransport(std::move(transport));
    if (!isWatched)
        opened.abort();
}

void IoLoop::deliverReplies()
{
    for (WorkerReply &reply : m_replies->takeAll()) {
        const auto found = m_connections.find(reply.connectionId);
        if (found != m_connections.end())
            found->second->deliver(std::move(reply));
    }
}

void IoLoop::sweep()
{
    for (const auto &[id, connection] : m_connections)
        connection->checkTime();
    m_webSockets.checkTime(steadyMs());
    if (m_out.capacity() > kKeptOutBytes)
        m_out = QByteArray();
}

void IoLoop::revisit(Connection &connection)
{
    m_revisited.push_back(connection.id());
    scheduleTidy();
}

void IoLoop::bury(Connection &connection)
{
    m_dead.push_back(connection.id());
    scheduleTidy();
}

void IoLoop::scheduleTidy()
{
    if (!std::exchange(m_isTidyScheduled, true))
        QMetaObject::invokeMethod(this, &IoLoop::tidy, Qt::QueuedConnection);
}

void IoLoop::tidy()
{
    m_isTidyScheduled = false;
    for (const quint64 id : std::exchange(m_revisited, {})) {
        if (const auto found = m_connections.find(id); found != m_connections.end())
            found->second->advance();
    }
    for (const quint64 id : std::exchange(m_dead, {}))
        m_connections.erase(id);
    reportIfFinished();
}

void IoLoop::adoptWebSocket(std::unique_ptr<QTcpSocket> socket, WorkerReply accepted, const Route &route,
                            std::unique_ptr<ConnectionQuota::Place> place)
{
    m_webSockets.adopt(std::move(socket), std::move(accepted), route, std::move(place));
}

void IoLoop::beginStop()
{
    m_isStopping = true;
    m_listeners.clear();
    for (const auto &[id, connection] : m_connections)
        connection->beginStop();
    m_webSockets.beginStop();
    reportIfFinished();
}

void IoLoop::cut()
{
    for (const auto &[id, connection] : m_connections)
        connection->abort();
    m_connections.clear();
    m_dead.clear();
    Q_EMIT finished();
}

void IoLoop::reportIfFinished()
{
    if (m_isStopping && m_connections.empty() && m_webSockets.isEmpty())
        Q_EMIT finished();
}

} // namespace roost::http
