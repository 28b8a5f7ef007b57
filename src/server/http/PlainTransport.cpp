// PlainTransport: edge-triggered, so each side of the descriptor is tried until it says "not now".
#include "PlainTransport.h"

#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace roost::http {

PlainTransport::PlainTransport(int descriptor, EpollReactor &reactor, TransportEvents &events)
    : m_descriptor(descriptor)
    , m_reactor(reactor)
    , m_events(events)
{
}

PlainTransport::~PlainTransport()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool PlainTransport::start()
{
    return m_reactor.add(m_descriptor, this);
}

qint64 PlainTransport::read(char *data, qint64 size)
{
    if (!m_isReadable)
        return 0;
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor, data, static_cast<size_t>(size), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0) {
        // A short read empties the socket; more bytes or the end will be announced, unless the end already was.
        if (count < size && !m_peerFinished)
            m_isReadable = false;
        return count;
    }
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        m_isReadable = false;
        return 0;
    }
    m_isReadable = false;
    return kEnd;
}

void PlainTransport::write(const QByteArray &bytes)
{
    if (m_isBroken)
        return;
    const qint64 sent = unsentBytes() == 0 ? send(bytes.constData(), bytes.size()) : 0;
    if (sent < bytes.size())
        m_unsent.append(bytes.constData() + sent, bytes.size() - sent);
}

qint64 PlainTransport::send(const char *data, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const ssize_t count = ::send(m_descriptor, data + done, static_cast<size_t>(size - done), MSG_NOSIGNAL);
        if (count > 0) {
            done += count;
        } else if (count < 0 && errno == EINTR) {
            continue;
        } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            break;
        } else {
            m_isBroken = true;
            m_unsent.clear();
            m_sent = 0;
            m_events.transportClosed();
            return size;
        }
    }
    return done;
}

void PlainTransport::sendKept()
{
    const qint64 sent = send(m_unsent.constData() + m_sent, unsentBytes());
    if (m_isBroken)
        return;
    m_sent += sent;
    if (m_sent < m_unsent.size())
        return;
    m_unsent = QByteArray();
    m_sent = 0;
    m_events.transportDrained();
}

void PlainTransport::finishSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void PlainTransport::epollEvents(quint32 events)
{
    if (m_isBroken || m_descriptor < 0)
        return;
    if (events & (EPOLLERR | EPOLLHUP)) {
        m_isBroken = true;
        m_events.transportClosed();
        return;
    }
    if ((events & EPOLLOUT) && unsentBytes() > 0)
        sendKept();
    if (m_isBroken)
        return;
    if (events & EPOLLRDHUP)
        m_peerFinished = true;
    if (events & (EPOLLIN | EPOLLRDHUP)) {
        m_isReadable = true;
        m_events.transportReadable();
    }
}

std::unique_ptr<QTcpSocket> PlainTransport::release(const QByteArray &pushedBack)
{
    m_reactor.remove(m_descriptor);
    auto socket = std::make_unique<QTcpSocket>();
    socket->setSocketDescriptor(m_descriptor);
    m_descriptor = -1;
    pushBack(*socket, pushedBack);
    return socket;
}

void pushBack(QTcpSocket &socket, const QByteArray &bytes)
{
    for (qsizetype i = bytes.size(); i > 0; --i)
        socket.ungetChar(bytes.at(i - 1));
}

} // namespace roost::http
