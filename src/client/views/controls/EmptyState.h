// What a page shows when it has nothing to list: an icon, what this place is for, and what to do next.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace roost {

class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &icon, const QString &name, QWidget *parent = nullptr);

    void setTexts(const QString &heading, const QString &explanation);
    // Shows a button; empty hides it.
    void setAction(const QString &text);

Q_SIGNALS:
    void actionRequested();

private:
    QLabel *m_heading;
    QLabel *m_explanation;
    QPushButton *m_action;
};

} // namespace roost
