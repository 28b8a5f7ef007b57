// Keeps the rail's buttons exclusive and tells which page was asked for.
#include "NavigationRail.h"

#include "RailButton.h"

#include "client/views/theme/Theme.h"

#include <QButtonGroup>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kWidth = 96;

} // namespace

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
{
    setObjectName(u"navigationRail"_s);
    setAccessibleName(tr("Pages"));
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"rail"_s);
    const auto fit = [this] { setFixedWidth(Theme::current().scaled(kWidth)); };
    fit();
    connect(&Theme::current(), &Theme::changed, this, fit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kUnit, spacing::kUnit, spacing::kUnit, spacing::kUnit);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    m_top->setSpacing(spacing::kHalf);
    m_bottom->setSpacing(spacing::kHalf);
}

void NavigationRail::addPage(const QString &name, const QString &title, const QString &icon, const QString &shortcut,
                             Place place)
{
    auto *button = new RailButton(title, icon, this);
    button->setObjectName("rail"_L1 + name.left(1).toUpper() + name.mid(1));
    button->setToolTip(shortcut.isEmpty() ? title : u"%1 (%2)"_s.arg(title, shortcut));
    m_group->addButton(button);
    m_buttons.insert(name, button);
    (place == Place::Top ? m_top : m_bottom)->addWidget(button);
    connect(button, &RailButton::clicked, this, [this, name] { Q_EMIT pageRequested(name); });
}

void NavigationRail::setCurrent(const QString &name)
{
    if (RailButton *button = m_buttons.value(name))
        button->setChecked(true);
}

void NavigationRail::setCount(const QString &name, int count)
{
    if (RailButton *button = m_buttons.value(name))
        button->setCount(count);
}

} // namespace roost
