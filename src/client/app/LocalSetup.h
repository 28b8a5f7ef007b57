// Getting a server to run on this computer: the demo's, or the host's own. Knows what was used before in this profile.
#pragma once

#include "LocalServer.h"
#include "LocalServerRecord.h"

namespace roost {

// GUI thread; nothing waits.
class LocalSetup : public QObject
{
    Q_OBJECT

public:
    explicit LocalSetup(QString profileFolder, QObject *parent = nullptr);

    // Empty when the bundled server is there; else why it can't be used.
    static QString whyImpossible();

    // The demo portfolio in this folder, or in the one that the profile used before. loginReady() follows.
    void startDemo(const QString &dataFolder);
    // The host's own server; serverReady() follows.
    void startOwn();
    // Whatever this profile used before; false when that was no server of this computer.
    bool resume();
    void stop();

    // A demo is between its start and its log-in.
    bool isLoggingIn() const { return !m_demoPassword.isEmpty(); }
    void loginDone() { m_demoPassword.clear(); }
    // Empty while none serves.
    QString url() const { return m_server ? m_server->url() : QString(); }

Q_SIGNALS:
    // total 0: not known.
    void stepped(const QString &text, int done, int total);
    void serverReady(const QString &url);
    void loginReady(const QString &url, const QString &email, const QString &password);
    void failed(const QString &message);

private:
    void makeServer(const LocalServerRecord &record);
    void demoMade(const Result<bool> &hasOurPassword);
    void unlockDemo(bool hasOurPassword);
    void giveUp(const QString &message);

    const QString m_profileFolder;
    LocalServerRecord m_record;
    std::unique_ptr<LocalServer> m_server;
    QString m_demoPassword;
};

} // namespace roost
