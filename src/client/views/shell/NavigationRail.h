// The narrow rail on the left: one button a page, with a count where something waits; sync and account below.
#pragma once

#include <QHash>
#include <QWidget>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace roost {

class RailButton;

class NavigationRail : public QWidget
{
    Q_OBJECT

public:
    enum class Place { Top, Bottom };

    explicit NavigationRail(QWidget *parent = nullptr);

    // name is the page's ("calendar") and makes the objectName ("railCalendar").
    void addPage(const QString &name, const QString &title, const QString &icon, const QString &shortcut, Place place);
    void setCurrent(const QString &name);
    // 0 hides the mark.
    void setCount(const QString &name, int count);

Q_SIGNALS:
    void pageRequested(const QString &name);

private:
    QHash<QString, RailButton *> m_buttons;
    QButtonGroup *m_group;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
};

} // namespace roost
