// TrustedProxies: read from the right, because each proxy appends the address that it saw.
#include "TrustedProxies.h"

namespace roost::http {

namespace {

constexpr QByteArrayView kFor = "X-Forwarded-For";
constexpr QByteArrayView kProto = "X-Forwarded-Proto";

} // namespace

TrustedProxies::TrustedProxies(QList<Subnet> subnets)
    : m_subnets(std::move(subnets))
{
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(m_subnets.begin(), m_subnets.end(),
                       [&](const Subnet &subnet) { return address.isInSubnet(subnet); });
}

QHostAddress TrustedProxies::clientOf(const QHostAddress &peer, const HeaderFields &headers) const
{
    if (m_subnets.isEmpty() || !contains(peer) || headers.count(kFor) != 1)
        return peer;
    const QList<QByteArray> hops = headers.value(kFor).toByteArray().split(',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const QHostAddress address(QString::fromLatin1(hop->trimmed()));
        if (address.isNull())
            return peer;
        if (!contains(address))
            return address;
    }
    return peer;
}

bool TrustedProxies::saysSecure(const QHostAddress &peer, const HeaderFields &headers) const
{
    return !m_subnets.isEmpty() && headers.count(kProto) == 1 && equalIgnoringCase(headers.value(kProto), "https") &&
           contains(peer);
}

} // namespace roost::http
