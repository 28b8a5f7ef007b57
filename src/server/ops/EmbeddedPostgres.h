// The private Postgres of a data folder: made at the first start, run beside roostd, stopped with it.
//
// DATA/postgres holds the cluster, DATA/postgres.log what it reports, DATA/run its Unix socket. The socket's folder is
// 0700 and there is no TCP port: whoever may enter the folder (the account of Postgres, and root) may connect, nobody
// else. A Unix socket's path must be shorter than 108 bytes; when DATA's is too long, the socket lies in a private
// folder under XDG_RUNTIME_DIR or the system's temporary folder instead.
#pragma once

#include "FolderLock.h"
#include "PostgresCluster.h"

#include "common/Result.h"

#include <QObject>
#include <QUrl>

namespace roost {

struct EmbeddedPostgresOptions
{
    enum class Use {
        Own,       // refuse when another roostd works in the folder (serve)
        JoinOrOwn, // use the cluster of a roostd that runs there; without one, run it ourselves meanwhile (subcommands)
    };
    Use use = Use::Own;
    // False only in tests: nothing is forced to the disk.
    bool durable = true;
    int maxConnections = 100;
    int startTimeoutMs = 120000;
    int recoveryPauseMs = 10000;
};

// Belongs to the thread that starts it, which must live as long as it (the kernel stops Postgres when that thread
// ends, so that none is left behind by a kill -9). With an event loop in that thread, a Postgres that dies on its own
// is started again.
class EmbeddedPostgres : public QObject
{
    Q_OBJECT

public:
    // Starts or joins, and returns when connections are accepted and the roles roost_owner, roost_app and the database
    // roost exist. Busy: another roostd works in the folder. UpgradeRequired: no installed Postgres fits the data.
    // Forbidden: rights of folders. StorageFull, StorageBroken, Unavailable: as said in the message.
    static Result<std::unique_ptr<EmbeddedPostgres>> start(const QString &dataDir,
                                                           const EmbeddedPostgresOptions &options = {});
    // Stops it if it still runs.
    ~EmbeddedPostgres() override;

    // For Database::openPostgres: as the role that may only use the data, and as the one that owns the tables.
    QUrl appUrl() const { return url(QStringLiteral("roost_app"), QStringLiteral("roost")); }
    QUrl ownerUrl() const { return url(QStringLiteral("roost_owner"), QStringLiteral("roost")); }
    // As the cluster's superuser; for setting up, backups and test fixtures only.
    QUrl adminUrl(const QString &database = QStringLiteral("postgres")) const
    {
        return url(QStringLiteral("postgres"), database);
    }
    QUrl url(const QString &role, const QString &database) const;

    // True when the cluster is another roostd's.
    bool isJoined() const { return !m_lock; }
    // The postmaster's process id.
    qint64 processId() const;

    // Fast shutdown: open transactions are rolled back, everything committed is kept. Waits for the end. Nothing to do
    // for a joined one.
    void stop();

Q_SIGNALS:
    // It ended on its own and could not be started again. That is tried anew each recoveryPauseMs.
    void lost(const roost::Error &error);

private:
    EmbeddedPostgres(QString dataDir, PostgresCluster cluster, ServiceAccount account, EmbeddedPostgresOptions options);

    Result<void> own(FolderLock lock);
    Result<void> ownOrJoin();
    // False while there is nothing to join.
    Result<bool> join();
    Result<QString> prepareSocketFolder() const;
    Result<void> launch();
    Result<void> launchOnce(bool &worthRepeating);
    Result<void> waitUntilReady(bool &worthRepeating);
    QStringList arguments() const;
    QString logPath() const { return m_dataDir + QStringLiteral("/postgres.log"); }
    QString newLogText() const;
    void processEnded();
    void recover();

    QString m_dataDir;
    PostgresCluster m_cluster;
    ServiceAccount m_account;
    EmbeddedPostgresOptions m_options;
    std::optional<FolderLock> m_lock;
    PostgresInstallation m_installation;
    QString m_socketFolder;
    int m_port = 5432;
    std::unique_ptr<QProcess> m_process;
    qint64 m_logStart = 0;
    bool m_stopping = false;
};

} // namespace roost
