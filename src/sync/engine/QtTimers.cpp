// One QTimer for each delay.
#include "QtTimers.h"

#include <QTimer>

namespace roost::sync {

QtTimers::~QtTimers() = default;

Timers::Handle QtTimers::after(int delayMs, std::function<void()> task)
{
    const Handle handle = ++m_last;
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [this, handle, task = std::move(task)] {
        const auto running = task;
        // The timer is in the middle of its own signal: it may only go afterwards.
        const auto found = m_timers.find(handle);
        found->second.release()->deleteLater();
        m_timers.erase(found);
        running();
    });
    timer->start(delayMs);
    m_timers.emplace(handle, std::move(timer));
    return handle;
}

void QtTimers::cancel(Handle timer)
{
    m_timers.erase(timer);
}

} // namespace roost::sync
