// problem show, problem resolve, problem undo, outbox undo; and resolve, the short form.
#pragma once

#include "CliOptions.h"
#include "Connection.h"

namespace roost::cli {

// problem and resolve; outbox only with "undo".
bool isProblemCommand(const CliOptions &options);
Result<void> runProblemCommand(const CliOptions &options);

} // namespace roost::cli
