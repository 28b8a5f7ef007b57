// Runs programs of npm packages, without their update notices and telemetry.
#include "ApiTools.h"

#include <QCryptographicHash>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartTimeoutMs = 60'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QProcessEnvironment quietEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"REDOCLY_TELEMETRY"_s, u"off"_s);
    environment.insert(u"REDOCLY_SUPPRESS_UPDATE_NOTICE"_s, u"true"_s);
    environment.insert(u"NO_COLOR"_s, u"1"_s);
    return environment;
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

Result<QString> apiTool(const QString &name)
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    const QString folder = qEnvironmentVariable("ROOST_API_TOOLS", cache + u"/roost-api-tools"_s);
    const QByteArray lock = contentOf(QStringLiteral(ROOST_SOURCE_DIR) + u"/tests/e2e/openapi/package-lock.json"_s);
    const QByteArray wanted = QCryptographicHash::hash(lock, QCryptographicHash::Sha256).toHex();
    const QString program = folder + u"/node_modules/.bin/"_s + name;
    const bool isInstalled = contentOf(folder + u"/installed"_s).trimmed() == wanted && QFile::exists(program);
    if (!isInstalled || QStandardPaths::findExecutable(u"node"_s).isEmpty()) {
        return fail(ErrorCode::Unavailable,
                    u"The tools that check the API description are not installed: run packaging/install-api-tools."_s);
    }
    return program;
}

ToolRun runTool(const QString &program, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(quietEnvironment());
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(timeoutMs))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

ValidatingProxy::~ValidatingProxy()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Result<void> ValidatingProxy::start(const QString &program, const QString &descriptionFile, const QUrl &server)
{
    const QString port = QString::number(freePort());
    m_process.setProcessEnvironment(quietEnvironment());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(
        program,
        {u"proxy"_s, descriptionFile, server.toString(), u"--errors"_s, u"--host"_s, u"127.0.0.1"_s, u"--port"_s, port},
        QIODevice::ReadOnly);
    QByteArray said;
    while (!said.contains("Prism is listening")) {
        if (!m_process.waitForReadyRead(kStartTimeoutMs))
            return fail(ErrorCode::Unavailable, u"Prism did not start: "_s + QString::fromUtf8(said.right(2000)));
        said += m_process.readAllStandardOutput();
    }
    // Nobody reads what it says from now on.
    m_process.closeReadChannel(QProcess::StandardOutput);
    m_url = QUrl(u"http://127.0.0.1:"_s + port);
    return {};
}

} // namespace roost::test
