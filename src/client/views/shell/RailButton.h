// A button of the navigation rail: icon over text, and a count in a dot when something waits there.
#pragma once

#include <QToolButton>

namespace roost {

class RailButton : public QToolButton
{
    Q_OBJECT

public:
    RailButton(const QString &title, const QString &icon, QWidget *parent = nullptr);

    void setCount(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    int m_count = 0;
};

} // namespace roost
