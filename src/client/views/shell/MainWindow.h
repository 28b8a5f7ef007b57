// The one window: first-run screens, then the workspace, under one menu bar. It knows no feature; the program's wiring
// adds pages and listens to the menu.
#pragma once

#include <QMainWindow>

class QStackedWidget;

namespace roost {

class MainMenu;
class Workspace;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);

    Workspace *workspace() const { return m_workspace; }
    MainMenu *menus() const { return m_menus; }

    // Shows a screen of its own instead of the workspace (first run, log in, first sync); the window becomes its
    // parent.
    void showScreen(QWidget *screen);
    void showWorkspace();
    bool isWorkspaceShown() const;
    bool isShowing(const QWidget *screen) const;
    // "Roost – <detail>"
    void setTitleDetail(const QString &detail);

private:
    void restorePlace();
    void closeEvent(QCloseEvent *event) override;

    QStackedWidget *m_root;
    Workspace *m_workspace;
    MainMenu *m_menus;
};

} // namespace roost
