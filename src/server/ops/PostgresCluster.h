// The folder of a Postgres cluster: makes it, tells its version and whether a postmaster runs in it.
#pragma once

#include "PostgresInstallation.h"
#include "ServiceAccount.h"

#include "common/Result.h"

namespace roost {

// What postmaster.pid says.
struct PostmasterStatus
{
    qint64 pid = 0;
    int port = 0;
    QString socketFolder;
    bool isReady = false;
};

class PostgresCluster
{
public:
    // folder: where the cluster is or will be (DATA/postgres), absolute.
    PostgresCluster(QString folder, ServiceAccount account);

    QString folder() const { return m_folder; }
    bool exists() const;

    // The installed Postgres to use: of exactly the cluster's major version, or the newest for a cluster that is yet to
    // be made. UpgradeRequired when none fits (the message says which to install), StorageBroken when the folder's
    // version can't be read.
    Result<PostgresInstallation> chooseInstallation(const QList<PostgresInstallation> &installed) const;

    // initdb with checksums, UTF-8 and peerless trust on the Unix socket alone, in a folder beside that is renamed when
    // it is whole; what a killed attempt left is removed first. StorageFull when the disk is.
    Result<void> create(const PostgresInstallation &installation, bool durable) const;

    // Nothing when there is no pid file or it can't be made sense of.
    std::optional<PostmasterStatus> postmasterFile() const;
    // The postmaster that runs in this folder at the moment, as opposed to a pid that is gone or now another program's.
    std::optional<PostmasterStatus> runningPostmaster() const;

    // Ends a postmaster that outlived its roostd: fast shutdown first, harder means when that takes too long.
    Result<void> stopOrphan() const;

private:
    QString unfinishedFolder() const { return m_folder + QStringLiteral(".unfinished"); }
    Result<void> runInitdb(const PostgresInstallation &installation, bool durable) const;

    QString m_folder;
    ServiceAccount m_account;
};

// StorageFull when what a Postgres program wrote tells of a full disk, else Unavailable; userText goes in front.
// detail keeps the end of the output, which has no data in it (terse errors, no statements).
Error postgresProgramError(const QString &userText, const QString &output);

// The environment of a child Postgres program: ours without what would point it elsewhere or translate its messages.
QProcessEnvironment postgresEnvironment();

} // namespace roost
