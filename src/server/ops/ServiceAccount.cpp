#include "ServiceAccount.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QList<gid_t> groupsOf(const passwd &entry)
{
    int count = 64;
    QList<gid_t> groups(count);
    if (getgrouplist(entry.pw_name, entry.pw_gid, groups.data(), &count) < 0)
        return {entry.pw_gid};
    groups.resize(count);
    return groups;
}

using Capabilities = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

// The narrowest capability that we have to search any folder; -1 when we have none.
int ownedSearchCapability()
{
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    Capabilities owned = {};
    if (syscall(SYS_capget, &header, owned.data()) != 0)
        return -1;
    for (const int capability : {CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE}) {
        if (owned[CAP_TO_INDEX(capability)].permitted & CAP_TO_MASK(capability))
            return capability;
    }
    return -1;
}

// Leaves this process, which has just changed its user, with this one capability, also past exec.
bool keepOnly(int capability)
{
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    Capabilities kept = {};
    const __u32 mask = CAP_TO_MASK(capability);
    kept[CAP_TO_INDEX(capability)] = {mask, mask, mask};
    return syscall(SYS_capset, &header, kept.data()) == 0 &&
           prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0;
}

bool becomeUser(uid_t uid, gid_t gid, const QList<gid_t> &groups, int capability)
{
    if (capability >= 0 && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0)
        return false;
    return setgroups(static_cast<size_t>(groups.size()), groups.constData()) == 0 && setgid(gid) == 0 &&
           setuid(uid) == 0 && (capability < 0 || keepOnly(capability));
}

} // namespace

Result<ServiceAccount> ServiceAccount::choose()
{
    ServiceAccount account;
    account.m_uid = geteuid();
    account.m_gid = getegid();
    if (account.m_uid != 0)
        return account;
    const passwd *entry = getpwnam("postgres");
    if (!entry)
        entry = getpwnam("nobody");
    if (!entry || entry->pw_uid == 0) {
        return fail(ErrorCode::Unavailable, u"Postgres can't run as root, and there is neither a user postgres nor a "
                                            "user nobody to run it. Start roostd as another user."_s);
    }
    account.m_name = QString::fromLocal8Bit(entry->pw_name);
    account.m_uid = entry->pw_uid;
    account.m_gid = entry->pw_gid;
    account.m_groups = groupsOf(*entry);
    account.m_other = true;
    return account;
}

Result<void> ServiceAccount::giveOwnership(const QString &path) const
{
    if (!m_other || chown(QFile::encodeName(path).constData(), m_uid, m_gid) == 0)
        return {};
    return fail(ErrorCode::Forbidden,
                u"The folder %1 can't be given to the user %2 (%3), under which Postgres runs."_s.arg(
                    path, m_name, QString::fromLocal8Bit(std::strerror(errno))));
}

bool ServiceAccount::maySearch(const QString &folder) const
{
    struct stat info = {};
    if (stat(QFile::encodeName(folder).constData(), &info) != 0)
        return false;
    if (info.st_uid == m_uid)
        return info.st_mode & S_IXUSR;
    if (info.st_gid == m_gid || m_groups.contains(info.st_gid))
        return info.st_mode & S_IXGRP;
    return info.st_mode & S_IXOTH;
}

Result<void> ServiceAccount::openFolder(const QString &folder) const
{
    struct stat info = {};
    const QByteArray path = QFile::encodeName(folder);
    if (maySearch(folder) ||
        (stat(path.constData(), &info) == 0 && chown(path.constData(), static_cast<uid_t>(-1), m_gid) == 0 &&
         chmod(path.constData(), (info.st_mode & 07777) | S_IXGRP) == 0)) {
        return {};
    }
    return fail(ErrorCode::Forbidden,
                u"The folder %1 can't be opened to the user %2, under which Postgres runs. Choose "
                "another folder with --data."_s.arg(folder, m_name));
}

Result<void> ServiceAccount::openPath(const QString &folder)
{
    if (!m_other)
        return {};
    ROOST_TRY(openFolder(folder));
    for (QDir above(folder); above.cdUp();) {
        if (maySearch(above.path()))
            continue;
        m_searchCapability = ownedSearchCapability();
        if (m_searchCapability >= 0)
            return {};
        return fail(ErrorCode::Forbidden,
                    u"Postgres runs as the user %1, which may not pass through the folder %2. Choose a data folder "
                    "elsewhere with --data (such as /var/lib/roost), or start roostd as an ordinary user."_s.arg(
                        m_name, above.path()));
    }
    return {};
}

void ServiceAccount::prepareChild(QProcess &process) const
{
    process.setWorkingDirectory(u"/"_s);
    process.setStandardInputFile(QProcess::nullDevice());
    // Runs between fork and exec: only calls that are safe there.
    process.setChildProcessModifier([account = *this, parent = getpid()] {
        setsid();
        umask(077);
        if (account.m_other &&
            !becomeUser(account.m_uid, account.m_gid, account.m_groups, account.m_searchCapability)) {
            _exit(126);
        }
        // After setuid, which clears it.
        prctl(PR_SET_PDEATHSIG, SIGINT);
        if (getppid() != parent)
            _exit(126);
    });
}

} // namespace roost
