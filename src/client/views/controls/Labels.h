// Labels and small builders in the roles that the style sheet knows, so that pages read as lists of what they show.
#pragma once

#include <QString>

class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace roost::controls {

// role: "title", "heading", "strong", "muted", "small", "danger", "warning", "success"; empty for body text.
// The name becomes the objectName. Text wraps when it is longer than its place.
QLabel *label(const QString &text, const char *role, const QString &name, QWidget *parent);
void setTextRole(QWidget *widget, const char *role);

// kind: "primary", "danger", "quiet"; empty for a plain one.
QPushButton *button(const QString &text, const char *kind, const QString &name, QWidget *parent);
// An icon alone; text is its tool tip and accessible name.
QToolButton *iconButton(const QString &icon, const QString &text, const QString &name, QWidget *parent);

QFrame *horizontalLine(QWidget *parent);

// Sets a dynamic property that the style sheet selects by, and has the style look again.
void setStyleProperty(QWidget *widget, const char *property, const QVariant &value);

} // namespace roost::controls
