// Paints the mark through RowDelegate's painter.
#include "StatusMark.h"

#include "RowDelegate.h"

#include "client/views/theme/Theme.h"

#include <QPainter>

namespace roost {

StatusMark::StatusMark(const QString &name, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusMark::setStatus(const QString &statusName, const QString &text)
{
    m_statusName = statusName;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusMark::sizeHint() const
{
    const QFontMetrics metrics(Theme::current().font(TextRole::Small));
    return {metrics.horizontalAdvance(m_text) + 31, Theme::current().scaled(24)};
}

void StatusMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(Theme::current().font(TextRole::Small));
    paintStatusMark(&painter, rect(), m_statusName, m_text);
}

} // namespace roost
