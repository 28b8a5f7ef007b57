// The epoch: the name of one history of the server's data. Clients of another epoch take a snapshot anew.
#pragma once

#include "storage/Database.h"

namespace roost {

// At start, before serving: begins a new epoch when there is none, or when the cluster's system identifier or timeline
// is not the one the current epoch began with (a dump loaded elsewhere, a recovery to a point in time, a failover).
// Returns the epoch's UUID text.
Result<QString> ensureEpoch(Database &database);

// The epoch in force. Inside a snapshot it belongs to what the snapshot sees.
Result<QString> currentEpoch(Database &database);

} // namespace roost
