// Builders for labels and buttons.
#include "Labels.h"

#include "client/views/theme/Theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace roost::controls {

QLabel *label(const QString &text, const char *role, const QString &name, QWidget *parent)
{
    auto *result = new QLabel(text, parent);
    result->setObjectName(name);
    result->setWordWrap(true);
    result->setTextFormat(Qt::PlainText);
    setTextRole(result, role);
    return result;
}

void setTextRole(QWidget *widget, const char *role)
{
    setStyleProperty(widget, "textRole", QString::fromLatin1(role));
}

QPushButton *button(const QString &text, const char *kind, const QString &name, QWidget *parent)
{
    auto *result = new QPushButton(text, parent);
    result->setObjectName(name);
    // A button stays at its text's width: wide ones look like bars.
    result->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStyleProperty(result, "kind", QString::fromLatin1(kind));
    return result;
}

QToolButton *iconButton(const QString &icon, const QString &text, const QString &name, QWidget *parent)
{
    auto *result = new QToolButton(parent);
    result->setObjectName(name);
    result->setIcon(Theme::current().icon(icon, &ThemeColours::textMuted));
    result->setIconSize({20, 20});
    result->setToolTip(text);
    result->setAccessibleName(text);
    result->setFocusPolicy(Qt::TabFocus);
    return result;
}

QFrame *horizontalLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    setStyleProperty(line, "surface", QStringLiteral("line"));
    return line;
}

void setStyleProperty(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace roost::controls
