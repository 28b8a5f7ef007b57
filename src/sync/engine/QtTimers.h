// Timers on the event loop of the thread that uses them; monotonic, so that a clock that jumps changes nothing.
#pragma once

#include "sync/ports/Timers.h"

#include <QObject>

#include <map>

class QTimer;

namespace roost::sync {

class QtTimers : public Timers
{
    Q_DISABLE_COPY_MOVE(QtTimers)

public:
    QtTimers() = default;
    ~QtTimers() override;

    Handle after(int delayMs, std::function<void()> task) override;
    void cancel(Handle timer) override;

private:
    std::map<Handle, std::unique_ptr<QTimer>> m_timers;
    Handle m_last = 0;
};

} // namespace roost::sync
