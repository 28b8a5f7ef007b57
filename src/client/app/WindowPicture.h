// Takes a picture of the window once it has stopped changing: for documentation and for looking at screens.
#pragma once

#include <QImage>
#include <QObject>
#include <QTimer>

class QWidget;

namespace roost {

class WindowPicture : public QObject
{
    Q_OBJECT

public:
    // file may be empty: then it only waits. window must outlive it.
    WindowPicture(QWidget &window, QString file, QObject *parent = nullptr);

    void takeWhenSettled();

Q_SIGNALS:
    void taken();

private:
    void look();

    QWidget &m_window;
    QString m_file;
    QTimer m_timer;
    QImage m_last;
    int m_equal = 0;
    int m_looks = 0;
};

} // namespace roost
