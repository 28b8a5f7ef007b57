// The desktop program: opens the profile, leads through the first run, and shows the workspace. The only place that
// builds concrete things.
#pragma once

#include "DesktopOptions.h"
#include "LocalSetup.h"

#include "client/presenters/LoginPresenter.h"
#include "client/session/SyncService.h"
#include "client/views/shell/MainWindow.h"

#include <QObject>

namespace roost {

class AccountScreen;
class LoginScreen;
class ProgressScreen;
class WelcomeScreen;
class WorkspaceController;

class DesktopApp : public QObject
{
    Q_OBJECT

public:
    // As the host chose it, or the command line says. Before the first widget is made.
    static void installTheme(const DesktopOptions &options);

    explicit DesktopApp(DesktopOptions options);
    ~DesktopApp() override;

    // Shows the window and starts; nothing waits.
    void start();
    void raiseWindow();

private:
    void connectWindow();
    void opened(const Result<void> &result);
    void chooseDoor();

    void startDemo();
    void startHere();
    void askForLogin(bool isReturning);
    void connectScreens();
    void connectSetup();
    void loggedIn();
    void showFirstSync();
    void syncMoved();
    void enterWorkspace();
    void logOut();
    void cancelSetup();
    void failSetup(const QString &message);
    void becomeReady();
    void exitWhenFilled();

    const DesktopOptions m_options;
    session::SyncService m_sync;
    MainWindow m_window;
    LoginPresenter m_login;
    LocalSetup m_setup;
    WelcomeScreen *m_welcome;
    LoginScreen *m_loginScreen;
    AccountScreen *m_accountScreen;
    ProgressScreen *m_progress;
    std::unique_ptr<WorkspaceController> m_workspace;
    bool m_isFirstSync = false;
    bool m_hasAsked = false; // for the password, in this run
    bool m_isReady = false;
};

} // namespace roost
