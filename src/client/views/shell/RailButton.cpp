// Draws the count over the style's own tool button.
#include "RailButton.h"

#include "client/views/theme/Theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace roost {

RailButton::RailButton(const QString &title, const QString &icon, QWidget *parent)
    : QToolButton(parent)
    , m_title(title)
{
    setProperty("kind", u"rail"_s);
    setText(title);
    setAccessibleName(title);
    setIcon(Theme::current().icon(icon, &ThemeColours::textMuted));
    setIconSize({22, 22});
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setCheckable(true);
    setAutoExclusive(false);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void RailButton::setCount(int count)
{
    m_count = count;
    setAccessibleName(count > 0 ? tr("%1, %n waiting", nullptr, count).arg(m_title) : m_title);
    update();
}

void RailButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_count == 0)
        return;
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = theme.font(TextRole::Strong);
    font.setPixelSize(theme.scaled(10));
    painter.setFont(font);
    const QString text = m_count > 99 ? u"99+"_s : QString::number(m_count);
    const int high = theme.scaled(16);
    const int wide = std::max(high, painter.fontMetrics().horizontalAdvance(text) + 8);
    const QRect dot(width() / 2 + 4, 4, wide, high);
    painter.setPen(QPen(theme.colours().window, 2));
    painter.setBrush(theme.colours().danger);
    painter.drawRoundedRect(dot, high / 2.0, high / 2.0);
    painter.setPen(theme.colours().onDanger);
    painter.drawText(dot, Qt::AlignCenter, text);
}

} // namespace roost
