// The simulator's one queue of events and its clock: virtual milliseconds; what is due at the same moment comes in the
// order in which it was asked for.
#pragma once

#include "sync/ports/Timers.h"

#include <QtGlobal>

#include <map>
#include <set>
#include <vector>

namespace roost::sim {

class Schedule
{
    Q_DISABLE_COPY_MOVE(Schedule)

public:
    using Ticket = int; // from 1

    Schedule() = default;
    qint64 nowMs() const { return m_nowMs; }
    Ticket after(qint64 delayMs, std::function<void()> task);
    void cancel(Ticket ticket);
    struct Pending
    {
        Ticket ticket = 0;
        qint64 delayMs = 0; // as it was asked for
        qint64 dueMs = 0;
    };
    // What is still to happen, in the order in which it was asked for.
    std::vector<Pending> pending() const;
    // Runs this one now, whatever is due before; the clock moves to when it is due.
    void run(Ticket ticket);
    // Runs the next event if it is due until then; false when there is none, and the clock stands at untilMs.
    bool runNext(qint64 untilMs);

private:
    using Due = std::pair<qint64, Ticket>;

    qint64 m_nowMs = 0;
    Ticket m_last = 0;
    std::map<Due, std::function<void()>> m_events;
    std::map<Ticket, Pending> m_pending;
};

// Timers of one program; they go with it.
class ProgramTimers : public sync::Timers
{
public:
    explicit ProgramTimers(Schedule &schedule, std::function<void(const std::function<void()> &)> enter)
        : m_schedule(schedule)
        , m_enter(std::move(enter))
    {
    }
    ~ProgramTimers() override;

    Handle after(int delayMs, std::function<void()> task) override;
    void cancel(Handle timer) override;

private:
    Schedule &m_schedule;
    std::function<void(const std::function<void()> &)> m_enter; // runs something as this program
    std::set<Handle> m_open;
};

} // namespace roost::sim
