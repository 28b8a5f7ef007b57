// A TLS connection, served by QSslSocket.
#pragma once

#include "Transport.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace roost::http {

class TlsTransport final : public Transport
{
public:
    // Takes the descriptor and starts the handshake. The events outlive it.
    TlsTransport(int descriptor, const QSslConfiguration &configuration, TransportEvents &events);
    ~TlsTransport() override;

    qint64 read(char *data, qint64 size) override;
    void write(const QByteArray &bytes) override;
    qint64 unsentBytes() const override;
    void finishSending() override;
    bool isEstablished() const override { return m_socket && m_socket->isEncrypted(); }
    // The socket goes on sending what it holds, such as the session tickets that follow TLS 1.3's handshake.
    bool isReleasable() const override { return true; }
    std::unique_ptr<QTcpSocket> release(const QByteArray &pushedBack) override;

private:
    std::unique_ptr<QSslSocket> m_socket;
    TransportEvents &m_events;
    bool m_isFinished = false;
};

} // namespace roost::http
