// RawHttpClient: plain blocking sockets.
#include "RawHttpClient.h"

#include <QDeadlineTimer>
#include <QFile>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace roost::test {

namespace {

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;

    SocketAddress(const QByteArray &address, quint16 port)
    {
        if (address.contains(':')) {
            auto *ipv6 = reinterpret_cast<sockaddr_in6 *>(&storage);
            ipv6->sin6_family = AF_INET6;
            ipv6->sin6_port = htons(port);
            ::inet_pton(AF_INET6, address.constData(), &ipv6->sin6_addr);
            length = sizeof(sockaddr_in6);
        } else {
            auto *ipv4 = reinterpret_cast<sockaddr_in *>(&storage);
            ipv4->sin_family = AF_INET;
            ipv4->sin_port = htons(port);
            ::inet_pton(AF_INET, address.constData(), &ipv4->sin_addr);
            length = sizeof(sockaddr_in);
        }
    }
    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
};

int connectTo(quint16 port, const QByteArray &address, const QByteArray &from)
{
    const SocketAddress to(address, port);
    const int descriptor = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool isReady = true;
    if (!from.isEmpty()) {
        const SocketAddress local(from, 0);
        isReady = ::bind(descriptor, local.get(), local.length) == 0;
    }
    if (isReady && ::connect(descriptor, to.get(), to.length) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

bool parseHead(const QByteArray &head, RawReply &reply)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> statusLine = lines.first().trimmed().split(' ');
    if (statusLine.size() < 2)
        return false;
    reply.status = statusLine.at(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            reply.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return true;
}

} // namespace

RawHttpClient::RawHttpClient(quint16 port, const QByteArray &address, const QByteArray &from)
    : m_descriptor(connectTo(port, address, from))
{
}

RawHttpClient::RawHttpClient(RawHttpClient &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_received(std::move(other.m_received))
{
}

RawHttpClient::~RawHttpClient()
{
    close();
}

void RawHttpClient::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void RawHttpClient::reset()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    close();
}

void RawHttpClient::finishSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

bool RawHttpClient::send(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        pollfd waiting{m_descriptor, POLLOUT, 0};
        if (::poll(&waiting, 1, kTimeoutMs) <= 0)
            return false;
        const ssize_t count = ::send(m_descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done),
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN)
            return false;
        done += std::max<ssize_t>(count, 0);
    }
    return true;
}

bool RawHttpClient::receive(int timeoutMs)
{
    pollfd waiting{m_descriptor, POLLIN, 0};
    if (m_descriptor < 0 || ::poll(&waiting, 1, std::max(timeoutMs, 0)) <= 0)
        return false;
    std::array<char, 65536> buffer;
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        close();
        return false;
    }
    m_received.append(buffer.data(), count);
    return true;
}

std::optional<RawReply> RawHttpClient::read(bool forHead, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    const auto more = [&] { return receive(static_cast<int>(deadline.remainingTime())); };
    qsizetype end = -1;
    while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
        if (!more())
            return std::nullopt;
    }
    RawReply reply;
    if (!parseHead(m_received.first(end), reply))
        return std::nullopt;
    m_received.remove(0, end + 4);
    const qsizetype length = forHead ? 0 : reply.headers.value("content-length").toLongLong();
    while (m_received.size() < length) {
        if (!more())
            return std::nullopt;
    }
    reply.body = m_received.first(length);
    m_received.remove(0, length);
    return reply;
}

bool RawHttpClient::waitForClose(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (m_descriptor >= 0 && !deadline.hasExpired())
        receive(static_cast<int>(deadline.remainingTime()));
    return m_descriptor < 0;
}

int openFilesLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
}

qint64 residentBytes(qint64 pid)
{
    using namespace Qt::StringLiterals;
    QFile file(pid == 0 ? u"/proc/self/statm"_s : u"/proc/%1/statm"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.size() > 1 ? pages.at(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

} // namespace roost::test
