// What a newer server sent before this version knew it.
#pragma once

#include "storage/Database.h"

namespace roost::replica {

// After an upgrade of the replica's schema: puts the columns that this version knows into their rows, and forgets the
// rest, which comes with the rows when they are fetched anew. Inside the caller's transaction.
Result<void> adoptUnknownColumns(Database &database);

} // namespace roost::replica
