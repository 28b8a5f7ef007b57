// The menu bar: every action of the program with its shortcut. It only announces; the wiring decides what happens.
#pragma once

#include "client/views/theme/Theme.h"

#include <QHash>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace roost {

class MainMenu : public QObject
{
    Q_OBJECT

public:
    MainMenu(QMenuBar *bar, QWidget *window);

    // By name: "sync", "workOffline", "logOut", "find", "acceptBooking", "declineBooking", "cancelBooking",
    // "saveListing", "discardListing", "closeInspector". Connect to triggered; enable as it makes sense.
    QAction *action(const QString &name) const { return m_actions.value(name); }
    // For actions that a page brings itself.
    QMenu *calendarMenu() const { return m_calendar; }
    // Outside of the workspace only program-wide actions work.
    void setWorkspaceShown(bool shown);

Q_SIGNALS:
    void pageRequested(const QString &name);
    void themeChosen(ThemeMode mode);
    void highContrastToggled(bool on);
    void textScaleStepRequested(int step); // +1 larger, -1 smaller, 0 normal

private:
    QAction *add(QMenu *menu, const QString &name, const QString &text, const QKeySequence &shortcut);
    void addFileMenu(QMenuBar *bar);
    void addViewMenu(QMenuBar *bar);
    void addAppearance(QMenu *view);
    void addBookingMenu(QMenuBar *bar);
    void addListingMenu(QMenuBar *bar);
    void addHelpMenu(QMenuBar *bar);

    QWidget *m_window;
    QMenu *m_calendar = nullptr;
    QHash<QString, QAction *> m_actions;
    QList<QAction *> m_workspaceActions; // of menus too
};

} // namespace roost
