// Another front end that sells a tenant's seats, and the key it shows with every request (docs/partner-api.md).
#pragma once

#include "common/Id.h"

#include <QStringList>

namespace roost {

struct PartnerApp
{
    QString id; // "city-tickets-4k2m9x"
    TenantId tenant;
    QString name;
    QStringList origins; // "https://tickets.example"
    QStringList kinds;   // "stay", "experience", "service"
    bool isActive = true;

    bool maySell(const QString &kind) const { return kinds.contains(kind); }
    // Who holds what the app reserved under this reference.
    QString holderOf(const QString &reference) const { return QStringLiteral("app:%1:%2").arg(id, reference); }
    QString bookingSource() const { return QStringLiteral("partner:") + id; }
};

using PartnerKeyId = Id<struct PartnerKeyTag>;

// As roostd app list shows it. The key itself is known to its owner alone.
struct PartnerKeyInfo
{
    PartnerKeyId id;
    QString createdAt; // RFC 3339, UTC
};

} // namespace roost
