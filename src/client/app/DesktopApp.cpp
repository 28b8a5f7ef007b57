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
#include "common/Secrets.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kThemeKey = u"appearance/theme"_s;
const QString kTextScaleKey = u"appearance/text_scale"_s;
const QString kDemoEmail = u"demo@roost.localhost"_s;
constexpr double kTextScaleStep = 0.1;
// Bytes of the demo's password, which nobody types.
constexpr int kDemoPasswordBytes = 18;

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
    , m_welcome(new WelcomeScreen)
    , m_loginScreen(new LoginScreen(m_login))
    , m_accountScreen(new AccountScreen(m_login))
    , m_progress(new ProgressScreen)
{
    applyTheme();
    connectWindow();
    connectScreens();
    connect(&m_sync, &session::SyncService::statusChanged, this, &DesktopApp::syncMoved);
    connect(&m_sync, &session::SyncService::progressChanged, this, &DesktopApp::syncMoved);
}

DesktopApp::~DesktopApp() = default;

void DesktopApp::applyTheme()
{
    const QSettings settings;
    Theme &theme = Theme::current();
    theme.setTextScale(settings.value(kTextScaleKey, 1.0).toDouble());
    theme.install(*qApp, m_options.theme.value_or(themeModeFromName(settings.value(kThemeKey).toString())));
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
        if (!m_demoPassword.isEmpty())
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
    if (const auto record = LocalServerRecord::load(m_options.profileFolder)) {
        if (record->isDemo)
            startDemo();
        else
            startLocalServer(*record);
        return;
    }
    syncMoved();
}

void DesktopApp::chooseDoor()
{
    if (LocalServer::findProgram().isEmpty())
        m_welcome->setServerMissing(tr("The server program roostd is not installed beside Roost, so only connecting to "
                                       "another server is possible."));
    m_window.showScreen(m_welcome);
    m_welcome->setFocus();
    becomeReady();
}

void DesktopApp::startLocalServer(const LocalServerRecord &record)
{
    m_record = record;
    m_server = std::make_unique<LocalServer>(LocalServer::findProgram(), record.dataFolder);
    connect(m_server.get(), &LocalServer::ready, this, &DesktopApp::localServerReady);
    connect(m_server.get(), &LocalServer::failed, this, &DesktopApp::failSetup);
    connect(m_server.get(), &LocalServer::progress, this, [this](int done, int total) {
        m_progress->setStep(tr("Making the demo portfolio: %1 of %2 listings").arg(done).arg(total), done, total);
    });
    if (!record.isDemo)
        m_server->serve(record.port);
}

void DesktopApp::startDemo()
{
    if (LocalServer::findProgram().isEmpty()) {
        failSetup(tr("The server program roostd is not installed beside Roost."));
        return;
    }
    const auto known = LocalServerRecord::load(m_options.profileFolder);
    startLocalServer(known.value_or(LocalServerRecord{m_options.demoFolder, 0, true}));
    m_demoPassword = randomToken(kDemoPasswordBytes);
    if (!m_workspace) {
        m_progress->begin(tr("Preparing the demo"), tr("A server of its own starts on this computer, with twelve homes "
                                                       "and two years of bookings."));
        m_progress->setStep(tr("Starting the server"), 0, 0);
        m_window.showScreen(m_progress);
    }
    m_server->makeDemo(m_demoPassword, [this](const Result<bool> &made) { demoMade(made); });
}

void DesktopApp::demoMade(const Result<bool> &hasOurPassword)
{
    if (!hasOurPassword) {
        failSetup(hasOurPassword.error().userText);
        return;
    }
    m_progress->setStep(tr("Starting the server"), 0, 0);
    connect(
        m_server.get(), &LocalServer::ready, this, [this, ours = *hasOurPassword] { logInToDemo(ours); },
        Qt::SingleShotConnection);
    m_server->serve(m_record.port);
}

void DesktopApp::logInToDemo(bool hasOurPassword)
{
    m_progress->setStep(tr("Logging in"), 0, 0);
    if (hasOurPassword) {
        m_login.logIn(m_server->url(), kDemoEmail, m_demoPassword);
        return;
    }
    m_server->setPassword(kDemoEmail, m_demoPassword, [this](const Result<void> &result) {
        if (result)
            m_login.logIn(m_server->url(), kDemoEmail, m_demoPassword);
        else
            failSetup(result.error().userText);
    });
}

void DesktopApp::startHere()
{
    m_accountScreen->setServer({});
    m_window.showScreen(m_accountScreen);
    m_accountScreen->setFocus();
    startLocalServer({QDir(m_options.profileFolder).filePath(u"server"_s), 0, false});
}

void DesktopApp::localServerReady(const QString &url)
{
    m_record.port = static_cast<quint16>(QUrl(url).port());
    m_record.save(m_options.profileFolder);
    m_accountScreen->setServer(url);
    if (m_workspace && !m_record.isDemo)
        m_sync.syncNow();
}

void DesktopApp::askForLogin(bool isReturning)
{
    const replica::AccountRow &account = m_sync.account();
    const QString localUrl = m_server ? m_server->url() : QString();
    QString server = m_options.connectUrl.isEmpty() ? account.serverUrl : m_options.connectUrl;
    if (!localUrl.isEmpty())
        server = localUrl;
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
    m_demoPassword.clear();
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
    const bool asksItself = m_login.isBusy() || !m_demoPassword.isEmpty() || m_options.offline;
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
    m_demoPassword.clear();
    m_sync.cancel();
    m_server.reset();
    if (m_workspace)
        m_window.showWorkspace();
    else
        chooseDoor();
}

void DesktopApp::failSetup(const QString &message)
{
    m_demoPassword.clear();
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
    if (m_options.screenshotFile.isEmpty() && !m_options.exitAfterReady)
        return;
    auto *picture = new WindowPicture(m_window, m_options.screenshotFile, this);
    connect(picture, &WindowPicture::taken, this, [this] {
        if (m_options.exitAfterReady)
            QCoreApplication::quit();
    });
    picture->takeWhenSettled();
}

} // namespace roost
