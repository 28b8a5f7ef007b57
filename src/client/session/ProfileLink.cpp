// Lines over a local socket.
#include "ProfileLink.h"

#include <QCryptographicHash>
#include <QDir>

namespace roost::session {

using namespace Qt::StringLiterals;

namespace {

// What a socket's address holds (sun_path), with room for the zero at its end.
constexpr qsizetype kLongestSocketPath = 100;
constexpr qint64 kLongestLine = 64;

QString socketName(const QString &folder)
{
    const QString inFolder = folder + u"/owner.sock"_s;
    if (QFile::encodeName(inFolder).size() <= kLongestSocketPath)
        return inFolder;
    const QByteArray digest = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QDir::tempPath() + u"/roost-"_s + QString::fromLatin1(digest);
}

} // namespace

ProfileLink::ProfileLink(const QString &profileFolder, QObject *parent)
    : QObject(parent)
    , m_name(socketName(profileFolder))
    , m_server(this)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ProfileLink::accept);
}

ProfileLink::~ProfileLink()
{
    leave();
    // Their last signals must not reach what is being destroyed.
    for (QLocalSocket *socket : std::as_const(m_joined))
        socket->disconnect(this);
}

void ProfileLink::listen()
{
    leave();
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

void ProfileLink::join()
{
    leave();
    m_owner = new QLocalSocket(this);
    const auto lost = [this, socket = m_owner] {
        if (m_owner != socket)
            return;
        leave();
        Q_EMIT ownerIsGone();
    };
    connect(m_owner, &QLocalSocket::readyRead, this, [this] { read(m_owner); });
    // An error is followed by disconnected() only if there was a connection.
    connect(m_owner, &QLocalSocket::disconnected, this, lost);
    connect(m_owner, &QLocalSocket::errorOccurred, this, lost, Qt::QueuedConnection);
    m_owner->connectToServer(m_name);
}

void ProfileLink::leave()
{
    if (QLocalSocket *socket = std::exchange(m_owner, nullptr)) {
        socket->disconnect(this);
        socket->deleteLater();
    }
}

void ProfileLink::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        m_joined << socket;
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            m_joined.removeAll(socket);
            socket->deleteLater();
        });
    }
}

void ProfileLink::read(QLocalSocket *from)
{
    while (from->canReadLine()) {
        const QByteArray line = from->readLine(kLongestLine);
        if (line == "sync\n") {
            Q_EMIT syncAskedFor();
        } else if (line == "changed\n") {
            send(line, from);
            Q_EMIT changedElsewhere();
        }
    }
    if (from->bytesAvailable() > kLongestLine)
        from->abort();
}

void ProfileLink::send(const QByteArray &line, const QLocalSocket *except)
{
    if (m_owner && m_owner != except)
        m_owner->write(line);
    for (QLocalSocket *socket : std::as_const(m_joined)) {
        if (socket != except)
            socket->write(line);
    }
    if (m_owner)
        m_owner->flush();
}

} // namespace roost::session
