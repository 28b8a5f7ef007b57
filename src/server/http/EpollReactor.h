// Readiness of many sockets on one thread: an epoll set behind a single QSocketNotifier. Qt's event dispatcher polls
// all of its descriptors at each turn, so thousands of idle connections would slow down every request; here an idle
// connection costs nothing. Belongs to the thread that made it.
#pragma once

#include <QSocketNotifier>

#include <memory>

namespace roost::http {

class EpollHandler
{
public:
    // events: EPOLLIN, … Edge-triggered: said once for each change.
    virtual void epollEvents(quint32 events) = 0;

protected:
    ~EpollHandler() = default;
};

class EpollReactor
{
    Q_DISABLE_COPY_MOVE(EpollReactor)

public:
    EpollReactor();
    ~EpollReactor();

    // False when the system refuses. The handler must not be destroyed while dispatch() runs; removing it is fine.
    bool add(int descriptor, EpollHandler *handler);
    void remove(int descriptor);

private:
    void dispatch();

    int m_epoll = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace roost::http
