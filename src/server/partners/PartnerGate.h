// The door of the partner API: which app asks, whether it may, and whether it asks too often.
#pragma once

#include "PartnerApp.h"
#include "RequestBudget.h"

#include "storage/Database.h"

namespace roost {

// What a request shows; empty when the header is not there.
struct PartnerPass
{
    QString app;       // x-app-id
    QByteArray key;    // x-api-key
    QByteArray origin; // Origin
};

// Thread-safe.
class PartnerGate
{
    Q_DISABLE_COPY_MOVE(PartnerGate)

public:
    explicit PartnerGate(RequestRate rate = {})
        : m_budget(rate)
    {
    }

    // InvalidApiKey (no such app, or not its key: the same for both), AppInactive, OriginNotAllowed, TooManyRequests.
    Result<PartnerApp> admit(Database &database, const PartnerPass &pass);
    // Whether a browser may ask from there on behalf of some app; which one, the request itself will say.
    Result<bool> isOriginKnown(Database &database, const QByteArray &origin) const;

private:
    RequestBudget m_budget;
};

} // namespace roost
