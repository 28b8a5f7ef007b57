// Who listens on /sync/v1/live, and the pokes they get: "this scope has reached this version". Hints only; a client
// that misses one finds out at its next poll.
#pragma once

#include "common/Id.h"
#include "server/tenancy/Caller.h"

#include <QHash>
#include <QMutex>
#include <QObject>
#include <QPointer>
#include <QSet>

class QWebSocket;

namespace roost {

class LiveConnection;

// Thread-safe. Each connection lives on its socket's thread. Must outlive the HTTP server.
class LiveHub
{
    Q_DISABLE_COPY_MOVE(LiveHub)

public:
    LiveHub() = default;

    // On the socket's thread. The connection goes with the socket. versions: what each scope that it follows had when
    // it was read; the peer is told at once, or what came since, so that it knows whether it missed something.
    void addConnection(QWebSocket *socket, const Caller &caller, const QHash<QString, qint64> &versions);

    // Pokes every connection that follows the scope. Returns at once.
    void scopeAdvanced(const QString &scope, qint64 version);

    // The sessions that have a connection, so that ended ones can be closed.
    QList<Caller> callers() const;
    void closeSession(const SessionId &session);
    int connectionCount() const;

private:
    friend class LiveConnection;
    void remove(LiveConnection *connection);

    mutable QMutex m_mutex;
    QHash<QString, QSet<LiveConnection *>> m_followers;
    QSet<LiveConnection *> m_connections;
    QHash<QString, qint64> m_newest; // versions told, for connections that are being made meanwhile
};

// One live socket. Coalesces: while the peer doesn't read, only the newest version of a scope waits.
class LiveConnection : public QObject
{
    Q_OBJECT

public:
    LiveConnection(LiveHub &hub, QWebSocket *socket, const Caller &caller, const QStringList &scopes);
    ~LiveConnection() override;

    const Caller &caller() const { return m_caller; }
    const QStringList &scopes() const { return m_scopes; }
    // On the socket's thread.
    void poke(const QString &scope, qint64 version);
    void close();

private:
    void sendWaiting();

    LiveHub &m_hub;
    QWebSocket *m_socket; // our parent
    const Caller m_caller;
    const QStringList m_scopes;
    QHash<QString, qint64> m_waiting;
};

} // namespace roost
