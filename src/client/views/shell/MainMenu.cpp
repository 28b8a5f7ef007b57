// Builds the menus.
#include "MainMenu.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace roost {

MainMenu::MainMenu(QMenuBar *bar, QWidget *window)
    : QObject(window)
    , m_window(window)
{
    addFileMenu(bar);
    addViewMenu(bar);
    m_calendar = bar->addMenu(tr("&Calendar"));
    m_calendar->menuAction()->setVisible(false);
    addBookingMenu(bar);
    addListingMenu(bar);
    addHelpMenu(bar);
}

QAction *MainMenu::add(QMenu *menu, const QString &name, const QString &text, const QKeySequence &shortcut)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(name + "Action"_L1);
    action->setShortcut(shortcut);
    m_actions.insert(name, action);
    m_workspaceActions.append(action);
    return action;
}

void MainMenu::addFileMenu(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&File"));
    add(menu, u"sync"_s, tr("&Sync now"), QKeySequence(Qt::Key_F5));
    QAction *offline = add(menu, u"workOffline"_s, tr("&Work offline"), QKeySequence(tr("Ctrl+Shift+O")));
    offline->setCheckable(true);
    menu->addSeparator();
    add(menu, u"logOut"_s, tr("&Log out…"), {});
    QAction *quit = add(menu, u"quit"_s, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_workspaceActions.removeAll(quit);
    connect(quit, &QAction::triggered, m_window, &QWidget::close);
}

void MainMenu::addViewMenu(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&View"));
    const QList<std::pair<QString, QString>> pages = {{u"calendar"_s, tr("&Calendar")},
                                                      {u"reservations"_s, tr("&Reservations")},
                                                      {u"listings"_s, tr("&Listings")},
                                                      {u"problems"_s, tr("&Problems")},
                                                      {u"sync"_s, tr("&Sync details")}};
    for (int i = 0; i < pages.size(); ++i) {
        const QString name = pages.at(i).first;
        QAction *action = add(menu, name + "Page"_L1, pages.at(i).second, QKeySequence(u"Ctrl+%1"_s.arg(i + 1)));
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT pageRequested(name); });
    }
    menu->addSeparator();
    add(menu, u"find"_s, tr("&Find"), QKeySequence(QKeySequence::Find));
    add(menu, u"closeInspector"_s, tr("Close &inspector"), QKeySequence(tr("Ctrl+W")));
    menu->addSeparator();
    addAppearance(menu);
}

void MainMenu::addAppearance(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Appearance"));
    auto *group = new QActionGroup(this);
    const QList<std::tuple<ThemeMode, QString, QString>> modes = {
        {ThemeMode::System, tr("Like the &system"), u"themeSystem"_s},
        {ThemeMode::Light, tr("&Light"), u"themeLight"_s},
        {ThemeMode::Dark, tr("&Dark"), u"themeDark"_s}};
    for (const auto &[mode, text, name] : modes) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name + "Action"_L1);
        action->setCheckable(true);
        action->setChecked(Theme::current().mode() == mode);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = mode] { Q_EMIT themeChosen(chosen); });
    }
    QAction *contrast = menu->addAction(tr("High &contrast"));
    contrast->setObjectName(u"highContrastAction"_s);
    contrast->setCheckable(true);
    contrast->setChecked(Theme::current().isHighContrast());
    connect(contrast, &QAction::toggled, this, &MainMenu::highContrastToggled);
    menu->addSeparator();
    const QList<std::tuple<int, QString, QKeySequence>> steps = {
        {1, tr("L&arger text"), QKeySequence(QKeySequence::ZoomIn)},
        {-1, tr("S&maller text"), QKeySequence(QKeySequence::ZoomOut)},
        {0, tr("&Normal text"), QKeySequence(tr("Ctrl+0"))}};
    for (const auto &[step, text, shortcut] : steps) {
        QAction *action = menu->addAction(text);
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, this, [this, by = step] { Q_EMIT textScaleStepRequested(by); });
    }
}

void MainMenu::addBookingMenu(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Booking"));
    m_workspaceActions.append(menu->menuAction());
    for (const auto &[name, text, shortcut] :
         {std::tuple{u"acceptBooking"_s, tr("&Accept request"), tr("Ctrl+Shift+A")},
          std::tuple{u"declineBooking"_s, tr("&Decline request…"), tr("Ctrl+Shift+D")},
          std::tuple{u"cancelBooking"_s, tr("&Cancel booking…"), tr("Ctrl+Shift+X")}})
        add(menu, name, text, QKeySequence(shortcut))->setEnabled(false);
}

void MainMenu::addListingMenu(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Listing"));
    m_workspaceActions.append(menu->menuAction());
    add(menu, u"saveListing"_s, tr("&Save changes"), QKeySequence(QKeySequence::Save))->setEnabled(false);
    add(menu, u"discardListing"_s, tr("&Discard changes"), QKeySequence(tr("Ctrl+Shift+Z")))->setEnabled(false);
}

void MainMenu::addHelpMenu(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Help"));
    QAction *about = menu->addAction(tr("&About Roost"));
    about->setObjectName(u"aboutAction"_s);
    m_actions.insert(u"about"_s, about);
    m_workspaceActions.append(menu->menuAction());
}

void MainMenu::setWorkspaceShown(bool shown)
{
    for (QAction *action : std::as_const(m_workspaceActions))
        action->setVisible(shown);
    m_calendar->menuAction()->setVisible(shown && !m_calendar->isEmpty());
}

} // namespace roost
