// A TCP connection without TLS: the bare descriptor, so that a half-closed peer still gets its reply, and an idle
// connection holds no buffers.
#pragma once

#include "EpollReactor.h"
#include "Transport.h"

namespace roost::http {

class PlainTransport final : public Transport, private EpollHandler
{
public:
    // Takes the descriptor, which must not block. The reactor and the events outlive it.
    PlainTransport(int descriptor, EpollReactor &reactor, TransportEvents &events);
    ~PlainTransport() override;

    // False when the system has no room for one more descriptor to watch.
    bool start();

    qint64 read(char *data, qint64 size) override;
    void write(const QByteArray &bytes) override;
    qint64 unsentBytes() const override { return m_unsent.size() - m_sent; }
    void finishSending() override;
    bool isEstablished() const override { return true; }
    bool isReleasable() const override { return unsentBytes() == 0; }
    std::unique_ptr<QTcpSocket> release(const QByteArray &pushedBack) override;

private:
    void epollEvents(quint32 events) override;
    qint64 send(const char *data, qint64 size);
    void sendKept();

    int m_descriptor;
    EpollReactor &m_reactor;
    TransportEvents &m_events;
    QByteArray m_unsent;
    qint64 m_sent = 0; // of m_unsent
    bool m_isReadable = true;
    bool m_peerFinished = false;
    bool m_isBroken = false;
};

// Puts bytes in front of what the socket reads next.
void pushBack(QTcpSocket &socket, const QByteArray &bytes);

} // namespace roost::http
