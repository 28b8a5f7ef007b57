// profile show, profile wipe.
#pragma once

#include "CliOptions.h"

namespace roost::cli {

bool isProfileCommand(const QString &command);
Result<void> runProfileCommand(const CliOptions &options);

} // namespace roost::cli
