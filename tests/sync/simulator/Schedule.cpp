// Events by due time, then by ticket.
#include "Schedule.h"

namespace roost::sim {

Schedule::Ticket Schedule::after(qint64 delayMs, std::function<void()> task)
{
    const Ticket ticket = ++m_last;
    const qint64 due = m_nowMs + std::max<qint64>(delayMs, 0);
    m_events.emplace(Due{due, ticket}, std::move(task));
    m_dueOf.emplace(ticket, due);
    return ticket;
}

void Schedule::cancel(Ticket ticket)
{
    const auto due = m_dueOf.find(ticket);
    if (due == m_dueOf.end())
        return;
    m_events.erase({due->second, ticket});
    m_dueOf.erase(due);
}

bool Schedule::runNext(qint64 untilMs)
{
    const auto first = m_events.begin();
    if (first == m_events.end() || first->first.first > untilMs) {
        m_nowMs = std::max(m_nowMs, untilMs);
        return false;
    }
    const auto task = std::move(first->second);
    m_nowMs = std::max(m_nowMs, first->first.first);
    m_dueOf.erase(first->first.second);
    m_events.erase(first);
    task();
    return true;
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
