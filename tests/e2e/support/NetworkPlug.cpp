#include "NetworkPlug.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace roost::test {

// Lives on the plug's thread.
class Relay : public QObject
{
public:
    explicit Relay(NetworkPlug &plug)
        : m_plug(plug)
    {
        m_listener.setParent(this);
        connect(&m_listener, &QTcpServer::newConnection, this, &Relay::accept);
    }

    quint16 listen() { return m_listener.listen(QHostAddress::LocalHost) ? m_listener.serverPort() : 0; }
    quint16 port() const { return m_listener.serverPort(); }

    void cut()
    {
        const auto sockets = findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
        for (QTcpSocket *socket : sockets) {
            socket->abort();
            socket->deleteLater();
        }
    }

private:
    void accept()
    {
        while (QTcpSocket *near = m_listener.nextPendingConnection()) {
            near->setParent(this);
            if (m_plug.m_isPulled) {
                near->abort();
                near->deleteLater();
                continue;
            }
            auto *far = new QTcpSocket(this);
            far->connectToHost(m_plug.m_server.host(), static_cast<quint16>(m_plug.m_server.port()));
            join(near, far, m_plug.m_toServer, m_plug.m_toServerLimit);
            join(far, near, m_plug.m_fromServer, m_plug.m_fromServerLimit);
        }
    }

    void join(QTcpSocket *from, QTcpSocket *to, std::atomic<qint64> &count, const std::atomic<qint64> &limit)
    {
        connect(from, &QTcpSocket::readyRead, this, [this, from, to, &count, &limit] {
            const QByteArray piece = from->readAll();
            const qint64 room = limit - count;
            if (piece.size() <= room) {
                count += piece.size();
                to->write(piece);
                return;
            }
            to->write(piece.left(room));
            to->flush();
            m_plug.m_isPulled = true;
            cut();
        });
        connect(from, &QTcpSocket::disconnected, to, [from, to] {
            to->disconnectFromHost();
            from->deleteLater();
        });
        connect(from, &QTcpSocket::errorOccurred, to, [to] { to->disconnectFromHost(); });
    }

    NetworkPlug &m_plug;
    QTcpServer m_listener;
};

NetworkPlug::NetworkPlug(const QUrl &server)
    : m_relay(new Relay(*this))
    , m_server(server)
{
    m_relay->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_relay, [this] { m_relay->listen(); }, Qt::BlockingQueuedConnection);
}

NetworkPlug::~NetworkPlug()
{
    QMetaObject::invokeMethod(
        m_relay, [this] { delete m_relay; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QUrl NetworkPlug::url() const
{
    QUrl url = m_server;
    url.setPort(m_relay->port());
    return url;
}

void NetworkPlug::pull()
{
    m_isPulled = true;
    QMetaObject::invokeMethod(
        m_relay, [this] { m_relay->cut(); }, Qt::BlockingQueuedConnection);
}

void NetworkPlug::plugIn()
{
    m_toServerLimit = kNever;
    m_fromServerLimit = kNever;
    m_isPulled = false;
}

void NetworkPlug::pullAfterBytesToServer(qint64 bytes)
{
    m_toServerLimit = m_toServer + bytes;
}

void NetworkPlug::pullAfterBytesFromServer(qint64 bytes)
{
    m_fromServerLimit = m_fromServer + bytes;
}

} // namespace roost::test
