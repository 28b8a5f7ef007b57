// A booking's or listing's status as a widget: the same mark that lists paint.
#pragma once

#include <QWidget>

namespace roost {

class StatusMark : public QWidget
{
    Q_OBJECT

public:
    explicit StatusMark(const QString &name, QWidget *parent = nullptr);

    void setStatus(const QString &statusName, const QString &text);
    QString text() const { return m_text; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_statusName;
    QString m_text;
};

} // namespace roost
