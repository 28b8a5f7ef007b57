// The bundled server on this computer: starts roostd with a data folder, knows where it listens, and stops it with the
// window. A server that dies is started again; when this program dies, the kernel ends the server, which recovers by
// itself at the next start.
#pragma once

#include "common/Result.h"

#include <QObject>
#include <QProcess>

#include <functional>

namespace roost {

// GUI thread; nothing waits. Callbacks and signals come from the event loop.
class LocalServer : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;

    // Beside this program or on the path; empty when there is none.
    static QString findProgram();

    LocalServer(QString program, QString dataFolder, QObject *parent = nullptr);
    // Stops the server and waits for it, at most kStopMs.
    ~LocalServer() override;

    // Fills the data folder with the demo portfolio unless it is there. progress() tells the listings made.
    // hasMade: whether the password given is now the owner's.
    void makeDemo(const QString &password, std::function<void(Result<bool> hasMade)> done);
    // Sets the password of an account; the server may be running.
    void setPassword(const QString &email, const QString &password, Done done);
    // Serves until stop(). port 0 lets the system choose.
    void serve(quint16 port);
    void stop();

    // Empty until ready() was emitted.
    const QString &url() const { return m_url; }
    const QString &dataFolder() const { return m_dataFolder; }

Q_SIGNALS:
    void progress(int done, int total);
    void ready(const QString &url);
    // It doesn't start or doesn't stay; message is for the host.
    void failed(const QString &message);

private:
    void runToEnd(const QStringList &arguments, const QString &password, std::function<void(Result<QByteArray>)> done);
    void startServing();
    void readAddress();
    void serverEnded();

    const QString m_program;
    const QString m_dataFolder;
    QProcess m_server;
    QString m_url;
    QString m_lastError;
    quint16 m_port = 0;
    int m_restarts = 0;
    bool m_isWanted = false;
};

} // namespace roost
