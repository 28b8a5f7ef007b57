// Who really asks, when requests come through reverse proxies that the operator has named. Of anybody else the
// forwarding fields are ignored, since everybody can write them. Constant, so thread-safe.
#pragma once

#include "HeaderFields.h"

#include <QHostAddress>
#include <QList>
#include <QPair>

namespace roost::http {

// As QHostAddress::parseSubnet() returns it.
using Subnet = QPair<QHostAddress, int>;

class TrustedProxies
{
public:
    TrustedProxies() = default;
    explicit TrustedProxies(QList<Subnet> subnets);

    bool contains(const QHostAddress &address) const;

    // peer itself unless it is a trusted proxy; then the last address in its one X-Forwarded-For that is not a trusted
    // proxy, too. A field that is missing, repeated or malformed leaves the peer.
    QHostAddress clientOf(const QHostAddress &peer, const HeaderFields &headers) const;
    // True when a trusted peer says X-Forwarded-Proto: https.
    bool saysSecure(const QHostAddress &peer, const HeaderFields &headers) const;

private:
    QList<Subnet> m_subnets;
};

} // namespace roost::http
