// The window's frame: a stack of screens, and its place on the desk kept between starts.
#include "MainWindow.h"

#include "MainMenu.h"
#include "Workspace.h"

#include "client/views/theme/Theme.h"

#include <QCloseEvent>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kGeometryKey = u"window/geometry"_s;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_root(new QStackedWidget(this))
    , m_workspace(new Workspace(this))
    , m_menus(new MainMenu(menuBar(), this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(Theme::current().icon(u"roost"_s, &ThemeColours::accent));
    setTitleDetail({});
    setMinimumSize(960, 600);
    setCentralWidget(m_root);
    m_root->setObjectName(u"screens"_s);
    m_root->addWidget(m_workspace);
    connect(m_menus, &MainMenu::pageRequested, m_workspace, &Workspace::showPage);
    restorePlace();
}

void MainWindow::showScreen(QWidget *screen)
{
    if (m_root->indexOf(screen) < 0)
        m_root->addWidget(screen);
    m_root->setCurrentWidget(screen);
    m_menus->setWorkspaceShown(false);
}

void MainWindow::showWorkspace()
{
    m_root->setCurrentWidget(m_workspace);
    m_menus->setWorkspaceShown(true);
}

bool MainWindow::isWorkspaceShown() const
{
    return m_root->currentWidget() == m_workspace;
}

bool MainWindow::isShowing(const QWidget *screen) const
{
    return m_root->currentWidget() == screen;
}

void MainWindow::setTitleDetail(const QString &detail)
{
    setWindowTitle(detail.isEmpty() ? tr("Roost") : tr("%1 – Roost").arg(detail));
}

void MainWindow::restorePlace()
{
    const QByteArray geometry = QSettings().value(kGeometryKey).toByteArray();
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        resize(1280, 800);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(kGeometryKey, saveGeometry());
    event->accept();
}

} // namespace roost
