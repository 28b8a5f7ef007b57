#include "ServerProcess.h"

#include <QFile>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartTimeoutMs = 60'000;

QString programPath(const QString &name)
{
    return qEnvironmentVariable("ROOST_BIN_DIR", QString::fromUtf8(ROOST_BINARY_DIR) + u"/bin"_s) + u'/' + name;
}

} // namespace

Result<QString> runRoostd(const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.start(programPath(u"roostd"_s), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs) || process.exitCode() != 0) {
        return fail(ErrorCode::Internal, u"roostd %1 failed: %2"_s.arg(
                                             arguments.value(0), QString::fromUtf8(process.readAllStandardError())));
    }
    return QString::fromUtf8(process.readAllStandardOutput());
}

ServerProcess::~ServerProcess()
{
    if (m_process.state() != QProcess::NotRunning)
        stop();
}

Result<void> ServerProcess::start(const QStringList &options)
{
    const int port = qMax(0, m_url.port());
    m_process.setStandardErrorFile(m_data + u".log"_s, QIODevice::Append);
    m_process.start(programPath(u"roostd"_s),
                    QStringList{u"serve"_s, u"--data"_s, m_data, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)} + options);
    QByteArray line;
    while (!line.endsWith('\n')) {
        if (!m_process.waitForReadyRead(kStartTimeoutMs))
            return fail(ErrorCode::Unavailable, u"roostd did not start: "_s + QString::fromUtf8(log().right(2000)));
        line += m_process.readAllStandardOutput();
    }
    m_url = QUrl(QString::fromUtf8(line).trimmed().section(u' ', -1));
    return {};
}

void ServerProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

int ServerProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kStartTimeoutMs))
        kill();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QByteArray ServerProcess::log() const
{
    QFile file(m_data + u".log"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace roost::test
