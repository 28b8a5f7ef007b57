// What the server forgets of sync in time: tombstones, outcomes and the records of clients that no longer come
// (docs/sync.md, "Retention").
#pragma once

#include "server/tenancy/ServerContext.h"

namespace roost {

constexpr int kSyncRetentionDays = 90;

// Drops what is older than so many days. Not inside a transaction: each scope's tombstones go in one of their own,
// together with the advance of its floor; so do a few clients' outcomes at a time. Returns how much was dropped.
Result<int> expireSyncRecords(ServerContext &context, int days = kSyncRetentionDays);

} // namespace roost
