// Who books, and what they say.
#pragma once

#include "common/Id.h"
#include "common/Result.h"

namespace roost {

struct BookingParty
{
    UserId guest;        // null: somebody without an account
    QString contactName; // of somebody without an account; for a guest with one the account's are taken
    QString contactEmail;
    QString contactPhone;
    QString source = QStringLiteral("direct"); // where it came from: "direct", "manual", "app:<partner app>"
    QString message = {};
    ContactId contact = {}; // of the tenant, whoever else is named; null: found or made from the above

    // Validation, details.field: "message", "contact".
    Result<void> check() const;
};

} // namespace roost
