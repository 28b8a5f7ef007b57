// Who did what, when, to which thing: appended in the transaction that does it, never changed.
#pragma once

#include "Caller.h"

#include "storage/Database.h"

#include <QJsonObject>

namespace roost {

struct AuditEntry
{
    QString action; // "booking.accept", "listing.edit"
    QString entity; // the table: "booking"
    QUuid entityId;
    QString fromState;
    QString toState;
    QJsonObject detail; // field names and reasons; no personal data
};

// Inside a TenantTransaction of caller.tenant.
Result<void> appendAudit(Database &database, const Caller &caller, const AuditEntry &entry);

} // namespace roost
