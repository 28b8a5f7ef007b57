// Partner apps and their keys, as whoever runs the server manages them (roostd app …). Every change is audited.
#pragma once

#include "PartnerRepository.h"

#include "server/tenancy/ServerContext.h"

namespace roost {

struct NewPartnerApp
{
    TenantId tenant;
    QString name;
    QStringList origins; // empty: no browser, only servers
    QStringList kinds;
};

// The only time that the key can be read.
struct IssuedPartnerKey
{
    PartnerApp app;
    PartnerKeyId keyId;
    QByteArray key;
};

class PartnerAppService
{
public:
    // Validation, NotFound (no such tenant).
    Result<IssuedPartnerKey> registerApp(ServerContext &context, const NewPartnerApp &typed) const;
    // Another key; with it at most two are valid, so older ones are revoked. NotFound.
    Result<IssuedPartnerKey> rotate(ServerContext &context, const QString &app) const;
    // One key, or with null all of them: how many. NotFound: no such app, or no such valid key.
    Result<int> revoke(ServerContext &context, const QString &app, const PartnerKeyId &key) const;
    // NotFound.
    Result<void> setActive(ServerContext &context, const QString &app, bool isActive) const;
    Result<QList<PartnerOverview>> list(ServerContext &context) const;
};

// "https://tickets.example:8443" as a browser sends it in Origin; Validation when it is none.
Result<QString> checkedOrigin(const QString &typed);

} // namespace roost
