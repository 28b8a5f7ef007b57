// Descriptors that listen, several on one port (SO_REUSEPORT): the system spreads new connections over them.
#pragma once

#include "common/Result.h"

#include <QHostAddress>

#include <vector>

namespace roost::http {

class ListeningSocket
{
    Q_DISABLE_COPY(ListeningSocket)

public:
    explicit ListeningSocket(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ListeningSocket(ListeningSocket &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    ListeningSocket &operator=(ListeningSocket &&) = delete;
    ~ListeningSocket();

    int descriptor() const { return m_descriptor; }
    // The caller closes it.
    int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor;
};

struct ListeningSockets
{
    std::vector<std::vector<ListeningSocket>> perThread; // one for each address
    quint16 port = 0;
};

// port 0: a free one is chosen, the same for all addresses. Unavailable: another program has the port, or this machine
// does not have the address.
Result<ListeningSockets> openListeningSockets(const QList<QHostAddress> &addresses, quint16 port, int threads);

} // namespace roost::http
