// login, sync, logout.
#pragma once

#include "CliOptions.h"

namespace roost::cli {

bool isSyncCommand(const QString &command);
// sync fails when not everything could be sent and fetched; the error says why.
Result<void> runSyncCommand(const CliOptions &options);

} // namespace roost::cli
