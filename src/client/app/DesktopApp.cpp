// The program's start and the flow between its screens.
#include "DesktopApp.h"

#include "WindowPicture.h"
#include "WorkspaceController.h"

#include "client/presenters/StatusPresenter.h"
#include "client/views/firstrun/AccountScreen.h"
#include "client/views/firstrun/LoginScreen.h"
#include "client/views/firstrun/ProgressScreen.h"
#include "client/views/firstrun/WelcomeScreen.h"
#include "client/views/shell/MainMenu.h"
#include "client/views/shell/Workspace.h"

#include <QAction>
#include <QApplication>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kThemeKey = u"appearance/theme"_s;
const QString kContrastKey = u"appearance/high_contrast"_s;
const QString kTextScaleKey = u"appearance/text_scale"_s;
constexpr double kTextScaleStep = 0.1;

LoginActions loginWith(session::SyncService &sync)
{
    LoginActions actions;
    actions.logIn = [&sync](const QString &url, const QString &email, const QString &password,
                            const DoneFunction &done) {
        sync.logIn({url, email, password, {}}, done);
    };
    actions.registerAccount = [&sync](const QString &url, const QString &name, const QString &email,
                                      const QString &password, const QString &business, const DoneFunction &done) {
        sync.registerAccount({url, email, password, name}, business, done);
    };
    actions.hasKeychain = [&sync] { return sync.hasKeychain(); };
    return actions;
}

} // namespace

DesktopApp::DesktopApp(DesktopOptions options)
    : m_options(std::move(options))
    , m_login(loginWith(m_sync))
    , m_setup(m_options.profileFolder)
    , m_welcome(new WelcomeScreen)
    , m_loginScreen(new LoginScreen(m_login))
    , m_accountScreen(new AccountScreen(m_login))
    , m_progress(new ProgressScreen)
{
    connectWindow();
    connectScreens();
    connectSetup();
    connect(&m_sync, &session::SyncService::statusChanged, this, &DesktopApp::syncMoved);
    connect(&m_sync, &session::SyncService::progressChanged, this, &DesktopApp::syncMoved);
}

DesktopApp::~DesktopApp() = default;

void DesktopApp::installTheme(const DesktopOptions &options)
{
    const QSettings settings;
    Theme &theme = Theme::current();
    theme.setHighContrast(settings.value(kContrastKey).toBool());
    theme.setTextScale(settings.value(kTextScaleKey, 1.0).toDouble());
    theme.install(*qApp, options.theme.value_or(themeModeFromName(settings.value(kThemeKey).toString())));
}

void DesktopApp::connectWindow()
{
    MainMenu *menu = m_window.menus();
    connect(menu, &MainMenu::themeChosen, this, [](ThemeMode mode) {
        Theme::current().setMode(mode);
        const QString name =
            mode == ThemeMode::Light ? u"light"_s : (mode == ThemeMode::Dark ? u"dark"_s : u"system"_s);
        QSettings().setValue(kThemeKey, name);
    });
    connect(menu, &MainMenu::highContrastToggled, this, [](bool on) {
        QSettings().setValue(kContrastKey, on);
        Theme::current().setHighContrast(on);
    });
    connect(menu, &MainMenu::textScaleStepRequested, this, [](int step) {
        QSettings settings;
        const double now = settings.value(kTextScaleKey, 1.0).toDouble();
        const double next = step == 0 ? 1.0 : std::clamp(now + step * kTextScaleStep, 0.8, 2.0);
        settings.setValue(kTextScaleKey, next);
        Theme::current().setTextScale(next);
    });
    if (!m_options.windowSize.isEmpty())
        m_window.resize(m_options.windowSize);
}

void DesktopApp::connectScreens()
{
    connect(m_welcome, &WelcomeScreen::tryRequested, this, &DesktopApp::startDemo);
    connect(m_welcome, &WelcomeScreen::runHereRequested, this, &DesktopApp::startHere);
    connect(m_welcome, &WelcomeScreen::connectRequested, this, [this] { askForLogin(false); });
    connect(m_loginScreen, &LoginScreen::backRequested, this, &DesktopApp::cancelSetup);
    connect(m_loginScreen, &LoginScreen::offlineRequested, this, [this] {
        enterWorkspace();
        m_workspace->setOffline(true);
    });
    connect(m_accountScreen, &AccountScreen::backRequested, this, &DesktopApp::cancelSetup);
    connect(m_progress, &ProgressScreen::cancelRequested, this, &DesktopApp::cancelSetup);
    connect(&m_login, &LoginPresenter::succeeded, this, &DesktopApp::loggedIn);
    connect(&m_login, &LoginPresenter::failed, this, [this](const QString &message) {
        if (m_setup.isLoggingIn())
            failSetup(message);
    });
}

void DesktopApp::start()
{
    m_window.show();
    m_progress->begin(tr("Roost"), tr("Opening your data."));
    m_window.showScreen(m_progress);
    m_sync.open(m_options.profileFolder, [this](const Result<void> &result) { opened(result); });
}

void DesktopApp::raiseWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.raise();
    m_window.activateWindow();
}

void DesktopApp::opened(const Result<void> &result)
{
    if (!result) {
        m_progress->showError(result.error().userText);
        return;
    }
    const bool hasReplica = !m_sync.account().user.isNull();
    if (hasReplica)
        enterWorkspace();
    if (m_options.offline && hasReplica) {
        m_workspace->setOffline(true);
        return;
    }
    if (m_options.demo) {
        startDemo();
        return;
    }
    if (!m_options.connectUrl.isEmpty()) {
        askForLogin(hasReplica);
        return;
    }
    if (!hasReplica) {
        chooseDoor();
        return;
    }
    if (m_setup.resume())
        return;
    syncMoved();
}

void DesktopApp::chooseDoor()
{
    if (const QString reason = LocalSetup::whyImpossible(); !reason.isEmpty())
        m_welcome->setServerMissing(reason);
    m_window.showScreen(m_welcome);
    m_welcome->setFocus();
    becomeReady();
}

void DesktopApp::startDemo()
{
    if (!m_workspace) {
        m_progress->begin(tr("Preparing the demo"), tr("A server of its own starts on this computer, with twelve homes "
                                                       "and two years of bookings."));
        m_window.showScreen(m_progress);
    }
    m_setup.startDemo(m_options.demoFolder);
}

void DesktopApp::startHere()
{
    m_accountScreen->setServer({});
    m_window.showScreen(m_accountScreen);
    m_accountScreen->setFocus();
    m_setup.startOwn();
}

void DesktopApp::connectSetup()
{
    connect(&m_setup, &LocalSetup::stepped, m_progress, &ProgressScreen::setStep);
    connect(&m_setup, &LocalSetup::failed, this, &DesktopApp::failSetup);
    connect(&m_setup, &LocalSetup::loginReady, &m_login, &LoginPresenter::logIn);
    connect(&m_setup, &LocalSetup::serverReady, this, [this](const QString &url) {
        m_accountScreen->setServer(url);
        if (m_workspace && !m_setup.isLoggingIn())
            m_sync.syncNow();
    });
}

void DesktopApp::askForLogin(bool isReturning)
{
    const replica::AccountRow &account = m_sync.account();
    QString server = m_options.connectUrl.isEmpty() ? account.serverUrl : m_options.connectUrl;
    if (!m_setup.url().isEmpty())
        server = m_setup.url();
    m_loginScreen->setReturning(isReturning);
    m_loginScreen->fill(server, m_options.email.isEmpty() ? account.email : m_options.email);
    m_window.showScreen(m_loginScreen);
    m_loginScreen->setFocus();
    const QString password = qEnvironmentVariable("ROOST_PASSWORD");
    // Once: a password that the server refused must not be tried again and again.
    if (!password.isEmpty()) {
        qunsetenv("ROOST_PASSWORD");
        m_loginScreen->submit(password);
        return;
    }
    becomeReady();
}

void DesktopApp::loggedIn()
{
    m_setup.loginDone();
    if (m_workspace)
        enterWorkspace();
    else
        showFirstSync();
}

void DesktopApp::showFirstSync()
{
    m_isFirstSync = true;
    m_progress->begin(tr("Getting your data"),
                      tr("Everything you host comes to this computer once; from then on only changes travel."));
    m_window.showScreen(m_progress);
    syncMoved();
}

void DesktopApp::syncMoved()
{
    const sync::SyncStatus &status = m_sync.status();
    if (m_isFirstSync) {
        const sync::SyncProgress &progress = m_sync.progress();
        m_progress->setStep(StatusPresenter::describeProgress(progress), progress.rowsDone, progress.rowsTotal);
        if (status.lastSyncedAt.isValid())
            enterWorkspace();
        else if (status.state == sync::SyncState::Failing && status.lastError)
            m_progress->showError(status.lastError->userText);
        return;
    }
    const bool asksItself = m_login.isBusy() || m_setup.isLoggingIn() || m_options.offline;
    if (m_workspace && m_window.isWorkspaceShown() && status.state == sync::SyncState::LoginNeeded && !asksItself &&
        !m_hasAsked) {
        m_hasAsked = true;
        askForLogin(true);
    }
}

void DesktopApp::enterWorkspace()
{
    m_isFirstSync = false;
    if (!m_workspace) {
        m_workspace = std::make_unique<WorkspaceController>(m_window, m_sync, m_options.profileFolder);
        connect(m_workspace.get(), &WorkspaceController::loginRequested, this, [this] { askForLogin(true); });
        if (m_options.date.isValid()) {
            // How far the calendar reaches is known once it is filled.
            connect(
                m_workspace.get(), &WorkspaceController::calendarFilled, this,
                [this] { m_workspace->showDay(m_options.date); }, Qt::SingleShotConnection);
        }
        connect(m_workspace.get(), &WorkspaceController::logOutRequested, this, &DesktopApp::logOut);
        m_window.workspace()->showPage(m_options.page.isEmpty() ? u"calendar"_s : m_options.page);
    }
    m_window.showWorkspace();
    becomeReady();
}

void DesktopApp::logOut()
{
    m_sync.logOut([this](const Result<void> &) { askForLogin(true); });
}

void DesktopApp::cancelSetup()
{
    m_isFirstSync = false;
    m_sync.cancel();
    m_setup.stop();
    if (m_workspace)
        m_window.showWorkspace();
    else
        chooseDoor();
}

void DesktopApp::failSetup(const QString &message)
{
    m_setup.loginDone();
    if (m_workspace) {
        m_workspace->showMessage(message);
        return;
    }
    if (m_window.isShowing(m_accountScreen))
        m_accountScreen->showError(message);
    else
        m_progress->showError(message);
}

void DesktopApp::becomeReady()
{
    if (m_isReady)
        return;
    m_isReady = true;
    if (m_options.screenshotFile.isEmpty()) {
        if (m_options.exitAfterReady)
            exitWhenFilled();
        return;
    }
    auto *picture = new WindowPicture(m_window, m_options.screenshotFile, this);
    connect(picture, &WindowPicture::taken, this, [this] {
        if (m_options.exitAfterReady)
            QCoreApplication::quit();
    });
    picture->takeWhenSettled();
}

// Ends the program once the window was painted with what it has to show: what start-up is measured by.
void DesktopApp::exitWhenFilled()
{
    const auto paintAndQuit = [this] {
        m_window.repaint();
        QCoreApplication::quit();
    };
    if (m_workspace)
        connect(m_workspace.get(), &WorkspaceController::calendarFilled, this, paintAndQuit);
    else
        QTimer::singleShot(0, this, paintAndQuit);
}

} // namespace roost
