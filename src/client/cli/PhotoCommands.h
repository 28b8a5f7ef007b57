// roost-cli photo: add, list, remove, get.
#pragma once

#include "CliOptions.h"
#include "Connection.h"

#include "client/replica/ReplicaReader.h"

namespace roost::cli {

// photo list and photo get; the others change something (EditCommands.h).
bool isPhotoReadCommand(const CliOptions &options);
Result<void> runPhotoReadCommand(const CliOptions &options);

// photo add and photo remove: the mutation's id, null when nothing has to be sent.
Result<MutationId> savePhotoChange(Connection &connection, replica::ReplicaReader &reader, const CliOptions &options);
// Shows on a terminal how far the photos are that are being sent.
void showUploads(Connection &connection, QObject *context);

} // namespace roost::cli
