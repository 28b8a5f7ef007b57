// Counts and hashes of a scope's tables, by which a client finds out whether it has the same rows (docs/sync.md,
// "Checks").
#pragma once

#include "storage/Database.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Scopes.h"

namespace roost {

// Of each table that a client of this schema version knows, in the order of syncTables(). Inside the snapshot that the
// rows are read in.
Result<QList<sync::TableCheck>> checkTables(Database &database, sync::ScopeKind kind, int schemaVersion);

} // namespace roost
