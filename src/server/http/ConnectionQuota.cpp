// ConnectionQuota: one mutex, taken twice a connection and never for a request.
#include "ConnectionQuota.h"

namespace roost::http {

namespace {

constexpr int kNetworkBytes = 8;

QByteArray keyOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QByteArray(reinterpret_cast<const char *>(&ipv4), sizeof(ipv4));
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(ipv6.c), kNetworkBytes);
}

} // namespace

ConnectionQuota::ConnectionQuota(int inAll, int perAddress)
    : m_inAll(inAll)
    , m_perAddress(perAddress)
{
}

std::unique_ptr<ConnectionQuota::Place> ConnectionQuota::take(const QHostAddress &address, bool isLimited)
{
    QByteArray key = keyOf(address);
    const std::scoped_lock lock(m_mutex);
    if (m_open >= m_inAll)
        return nullptr;
    int &count = m_byAddress[key];
    if (isLimited && count >= m_perAddress)
        return nullptr;
    ++count;
    ++m_open;
    return std::make_unique<Place>(*this, std::move(key));
}

int ConnectionQuota::open() const
{
    const std::scoped_lock lock(m_mutex);
    return m_open;
}

ConnectionQuota::Place::Place(ConnectionQuota &quota, QByteArray key)
    : m_quota(quota)
    , m_key(std::move(key))
{
}

ConnectionQuota::Place::~Place()
{
    const std::scoped_lock lock(m_quota.m_mutex);
    --m_quota.m_open;
    const auto entry = m_quota.m_byAddress.find(m_key);
    if (--entry.value() == 0)
        m_quota.m_byAddress.erase(entry);
}

} // namespace roost::http
