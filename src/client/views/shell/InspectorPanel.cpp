// A header with title and cross above a stack of inspectors.
#include "InspectorPanel.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kWidth = 376;

} // namespace

InspectorPanel::InspectorPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(controls::label({}, "heading", u"inspectorTitle"_s, this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"inspectorPanel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"inspector"_s);
    const auto fit = [this] { setFixedWidth(Theme::current().scaled(kWidth)); };
    fit();
    connect(&Theme::current(), &Theme::changed, this, fit);
    QToolButton *cross = controls::iconButton(u"x"_s, tr("Close (Esc)"), u"inspectorClose"_s, this);
    connect(cross, &QToolButton::clicked, this, &InspectorPanel::closePanel);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &InspectorPanel::closePanel);

    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::kTriple, spacing::kDouble, spacing::kUnit, spacing::kUnit);
    header->addWidget(m_title, 1);
    header->addWidget(cross, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_stack, 1);
    hide();
}

void InspectorPanel::addContent(QWidget *content)
{
    m_stack->addWidget(content);
}

void InspectorPanel::showContent(QWidget *content, const QString &title)
{
    m_title->setText(title);
    m_stack->setCurrentWidget(content);
    show();
}

void InspectorPanel::closePanel()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

QWidget *InspectorPanel::content() const
{
    return isHidden() ? nullptr : m_stack->currentWidget();
}

} // namespace roost
