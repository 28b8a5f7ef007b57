// Lays out rail, pages, inspector and status line.
#include "Workspace.h"

#include "InspectorPanel.h"
#include "NavigationRail.h"
#include "StatusLine.h"

#include <QHBoxLayout>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace roost {

Workspace::Workspace(QWidget *parent)
    : QWidget(parent)
    , m_rail(new NavigationRail(this))
    , m_stack(new QStackedWidget(this))
    , m_inspector(new InspectorPanel(this))
    , m_statusLine(new StatusLine(this))
{
    setObjectName(u"workspace"_s);
    m_stack->setObjectName(u"pages"_s);
    m_stack->setAttribute(Qt::WA_StyledBackground);
    m_stack->setProperty("surface", u"page"_s);

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    row->addWidget(m_inspector);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_statusLine);
    connect(m_rail, &NavigationRail::pageRequested, this, &Workspace::showPage);
}

void Workspace::addPage(const QString &name, QWidget *page)
{
    m_pages.insert(name, page);
    m_stack->addWidget(page);
}

void Workspace::showPage(const QString &name)
{
    QWidget *page = m_pages.value(name);
    if (!page)
        return;
    m_rail->setCurrent(name);
    if (m_currentPage == name)
        return;
    m_currentPage = name;
    m_stack->setCurrentWidget(page);
    // A page whose table is not shown has nothing to focus; the focus would wander to the next button.
    if (!page->focusProxy() || page->focusProxy()->isVisibleTo(this))
        page->setFocus(Qt::OtherFocusReason);
    else if (QWidget *focused = focusWidget())
        focused->clearFocus();
    Q_EMIT pageShown(name);
}

} // namespace roost
