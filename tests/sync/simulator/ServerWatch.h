// Stands before the simulator's server: remembers its rows at every version and what it answered to each mutation,
// which is what replicas are compared with, and holds its answers to the rules that can be seen from outside.
#pragma once

#include "Violation.h"

#include "server/SimServer.h"

#include <QHash>
#include <QSet>

namespace roost::sim {

// A mutation that the server has answered.
struct Answered
{
    sync::Outcome outcome;
    QString client;
    qint64 version = 0; // of its scope behind the transaction
};

class ServerWatch
{
    Q_DISABLE_COPY_MOVE(ServerWatch)

public:
    // advanced: called when a scope has a new version.
    ServerWatch(SimServer &server, Violations &violations, std::function<void(const QString &, qint64)> advanced);

    SimServer &server() { return m_server; }
    // Behind each change that didn't come through push().
    void look();

    Result<sync::HelloReply> hello(int user, const sync::HelloRequest &request);
    Result<sync::PushReply> push(int user, const sync::PushRequest &request);
    Result<sync::PullReply> pull(int user, const sync::PullRequest &request);
    Result<sync::SnapshotChunk> snapshot(int user, const sync::SnapshotRequest &request);

    // Operators. A mutation that was answered after the backup isn't answered any more.
    void noteRevoked(int user, const QString &scope, bool isRevoked);
    Result<void> save();
    bool hasBackup() const { return !m_backups.isEmpty(); }
    Result<void> restore(quint64 choice, bool detected);
    Result<void> expireHistory(const QString &scope);
    // The records of all clients may be gone.
    Result<void> expireClients(const QDateTime &before);
    // The client may be met in two places from now on.
    void allowFork(const QString &client) { m_forkable.insert(client); }
    bool mayFork(const QString &client) const { return m_mayAllFork || m_forkable.contains(client); }

    // Null when the server never had this version.
    const Rows *rowsAt(const QString &scope, const QString &epoch, qint64 version) const;
    const Answered *answered(const QString &mutation) const;
    bool isMember(int user, const QString &scope) const { return !m_revoked.contains({user, scope}); }
    // The highest mid that the server ever acknowledged to this client, restored or not.
    qint64 highestMid(const QString &client) const { return m_highestMids.value(client); }
    // Whether the server went back, or forgot clients: what it answered once it may not know any more.
    bool hasForgotten() const { return m_mayAllFork; }
    int restores() const { return m_restores; }
    // How often the server went back without saying so.
    int silentRestores() const { return m_silentRestores; }

private:
    struct Backup
    {
        int number = 0;
        QHash<QString, Answered> answered;
        QHash<QString, qint64> versions;
        QHash<QString, qint64> floors;
        QHash<QString, qint64> lastMids;
        QSet<std::pair<int, QString>> revoked;
    };
    void record(const QString &scope);
    void effectsAtMostOnce(const sync::PushRequest &request, const QHash<QString, qint64> &before);
    void outcomesStable(const sync::PushRequest &request, const sync::PushReply &reply);
    void forkNeedsCause(const QString &client, const QString &where);
    void positionAccepted(const QString &call, const sync::ScopePosition &position);
    void claimsDontOverlap(const QString &scope, const Rows &rows);
    void outcomesPulledWithRows(const sync::PullRequest &request, const sync::PullReply &reply);

    SimServer &m_server;
    Violations &m_violations;
    std::function<void(const QString &, qint64)> m_advanced;
    QHash<QString, qint64> m_versions;                            // by scope, as last seen
    QHash<QString, QHash<QString, QMap<qint64, Rows>>> m_history; // epoch -> scope -> version
    QHash<QString, Answered> m_answered;                          // by mutation id
    QHash<QString, qint64> m_lastMids;                            // by client, as answered
    QHash<QString, qint64> m_highestMids;
    QHash<QString, qint64> m_floors;
    QSet<std::pair<int, QString>> m_revoked;
    QList<Backup> m_backups;
    QSet<QString> m_forkable;
    bool m_mayAllFork = false;
    bool m_hasForgottenClients = false;
    int m_restores = 0;
    int m_silentRestores = 0;
};

} // namespace roost::sim
