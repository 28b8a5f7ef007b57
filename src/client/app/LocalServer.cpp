// roostd as a child process.
#include "LocalServer.h"

#include "common/Log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>
#include <QUrl>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kStopMs = 15'000;
constexpr int kMostRestarts = 5;
constexpr int kFirstRestartMs = 500;

// The child gets SIGTERM when this program's main thread ends, however it ends.
void dieWithParent()
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}

// roostd's last words that are meant for people; its log lines are JSON objects.
QString lastPlainLine(const QByteArray &output, const QString &before)
{
    QString last = before;
    for (const QByteArray &line : output.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        if (!text.isEmpty() && !text.startsWith(u'{'))
            last = text;
    }
    return last;
}

} // namespace

QString LocalServer::findProgram()
{
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(u"roostd"_s);
    if (QFileInfo(beside).isExecutable())
        return beside;
    return QStandardPaths::findExecutable(u"roostd"_s);
}

LocalServer::LocalServer(QString program, QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_dataFolder(std::move(dataFolder))
{
    m_server.setProgram(m_program);
    m_server.setChildProcessModifier(dieWithParent);
    connect(&m_server, &QProcess::readyReadStandardOutput, this, &LocalServer::readAddress);
    connect(&m_server, &QProcess::readyReadStandardError, this,
            [this] { m_lastError = lastPlainLine(m_server.readAllStandardError(), m_lastError); });
    connect(&m_server, &QProcess::finished, this, &LocalServer::serverEnded);
    connect(&m_server, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            serverEnded();
    });
}

LocalServer::~LocalServer()
{
    stop();
}

void LocalServer::runToEnd(const QStringList &arguments, const QString &password,
                           std::function<void(Result<QByteArray>)> done)
{
    auto *process = new QProcess(this);
    process->setProgram(m_program);
    process->setArguments(arguments);
    process->setChildProcessModifier(dieWithParent);
    auto lastLine = std::make_shared<QString>();
    connect(process, &QProcess::readyReadStandardError, this, [this, process, lastLine] {
        const QByteArray output = process->readAllStandardError();
        *lastLine = lastPlainLine(output, *lastLine);
        static const QRegularExpression counts(u"(\\d+) of (\\d+)"_s);
        if (const auto match = counts.match(*lastLine); match.hasMatch())
            Q_EMIT progress(match.captured(1).toInt(), match.captured(2).toInt());
    });
    const auto finish = [process, done, lastLine](bool succeeded) {
        process->deleteLater();
        if (succeeded)
            done(process->readAllStandardOutput());
        else
            done(fail(ErrorCode::Unavailable, tr("The server on this computer reported: %1").arg(*lastLine)));
    };
    connect(process, &QProcess::finished, this,
            [finish](int code, QProcess::ExitStatus status) { finish(code == 0 && status == QProcess::NormalExit); });
    connect(process, &QProcess::errorOccurred, this, [finish, lastLine, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        *lastLine = process->errorString();
        finish(false);
    });
    process->start();
    process->write(password.toUtf8() + '\n');
    process->closeWriteChannel();
}

void LocalServer::makeDemo(const QString &password, std::function<void(Result<bool>)> done)
{
    QDir().mkpath(m_dataFolder);
    runToEnd({u"demo"_s, u"--data"_s, m_dataFolder, u"--password-stdin"_s}, password,
             [done = std::move(done)](const Result<QByteArray> &output) {
                 if (output)
                     done(!output->contains("was there already"));
                 else
                     done(fail(output.error()));
             });
}

void LocalServer::setPassword(const QString &email, const QString &password, Done done)
{
    runToEnd({u"user"_s, u"password"_s, u"--data"_s, m_dataFolder, u"--email"_s, email, u"--password-stdin"_s},
             password, [done = std::move(done)](const Result<QByteArray> &output) {
                 if (output)
                     done({});
                 else
                     done(fail(output.error()));
             });
}

void LocalServer::serve(quint16 port)
{
    m_port = port;
    m_isWanted = true;
    m_restarts = 0;
    QDir().mkpath(m_dataFolder);
    startServing();
}

void LocalServer::startServing()
{
    m_url.clear();
    m_lastError.clear();
    m_server.setArguments({u"serve"_s, u"--data"_s, m_dataFolder, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port)});
    m_server.start(QIODevice::ReadOnly);
}

void LocalServer::readAddress()
{
    const QString output = QString::fromUtf8(m_server.readAllStandardOutput());
    static const QRegularExpression address(u"^listening on (\\S+)"_s, QRegularExpression::MultilineOption);
    const auto match = address.match(output);
    if (!match.hasMatch())
        return;
    m_url = match.captured(1);
    // The same port after a crash: the session and the replica know the server by it.
    m_port = static_cast<quint16>(QUrl(m_url).port(m_port));
    Q_EMIT ready(m_url);
}

void LocalServer::serverEnded()
{
    if (!m_isWanted)
        return;
    const bool wasReady = !m_url.isEmpty();
    m_url.clear();
    logEvent(LogLevel::Warning, u"local_server.ended"_s, {{u"was_ready"_s, wasReady}, {u"restarts"_s, m_restarts}});
    if (!wasReady && m_restarts == 0 && m_port != 0) {
        // Another program may have taken the port meanwhile.
        m_port = 0;
    }
    if (m_restarts >= kMostRestarts || (!wasReady && m_restarts > 0)) {
        m_isWanted = false;
        Q_EMIT failed(tr("The server on this computer does not start. It reported: %1").arg(m_lastError));
        return;
    }
    QTimer::singleShot(kFirstRestartMs << m_restarts++, this, [this] {
        if (m_isWanted)
            startServing();
    });
}

void LocalServer::stop()
{
    m_isWanted = false;
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(kStopMs))
        m_server.kill();
}

} // namespace roost
