#include "LiveHub.h"

#include "sync/protocol/Codec.h"

#include "common/Json.h"

#include <QWebSocket>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostUnsentBytes = 16 * 1024;
// Far more than move within the moment that a connection takes to be made.
constexpr qsizetype kMostRemembered = 100'000;

} // namespace

void LiveHub::addConnection(QWebSocket *socket, const Caller &caller, const QHash<QString, qint64> &versions)
{
    auto *connection = new LiveConnection(*this, socket, caller, versions.keys());
    QHash<QString, qint64> newest = versions;
    {
        const QMutexLocker locker(&m_mutex);
        m_connections.insert(connection);
        for (auto scope = newest.begin(); scope != newest.end(); ++scope) {
            m_followers[scope.key()].insert(connection);
            *scope = qMax(*scope, m_newest.value(scope.key()));
        }
    }
    for (auto scope = newest.cbegin(); scope != newest.cend(); ++scope) {
        if (*scope > 0)
            connection->poke(scope.key(), *scope);
    }
}

void LiveHub::remove(LiveConnection *connection)
{
    const QMutexLocker locker(&m_mutex);
    m_connections.remove(connection);
    for (const QString &scope : connection->scopes()) {
        const auto followers = m_followers.find(scope);
        if (followers == m_followers.end())
            continue;
        followers->remove(connection);
        if (followers->isEmpty())
            m_followers.erase(followers);
    }
}

void LiveHub::scopeAdvanced(const QString &scope, qint64 version)
{
    const QMutexLocker locker(&m_mutex);
    if (m_newest.size() > kMostRemembered)
        m_newest.clear();
    m_newest.insert(scope, version);
    const auto followers = m_followers.constFind(scope);
    if (followers == m_followers.constEnd())
        return;
    // A connection leaves the hub, under the same mutex, before it dies; so each of these is alive here.
    for (LiveConnection *connection : *followers)
        QMetaObject::invokeMethod(
            connection, [=] { connection->poke(scope, version); }, Qt::QueuedConnection);
}

QList<Caller> LiveHub::callers() const
{
    const QMutexLocker locker(&m_mutex);
    QList<Caller> callers;
    for (const LiveConnection *connection : m_connections)
        callers << connection->caller();
    return callers;
}

void LiveHub::closeSession(const SessionId &session)
{
    const QMutexLocker locker(&m_mutex);
    for (LiveConnection *connection : std::as_const(m_connections)) {
        if (connection->caller().session == session)
            QMetaObject::invokeMethod(
                connection, [=] { connection->close(); }, Qt::QueuedConnection);
    }
}

int LiveHub::connectionCount() const
{
    const QMutexLocker locker(&m_mutex);
    return static_cast<int>(m_connections.size());
}

LiveConnection::LiveConnection(LiveHub &hub, QWebSocket *socket, const Caller &caller, const QStringList &scopes)
    : QObject(socket)
    , m_hub(hub)
    , m_socket(socket)
    , m_caller(caller)
    , m_scopes(scopes)
{
    connect(m_socket, &QWebSocket::bytesWritten, this, &LiveConnection::sendWaiting);
}

LiveConnection::~LiveConnection()
{
    m_hub.remove(this);
}

void LiveConnection::poke(const QString &scope, qint64 version)
{
    qint64 &waiting = m_waiting[scope];
    waiting = qMax(waiting, version);
    sendWaiting();
}

void LiveConnection::close()
{
    m_socket->close(QWebSocketProtocol::CloseCodePolicyViolated, u"The session has ended."_s);
}

void LiveConnection::sendWaiting()
{
    if (m_waiting.isEmpty() || m_socket->bytesToWrite() > kMostUnsentBytes)
        return;
    const auto pokes = std::exchange(m_waiting, {});
    for (auto poke = pokes.begin(); poke != pokes.end(); ++poke)
        m_socket->sendTextMessage(QString::fromUtf8(canonicalJson(sync::encode(sync::Poke{poke.key(), poke.value()}))));
}

} // namespace roost
