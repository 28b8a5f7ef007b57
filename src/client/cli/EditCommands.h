// Commands that change something: saved here first, then sent if the server can be reached in time.
#pragma once

#include "CliOptions.h"
#include "Connection.h"

namespace roost::cli {

bool isEditCommand(const QString &command);
// Success means saved. What was sent and what waits is printed.
Result<void> runEditCommand(const CliOptions &options);

// Makes a change; returns the mutation's id, or a null id when nothing has to be sent.
using ChangeFunction = std::function<Result<MutationId>(Connection &, replica::ReplicaReader &, const CliOptions &)>;
// Makes it on the profile, sends it unless --offline, and says what became of it.
Result<void> runChange(const CliOptions &options, const ChangeFunction &change);

} // namespace roost::cli
