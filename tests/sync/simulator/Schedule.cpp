// Events by due time, then by ticket.
#include "Schedule.h"

namespace roost::sim {

Schedule::Ticket Schedule::after(qint64 delayMs, std::function<void()> task)
{
    const Ticket ticket = ++m_last;
    const qint64 due = m_nowMs + std::max<qint64>(delayMs, 0);
    m_events.emplace(Due{due, ticket}, std::move(task));
    m_pending.emplace(ticket, Pending{ticket, delayMs, due});
    return ticket;
}

void Schedule::cancel(Ticket ticket)
{
    const auto found = m_pending.find(ticket);
    if (found == m_pending.end())
        return;
    m_events.erase({found->second.dueMs, ticket});
    m_pending.erase(found);
}

bool Schedule::runNext(qint64 untilMs)
{
    const auto first = m_events.begin();
    if (first == m_events.end() || first->first.first > untilMs) {
        m_nowMs = std::max(m_nowMs, untilMs);
        return false;
    }
    run(first->first.second);
    return true;
}

void Schedule::run(Ticket ticket)
{
    const auto found = m_pending.find(ticket);
    Q_ASSERT(found != m_pending.end());
    const auto event = m_events.find({found->second.dueMs, ticket});
    const auto task = std::move(event->second);
    m_nowMs = std::max(m_nowMs, found->second.dueMs);
    m_pending.erase(found);
    m_events.erase(event);
    task();
}

std::vector<Schedule::Pending> Schedule::pending() const
{
    std::vector<Pending> all;
    for (const auto &[ticket, one] : m_pending)
        all.push_back(one);
    return all;
}

ProgramTimers::~ProgramTimers()
{
    for (const Handle ticket : m_open)
        m_schedule.cancel(ticket);
}

ProgramTimers::Handle ProgramTimers::after(int delayMs, std::function<void()> task)
{
    const auto ticket = std::make_shared<Handle>(0);
    *ticket = m_schedule.after(delayMs, [this, ticket, task = std::move(task)] {
        m_open.erase(*ticket);
        m_enter(task);
    });
    m_open.insert(*ticket);
    return *ticket;
}

void ProgramTimers::cancel(Handle timer)
{
    if (m_open.erase(timer) > 0)
        m_schedule.cancel(timer);
}

} // namespace roost::sim
