// Counts open connections, in all and for each address. Thread-safe.
#pragma once

#include <QHash>
#include <QHostAddress>

#include <memory>
#include <mutex>

namespace roost::http {

class ConnectionQuota
{
    Q_DISABLE_COPY_MOVE(ConnectionQuota)

public:
    // A place that is given back when it is destroyed. Must not outlive the quota.
    class Place
    {
        Q_DISABLE_COPY_MOVE(Place)

    public:
        Place(ConnectionQuota &quota, QByteArray key);
        ~Place();

    private:
        ConnectionQuota &m_quota;
        QByteArray m_key;
    };

    ConnectionQuota(int inAll, int perAddress);

    // Nothing when a limit is reached. An IPv4-mapped IPv6 address counts as its IPv4 address, any other IPv6 address
    // as its /64 network, since that is what one subscriber commonly has.
    // isLimited: false for a proxy, which stands for many.
    std::unique_ptr<Place> take(const QHostAddress &address, bool isLimited = true);

    int open() const;

private:
    const int m_inAll;
    const int m_perAddress;
    mutable std::mutex m_mutex;
    int m_open = 0;
    QHash<QByteArray, int> m_byAddress;
};

} // namespace roost::http
