// One window a profile: a second start of the same profile raises the first one's window and ends.
#pragma once

#include <QLocalServer>
#include <QObject>

namespace roost {

class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &profileFolder, QObject *parent = nullptr);

    // True when this process is the profile's first; else the first one was told to raise its window.
    bool claim();

Q_SIGNALS:
    void raiseRequested();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace roost
