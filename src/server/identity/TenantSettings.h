// What a tenant sets for all of its listings: tenant.settings. The modules that use a setting read it in their own
// statements.
#pragma once

#include "common/Result.h"

namespace roost {

struct TenantSettings
{
    int holdSeconds = 120;    // how long something is held: 10 to 1800
    int quoteMinutes = 15;    // how long a quoted price is promised: 1 to 1440
    int waitlistMinutes = 15; // how long what was waited for is kept: 1 to 1440

    // From the row: what isn't set has its default.
    static TenantSettings fromStored(const QJsonObject &stored);
    // {"hold_seconds", "quote_minutes", "waitlist_minutes"}
    QJsonObject toJson() const;
};

// Some of the names above with their new values; null: the default again. Validation, details.field is
// "settings.<name>".
Result<void> checkTenantSettings(const QJsonObject &changes);

} // namespace roost
