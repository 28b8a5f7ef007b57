// Commands that only read the replica: listings, calendar, bookings, outbox, problems, status.
#pragma once

#include "CliOptions.h"

namespace roost::cli {

// True when this is one of them.
bool isReadCommand(const QString &command);
// NotFound without a profile.
Result<void> runReadCommand(const CliOptions &options);

} // namespace roost::cli
