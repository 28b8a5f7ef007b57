// ListeningSocket: bare system calls, since Qt has no SO_REUSEPORT.
#include "ListeningSocket.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace roost::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBacklog = 1024;
constexpr int kAttemptsAtFreePort = 10;

struct SystemAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
};

SystemAddress toSystem(const QHostAddress &address, quint16 port)
{
    SystemAddress system;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *ipv4 = reinterpret_cast<sockaddr_in *>(&system.storage);
        ipv4->sin_family = AF_INET;
        ipv4->sin_port = htons(port);
        ipv4->sin_addr.s_addr = htonl(address.toIPv4Address());
        system.length = sizeof(sockaddr_in);
    } else {
        auto *ipv6 = reinterpret_cast<sockaddr_in6 *>(&system.storage);
        ipv6->sin6_family = AF_INET6;
        ipv6->sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&ipv6->sin6_addr, bytes.c, sizeof(bytes.c));
        ipv6->sin6_scope_id = address.scopeId().toUInt();
        system.length = sizeof(sockaddr_in6);
    }
    return system;
}

quint16 boundPort(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof(storage);
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&storage), &length) != 0)
        return 0;
    return storage.ss_family == AF_INET ? ntohs(reinterpret_cast<const sockaddr_in *>(&storage)->sin_port)
                                        : ntohs(reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_port);
}

tl::unexpected<Error> cannotListen(const QHostAddress &address, quint16 port)
{
    const int reason = errno;
    const QString where = u"%1 port %2"_s.arg(address.toString()).arg(port);
    const QString text =
        reason == EADDRINUSE ? u"Another program already listens on %1. Stop it or choose another port."_s.arg(where)
        : reason == EADDRNOTAVAIL ? u"This computer does not have the address %1. Choose another one."_s.arg(where)
        : reason == EACCES        ? u"Listening on %1 is not permitted. Choose a port above 1023."_s.arg(where)
                                  : u"Listening on %1 failed. Choose another address or port."_s.arg(where);
    return fail(ErrorCode::Unavailable, text, QString::fromLocal8Bit(std::strerror(reason)));
}

Result<ListeningSocket> bindSocket(const QHostAddress &address, quint16 port, bool isShared)
{
    const SystemAddress system = toSystem(address, port);
    ListeningSocket socket(::socket(system.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int yes = 1;
    const int descriptor = socket.descriptor();
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (isShared)
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof(yes));
    if (system.storage.ss_family == AF_INET6)
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
    if (descriptor < 0 || ::bind(descriptor, system.get(), system.length) != 0)
        return cannotListen(address, port);
    return socket;
}

Result<ListeningSocket> openSocket(const QHostAddress &address, quint16 port)
{
    ROOST_ASSIGN(ListeningSocket socket, bindSocket(address, port, true));
    if (::listen(socket.descriptor(), kBacklog) != 0)
        return cannotListen(address, port);
    return socket;
}

Result<ListeningSockets> openOnPort(const QList<QHostAddress> &addresses, quint16 port, int threads)
{
    ListeningSockets sockets;
    sockets.port = port;
    sockets.perThread.resize(static_cast<size_t>(threads));
    for (const QHostAddress &address : addresses) {
        // SO_REUSEPORT would also let a second server of the same user share the port unnoticed; without it, it can't.
        if (sockets.port != 0)
            ROOST_TRY(bindSocket(address, sockets.port, false));
        for (auto &ofThread : sockets.perThread) {
            ROOST_ASSIGN(ListeningSocket socket, openSocket(address, sockets.port));
            if (sockets.port == 0)
                sockets.port = boundPort(socket.descriptor());
            ofThread.push_back(std::move(socket));
        }
    }
    return sockets;
}

} // namespace

ListeningSocket::~ListeningSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<ListeningSockets> openListeningSockets(const QList<QHostAddress> &addresses, quint16 port, int threads)
{
    // A port that is free on one address may be taken on the next.
    for (int attempt = 1; port == 0 && attempt < kAttemptsAtFreePort; ++attempt) {
        if (auto sockets = openOnPort(addresses, 0, threads))
            return sockets;
    }
    return openOnPort(addresses, port, threads);
}

} // namespace roost::http
