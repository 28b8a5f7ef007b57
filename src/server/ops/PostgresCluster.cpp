#include "PostgresCluster.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QThread>

#include <csignal>

namespace roost {

using namespace Qt::StringLiterals;

Error postgresProgramError(const QString &userText, const QString &output)
{
    const QString tail = output.right(2000).trimmed();
    if (output.contains("No space left on device"_L1) || output.contains("Disk quota exceeded"_L1)) {
        return {ErrorCode::StorageFull, userText + u" The disk is full: free some space and start again."_s, tail, {}};
    }
    return {ErrorCode::Unavailable, userText + u' ' + tail.section(u'\n', -1), tail, {}};
}

QProcessEnvironment postgresEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment result;
    const QStringList names = ours.keys();
    for (const QString &name : names) {
        if (!name.startsWith("PG"_L1) && !name.startsWith("LC_"_L1) && !name.startsWith("LANG"_L1) &&
            !name.startsWith("ROOST"_L1)) {
            result.insert(name, ours.value(name));
        }
    }
    result.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    return result;
}

PostgresCluster::PostgresCluster(QString folder, ServiceAccount account)
    : m_folder(std::move(folder))
    , m_account(std::move(account))
{
}

bool PostgresCluster::exists() const
{
    return QFileInfo(m_folder).isDir();
}

Result<PostgresInstallation> PostgresCluster::chooseInstallation(const QList<PostgresInstallation> &installed) const
{
    if (!exists()) {
        if (!installed.isEmpty() && installed.first().major >= kOldestPostgres)
            return installed.first();
        return fail(ErrorCode::UpgradeRequired, u"No PostgreSQL of version %1 or newer is installed. Install one (on "
                                                "Debian: apt install postgresql), or name a server in "
                                                "ROOST_DATABASE_URL."_s.arg(kOldestPostgres));
    }
    QFile file(m_folder + "/PG_VERSION"_L1);
    const int major = file.open(QIODevice::ReadOnly) ? file.readLine(16).trimmed().toInt() : 0;
    if (major == 0) {
        return fail(ErrorCode::StorageBroken, u"The folder %1 is not a whole Postgres cluster: its version can't be "
                                              "read. Restore it from a backup."_s.arg(m_folder));
    }
    QStringList versions;
    for (const PostgresInstallation &one : installed) {
        if (one.major == major)
            return one;
        versions << QString::number(one.major);
    }
    return fail(
        ErrorCode::UpgradeRequired,
        u"The data in %1 belongs to PostgreSQL %2, which is not installed (there is: %3). Install PostgreSQL %2 "
        "(on Debian: apt install postgresql-%2) and start again; or with it make a dump, and restore that into "
        "a new data folder."_s.arg(m_folder, QString::number(major),
                                   versions.isEmpty() ? u"none"_s : versions.join(", "_L1)));
}

Result<void> PostgresCluster::create(const PostgresInstallation &installation, bool durable) const
{
    const QString unfinished = unfinishedFolder();
    if (!QDir(unfinished).removeRecursively() || !QDir().mkpath(unfinished)) {
        return fail(ErrorCode::Unavailable,
                    u"The folder %1 can't be made. Check the rights and the space of the disk."_s.arg(unfinished));
    }
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ROOST_TRY(m_account.giveOwnership(unfinished));
    if (auto made = runInitdb(installation, durable); !made) {
        QDir(unfinished).removeRecursively();
        return made;
    }
    if (!QDir().rename(unfinished, m_folder))
        return fail(ErrorCode::Unavailable, u"The folder %1 can't be made. Check its rights."_s.arg(m_folder));
    return {};
}

Result<void> PostgresCluster::runInitdb(const PostgresInstallation &installation, bool durable) const
{
    QStringList arguments{u"--pgdata"_s,           unfinishedFolder(),    u"--username=postgres"_s,
                          u"--data-checksums"_s,   u"--encoding=UTF8"_s,  u"--auth-local=trust"_s,
                          u"--auth-host=reject"_s, u"--no-instructions"_s};
    if (installation.major >= 17)
        arguments << u"--locale-provider=builtin"_s << u"--builtin-locale=C.UTF-8"_s << u"--locale=C"_s;
    else
        arguments << u"--locale=C.UTF-8"_s;
    if (!durable)
        arguments << u"--no-sync"_s;
    QProcess process;
    m_account.prepareChild(process);
    process.setProcessEnvironment(postgresEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(installation.program(u"initdb"_s), arguments, QIODevice::ReadOnly);
    const bool finished = process.waitForFinished(300000);
    if (finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    QString output = QString::fromUtf8(process.readAllStandardOutput());
    if (process.error() == QProcess::FailedToStart || process.error() == QProcess::Timedout)
        output += u'\n' + process.errorString();
    return fail(postgresProgramError(u"The database can't be created."_s, output));
}

std::optional<PostmasterStatus> PostgresCluster::postmasterFile() const
{
    // Lines: pid, folder, start time, port, socket folder, address, shared memory, status (miscadmin.h of Postgres).
    QFile file(m_folder + "/postmaster.pid"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = file.read(8192).split('\n');
    PostmasterStatus status;
    status.pid = lines.value(0).trimmed().toLongLong();
    if (status.pid <= 1)
        return std::nullopt;
    status.port = lines.value(3).trimmed().toInt();
    status.socketFolder = QFile::decodeName(lines.value(4));
    status.isReady = lines.value(7).trimmed() == "ready";
    return status;
}

std::optional<PostmasterStatus> PostgresCluster::runningPostmaster() const
{
    const auto status = postmasterFile();
    if (!status || kill(static_cast<pid_t>(status->pid), 0) != 0)
        return std::nullopt;
    // A postmaster works inside its folder; a program that was given the old pid since does not.
    const QString workFolder = QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(status->pid));
    if (workFolder != QFileInfo(m_folder).canonicalFilePath())
        return std::nullopt;
    return status;
}

Result<void> PostgresCluster::stopOrphan() const
{
    struct Step
    {
        int signal;
        int patienceMs;
    };
    for (const Step step : {Step{SIGINT, 20000}, Step{SIGQUIT, 5000}, Step{SIGKILL, 5000}}) {
        const auto running = runningPostmaster();
        if (!running)
            return {};
        kill(static_cast<pid_t>(running->pid), step.signal);
        for (QDeadlineTimer patience(step.patienceMs); runningPostmaster() && !patience.hasExpired();)
            QThread::msleep(10);
    }
    if (!runningPostmaster())
        return {};
    return fail(ErrorCode::Busy,
                u"A Postgres from an earlier start still runs in %1 and can't be stopped. End it, then "
                "start again."_s.arg(m_folder));
}

} // namespace roost
