// The real roostd in a process of its own, on a data folder of the test's.
#pragma once

#include "common/Result.h"

#include <QProcess>
#include <QUrl>

namespace roost::test {

// Runs `roostd ARGUMENTS` to its end; the error's user text holds what it wrote to standard error.
Result<QString> runRoostd(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 120'000);

class ServerProcess
{
    Q_DISABLE_COPY_MOVE(ServerProcess)

public:
    explicit ServerProcess(QString dataFolder)
        : m_data(std::move(dataFolder))
    {
    }
    ~ServerProcess();

    // Until it says `listening on`; the port stays the same over restarts.
    Result<void> start(const QStringList &options = {});
    // kill -9, of roostd alone: its Postgres is left to itself.
    void kill();
    // SIGTERM; the exit code.
    int stop();

    QUrl url() const { return m_url; }
    QString dataFolder() const { return m_data; }
    qint64 processId() const { return m_process.processId(); }
    // What it logged so far.
    QByteArray log() const;

private:
    QString m_data;
    QProcess m_process;
    QUrl m_url;
};

} // namespace roost::test
