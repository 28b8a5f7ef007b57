// Commands that change something: saved here first, then sent if the server can be reached in time.
#pragma once

#include "CliOptions.h"

namespace roost::cli {

bool isEditCommand(const QString &command);
// Success means saved. What was sent and what waits is printed.
Result<void> runEditCommand(const CliOptions &options);

} // namespace roost::cli
