// TlsTransport: signals of QSslSocket turned into TransportEvents.
#include "TlsTransport.h"

#include "PlainTransport.h"

namespace roost::http {

namespace {

constexpr qint64 kReadBufferBytes = 64 * 1024;

} // namespace

TlsTransport::TlsTransport(int descriptor, const QSslConfiguration &configuration, TransportEvents &events)
    : m_socket(std::make_unique<QSslSocket>())
    , m_events(events)
{
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSslConfiguration(configuration);
    m_socket->setReadBufferSize(kReadBufferBytes);
    QObject::connect(m_socket.get(), &QSslSocket::readyRead, m_socket.get(), [this] { m_events.transportReadable(); });
    QObject::connect(m_socket.get(), &QSslSocket::disconnected, m_socket.get(), [this] { m_events.transportClosed(); });
    QObject::connect(m_socket.get(), &QSslSocket::errorOccurred, m_socket.get(),
                     [this] { m_events.transportClosed(); });
    QObject::connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, m_socket.get(), [this] {
        if (unsentBytes() == 0)
            m_events.transportDrained();
    });
    m_socket->startServerEncryption();
}

TlsTransport::~TlsTransport()
{
    if (m_socket) {
        m_socket->disconnect();
        m_socket->abort();
        m_socket.release()->deleteLater();
    }
}

qint64 TlsTransport::read(char *data, qint64 size)
{
    if (!m_socket->isEncrypted() || m_socket->bytesAvailable() == 0)
        return 0;
    return std::max<qint64>(m_socket->read(data, size), 0);
}

void TlsTransport::write(const QByteArray &bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

qint64 TlsTransport::unsentBytes() const
{
    return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

void TlsTransport::finishSending()
{
    if (!m_isFinished)
        m_socket->disconnectFromHost();
    m_isFinished = true;
}

std::unique_ptr<QTcpSocket> TlsTransport::release(const QByteArray &pushedBack)
{
    m_socket->disconnect();
    m_socket->setReadBufferSize(0);
    pushBack(*m_socket, pushedBack);
    return std::move(m_socket);
}

} // namespace roost::http
