// Where the host works: rail, pages, inspector and status line.
#pragma once

#include <QHash>
#include <QWidget>

class QStackedWidget;

namespace roost {

class InspectorPanel;
class NavigationRail;
class StatusLine;

class Workspace : public QWidget
{
    Q_OBJECT

public:
    explicit Workspace(QWidget *parent = nullptr);

    NavigationRail *rail() const { return m_rail; }
    InspectorPanel *inspector() const { return m_inspector; }
    StatusLine *statusLine() const { return m_statusLine; }

    // Pages are shown by their names; the workspace becomes their parent.
    void addPage(const QString &name, QWidget *page);
    void showPage(const QString &name);
    QString currentPage() const { return m_currentPage; }
    QWidget *page(const QString &name) const { return m_pages.value(name); }

Q_SIGNALS:
    void pageShown(const QString &name);

private:
    NavigationRail *m_rail;
    QStackedWidget *m_stack;
    InspectorPanel *m_inspector;
    StatusLine *m_statusLine;
    QHash<QString, QWidget *> m_pages;
    QString m_currentPage;
};

} // namespace roost
