// The bytes of one connection, plain or TLS, without what they mean. Belongs to one I/O thread.
#pragma once

#include <QByteArray>
#include <QTcpSocket>

#include <memory>

namespace roost::http {

class TransportEvents
{
public:
    virtual void transportReadable() = 0; // read() may give something
    virtual void transportDrained() = 0;  // nothing is unsent any more
    virtual void transportClosed() = 0;   // nothing can be read or sent any more

protected:
    ~TransportEvents() = default;
};

class Transport
{
    Q_DISABLE_COPY_MOVE(Transport)

public:
    static constexpr qint64 kEnd = -1; // read(): the peer sends no more, but may still take replies

    Transport() = default;
    virtual ~Transport() = default;

    // How many bytes were read, 0 when there are none now (transportReadable() follows), or kEnd.
    virtual qint64 read(char *data, qint64 size) = 0;
    // Sends; keeps what the system does not take yet.
    virtual void write(const QByteArray &bytes) = 0;
    virtual qint64 unsentBytes() const = 0;
    // Tells the peer that nothing more comes. Only when nothing is unsent.
    virtual void finishSending() = 0;
    // False until a TLS handshake is through.
    virtual bool isEstablished() const = 0;
    // False while release() would lose what is unsent.
    virtual bool isReleasable() const = 0;
    // Hands the connection over as a buffered Qt socket, with `pushedBack` to be read first. This object is then dead.
    virtual std::unique_ptr<QTcpSocket> release(const QByteArray &pushedBack) = 0;
};

} // namespace roost::http
