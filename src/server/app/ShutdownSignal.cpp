// A handler may only do what is safe in one: write a byte to a pipe, which the event loop reads.
#include "ShutdownSignal.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace roost::app {

namespace {

int s_pipe[2] = {-1, -1};

void wake(int signal)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(s_pipe[1], &byte, 1);
    // Whoever asks twice does not want to wait.
    ::signal(signal, SIG_DFL);
}

} // namespace

ShutdownSignal::ShutdownSignal()
{
    if (::pipe2(s_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(s_pipe[0], &byte, 1) > 0) {
        }
        Q_EMIT requested();
    });
    ::signal(SIGTERM, wake);
    ::signal(SIGINT, wake);
}

ShutdownSignal::~ShutdownSignal()
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    ::close(s_pipe[0]);
    ::close(s_pipe[1]);
}

} // namespace roost::app
