// SIGTERM and SIGINT as a Qt signal.
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace roost::app {

// One a process; make it before other threads start. The default handlers come back with its end.
class ShutdownSignal : public QObject
{
    Q_OBJECT

public:
    ShutdownSignal();
    ~ShutdownSignal() override;

Q_SIGNALS:
    // A second one ends the process at once.
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace roost::app
