// Tables and JSON of conversations, reviews, guests and tasks.
#pragma once

#include "CliOptions.h"

#include "client/replica/ReplicaReader.h"

namespace roost::cli {

using ReadCommand = Result<void> (*)(replica::ReplicaReader &reader, const CliOptions &options);

// By the command's name: messages, reviews, contacts, tasks.
QHash<QString, ReadCommand> workReadCommands();

} // namespace roost::cli
