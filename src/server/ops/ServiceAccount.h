// The account under which the embedded Postgres runs: our own, or, as Postgres refuses to run as root, another one.
#pragma once

#include "common/Result.h"

#include <QList>
#include <QProcess>
#include <QString>

#include <sys/types.h>

namespace roost {

class ServiceAccount
{
public:
    // Our own account; for root: `postgres` if there is one, else `nobody`. Unavailable when there is neither.
    static Result<ServiceAccount> choose();

    QString name() const { return m_name; }
    bool isOtherAccount() const { return m_other; }
    uid_t uid() const { return m_uid; }

    // Hands a folder or file (not what is in it) to the account. Nothing to do when it is our own.
    Result<void> giveOwnership(const QString &path) const;

    // Lets the account pass through folder (its group gets the right to search it). The folders above are not ours to
    // change: where they are closed to the account (/root, mktemp -d), its processes get the capability to search
    // folders, if we have it to give. Forbidden, naming the closed folder, if not.
    Result<void> openPath(const QString &folder);

    // Makes process a child that runs under the account, in a session of its own (a terminal's Ctrl-C does not reach
    // it), and gets SIGINT when the thread that started it ends (so also when this process is killed).
    void prepareChild(QProcess &process) const;

private:
    bool maySearch(const QString &folder) const;
    Result<void> openFolder(const QString &folder) const;

    QString m_name;
    uid_t m_uid = 0;
    gid_t m_gid = 0;
    QList<gid_t> m_groups;
    bool m_other = false;
    int m_searchCapability = -1;
};

} // namespace roost
