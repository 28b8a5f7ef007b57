#include "EmbeddedPostgres.h"

#include "ServerDatabase.h"

#include "common/Log.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QThread>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// sun_path's 108 bytes, less the zero at the end and "/.s.PGSQL.5432".
constexpr qsizetype kLongestSocketFolder = 107 - 14;
constexpr qint64 kLargestLog = 10 * 1024 * 1024;

QString shortRuntimeFolder(const QString &dataDir)
{
    const QByteArray digest = QCryptographicHash::hash(QFile::encodeName(dataDir), QCryptographicHash::Sha256);
    const QString name = "/roost-"_L1 + QString::fromLatin1(digest.toHex().first(16));
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    // Root's runtime folder is closed to the account that Postgres then runs under.
    const bool usable = geteuid() != 0 && !runtime.isEmpty() && QFileInfo(runtime).isWritable();
    const QString path = (usable ? runtime : QDir::tempPath()) + name;
    return QFile::encodeName(path).size() <= kLongestSocketFolder ? path : "/tmp"_L1 + name;
}

// A folder in a place where others may write too must be ours alone, and not a link that someone laid there.
bool isPrivate(const QByteArray &path, uid_t owner)
{
    struct stat info = {};
    return lstat(path.constData(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == owner &&
           (info.st_mode & 077) == 0;
}

void rotateLog(const QString &path)
{
    if (QFileInfo(path).size() < kLargestLog)
        return;
    QFile::remove(path + ".1"_L1);
    QFile::rename(path, path + ".1"_L1);
}

} // namespace

EmbeddedPostgres::EmbeddedPostgres(QString dataDir, PostgresCluster cluster, ServiceAccount account,
                                   EmbeddedPostgresOptions options)
    : m_dataDir(std::move(dataDir))
    , m_cluster(std::move(cluster))
    , m_account(std::move(account))
    , m_options(options)
{
}

Result<std::unique_ptr<EmbeddedPostgres>> EmbeddedPostgres::start(const QString &dataDir,
                                                                  const EmbeddedPostgresOptions &options)
{
    const QString folder = QDir::cleanPath(QDir(dataDir).absolutePath());
    if (!QDir().exists(folder)) {
        if (!QDir().mkpath(folder))
            return fail(ErrorCode::Forbidden,
                        u"The folder %1 can't be made. Choose another with --data."_s.arg(folder));
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    ROOST_ASSIGN(ServiceAccount account, ServiceAccount::choose());
    ROOST_TRY(account.openPath(folder));
    std::unique_ptr<EmbeddedPostgres> postgres(
        new EmbeddedPostgres(folder, PostgresCluster(folder + "/postgres"_L1, account), account, options));
    ROOST_TRY(postgres->ownOrJoin());
    return postgres;
}

Result<void> EmbeddedPostgres::ownOrJoin()
{
    // Whoever holds the folder may be in the middle of its first start, or about to end.
    for (QDeadlineTimer patience(m_options.startTimeoutMs);; QThread::msleep(20)) {
        auto lock = FolderLock::acquire(m_dataDir);
        if (lock)
            return own(*std::move(lock));
        if (lock.error().code != ErrorCode::Busy || m_options.use == EmbeddedPostgresOptions::Use::Own)
            return fail(std::move(lock).error());
        ROOST_ASSIGN(const bool joined, join());
        if (joined)
            return {};
        if (patience.hasExpired()) {
            return fail(ErrorCode::Busy, u"Another roostd works in the folder %1, but its database does not answer. "
                                         "Stop that one and try again."_s.arg(m_dataDir));
        }
    }
}

EmbeddedPostgres::~EmbeddedPostgres()
{
    stop();
}

Result<void> EmbeddedPostgres::own(FolderLock lock)
{
    m_lock = std::move(lock);
    ROOST_ASSIGN(m_installation, m_cluster.chooseInstallation(findPostgresInstallations()));
    if (!m_cluster.exists())
        ROOST_TRY(m_cluster.create(m_installation, m_options.durable));
    ROOST_TRY(m_cluster.stopOrphan());
    ROOST_ASSIGN(m_socketFolder, prepareSocketFolder());
    ROOST_TRY(launch());
    return setUpCluster(adminUrl());
}

Result<bool> EmbeddedPostgres::join()
{
    const auto running = m_cluster.runningPostmaster();
    if (!running || !running->isReady)
        return false;
    m_socketFolder = running->socketFolder;
    m_port = running->port;
    // Set up again here, because the other one may not have come to it yet; both may do it at once.
    const auto ready = setUpCluster(adminUrl());
    if (!ready && ready.error().code == ErrorCode::Unavailable)
        return false;
    ROOST_TRY(ready);
    return true;
}

Result<QString> EmbeddedPostgres::prepareSocketFolder() const
{
    QString folder = m_dataDir + "/run"_L1;
    if (QFile::encodeName(folder).size() > kLongestSocketFolder)
        folder = shortRuntimeFolder(m_dataDir);
    const QByteArray path = QFile::encodeName(folder);
    if (mkdir(path.constData(), 0700) == 0)
        ROOST_TRY(m_account.giveOwnership(folder));
    else if (errno == ENOSPC)
        return fail(ErrorCode::StorageFull, u"The disk is full: free some space and start again."_s);
    if (!isPrivate(path, m_account.uid())) {
        return fail(ErrorCode::Forbidden, u"The folder %1 for the database's socket is not private to the account of "
                                          "Postgres. Remove it and start again."_s.arg(folder));
    }
    return folder;
}

QStringList EmbeddedPostgres::arguments() const
{
    const QString durable = m_options.durable ? u"on"_s : u"off"_s;
    const QStringList settings{
        u"listen_addresses="_s,
        "unix_socket_directories="_L1 + m_socketFolder,
        u"unix_socket_permissions=0700"_s,
        "fsync="_L1 + durable,
        "synchronous_commit="_L1 + durable,
        "full_page_writes="_L1 + durable,
        u"max_connections=%1"_s.arg(m_options.maxConnections),
        u"shared_buffers=128MB"_s,
        u"huge_pages=off"_s,
        u"max_wal_size=512MB"_s,
        u"jit=off"_s,
        u"random_page_cost=1.1"_s,
        u"log_destination=stderr"_s,
        u"logging_collector=off"_s,
        u"lc_messages=C"_s,
        // Bound values and rows never reach the log: no statements, no parameters, no DETAIL lines, and errors of
        // single statements are reported by roostd itself.
        u"log_min_messages=log"_s,
        u"log_min_error_statement=panic"_s,
        u"log_parameter_max_length=0"_s,
        u"log_error_verbosity=terse"_s,
        u"log_checkpoints=off"_s,
    };
    QStringList list{u"-D"_s, m_cluster.folder(), u"-p"_s, QString::number(m_port)};
    for (const QString &setting : settings)
        list << u"-c"_s << setting;
    return list;
}

Result<void> EmbeddedPostgres::launch()
{
    // After a kill -9 of the postmaster its last children may need a moment to notice; Postgres refuses to start
    // beside them.
    for (QDeadlineTimer patience(20000);; QThread::msleep(100)) {
        bool worthRepeating = false;
        auto launched = launchOnce(worthRepeating);
        if (launched || !worthRepeating || patience.hasExpired())
            return launched;
    }
}

Result<void> EmbeddedPostgres::launchOnce(bool &worthRepeating)
{
    rotateLog(logPath());
    m_logStart = QFileInfo(logPath()).size();
    m_stopping = false;
    m_process = std::make_unique<QProcess>();
    m_account.prepareChild(*m_process);
    m_process->setProcessEnvironment(postgresEnvironment());
    m_process->setStandardOutputFile(logPath(), QIODevice::Append);
    m_process->setStandardErrorFile(logPath(), QIODevice::Append);
    m_process->start(m_installation.program(u"postgres"_s), arguments(), QIODevice::NotOpen);
    if (!m_process->waitForStarted()) {
        return fail(ErrorCode::Unavailable,
                    u"Postgres can't be started. Check its installation in %1."_s.arg(m_installation.binFolder),
                    m_process->errorString());
    }
    QFile::setPermissions(logPath(), QFile::ReadOwner | QFile::WriteOwner);
    ROOST_TRY(waitUntilReady(worthRepeating));
    connect(m_process.get(), &QProcess::finished, this, &EmbeddedPostgres::processEnded);
    return {};
}

Result<void> EmbeddedPostgres::waitUntilReady(bool &worthRepeating)
{
    for (QDeadlineTimer patience(m_options.startTimeoutMs); !patience.hasExpired();) {
        const auto status = m_cluster.postmasterFile();
        if (status && status->pid == m_process->processId() && status->isReady)
            return {};
        if (m_process->waitForFinished(5) || m_process->state() == QProcess::NotRunning) {
            const QString text = newLogText();
            worthRepeating = text.contains("pre-existing shared memory block"_L1) ||
                             text.contains("lock file \"postmaster.pid\" already exists"_L1);
            return fail(postgresProgramError(u"The database did not start."_s, text));
        }
    }
    stop();
    return fail(
        ErrorCode::Timeout,
        u"The database did not start within %1 seconds. See %2."_s.arg(m_options.startTimeoutMs / 1000).arg(logPath()));
}

QString EmbeddedPostgres::newLogText() const
{
    QFile file(logPath());
    if (!file.open(QIODevice::ReadOnly) || !file.seek(m_logStart))
        return {};
    return QString::fromUtf8(file.read(64 * 1024));
}

void EmbeddedPostgres::processEnded()
{
    if (m_stopping)
        return;
    logEvent(LogLevel::Error, u"postgres.ended"_s, {{u"exit_code"_s, m_process->exitCode()}});
    // It is the sender of the signal that brought us here.
    m_process.release()->deleteLater();
    recover();
}

void EmbeddedPostgres::recover()
{
    if (m_stopping)
        return;
    if (const auto started = launch(); !started) {
        logEvent(LogLevel::Error, u"postgres.lost"_s, {{u"detail"_s, started.error().detail}});
        Q_EMIT lost(started.error());
        // The cause may be gone by then, such as a full disk.
        QTimer::singleShot(m_options.recoveryPauseMs, this, &EmbeddedPostgres::recover);
        return;
    }
    logEvent(LogLevel::Info, u"postgres.restarted"_s);
}

QUrl EmbeddedPostgres::url(const QString &role, const QString &database) const
{
    QUrl result;
    result.setScheme(u"postgresql"_s);
    result.setUserName(role);
    result.setPath(u'/' + database);
    const QByteArray host = QUrl::toPercentEncoding(m_socketFolder);
    result.setQuery("host="_L1 + QString::fromLatin1(host) + "&port="_L1 + QString::number(m_port));
    return result;
}

qint64 EmbeddedPostgres::processId() const
{
    const auto running = m_cluster.runningPostmaster();
    return running ? running->pid : 0;
}

void EmbeddedPostgres::stop()
{
    m_stopping = true;
    if (m_process && m_process->state() != QProcess::NotRunning) {
        // Fast, then immediate (recovers at the next start), then by force.
        const std::pair<int, int> steps[] = {{SIGINT, 60000}, {SIGQUIT, 5000}, {SIGKILL, 5000}};
        for (const auto &[signal, patienceMs] : steps) {
            kill(static_cast<pid_t>(m_process->processId()), signal);
            if (m_process->waitForFinished(patienceMs) || m_process->state() == QProcess::NotRunning)
                break;
        }
    }
    m_process.reset();
    if (m_lock && !m_socketFolder.isEmpty())
        rmdir(QFile::encodeName(m_socketFolder).constData());
    m_lock.reset();
}

} // namespace roost
