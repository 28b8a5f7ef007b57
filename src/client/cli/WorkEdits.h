// From the command line to edits of conversations, replies, guests and tasks.
#pragma once

#include "CliOptions.h"

#include "client/replica/Edits.h"
#include "client/replica/ReplicaReader.h"

namespace roost::cli {

// The first argument says what is done: send, read; reply; edit; add, edit, done, reopen, cancel, remove. NotFound and
// Validation, with text for the person at the terminal.
Result<replica::Edit> messageEdit(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> reviewEdit(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> contactEdit(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> taskEdit(replica::ReplicaReader &reader, const CliOptions &options);

} // namespace roost::cli
