// EpollReactor: the epoll descriptor is itself readable while one of its sockets has something to say.
#include "EpollReactor.h"

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace roost::http {

namespace {

constexpr int kEventsAtOnce = 128;
constexpr int kRoundsPerTurn = 8; // then Qt's own events get their turn

} // namespace

EpollReactor::EpollReactor()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_notifier(std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read))
{
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { dispatch(); });
}

EpollReactor::~EpollReactor()
{
    m_notifier.reset();
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool EpollReactor::add(int descriptor, EpollHandler *handler)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = handler;
    return ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void EpollReactor::remove(int descriptor)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
}

void EpollReactor::dispatch()
{
    std::array<epoll_event, kEventsAtOnce> events;
    for (int round = 0; round < kRoundsPerTurn; ++round) {
        const int count = ::epoll_wait(m_epoll, events.data(), kEventsAtOnce, 0);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<size_t>(i)];
            static_cast<EpollHandler *>(event.data.ptr)->epollEvents(event.events);
        }
        if (count < kEventsAtOnce)
            return;
    }
}

} // namespace roost::http
