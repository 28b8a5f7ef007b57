// Swaps a loaded snapshot in: what is the host's own, and other scopes' rows, come over from the file in use while
// nobody can write to that one; then the profile points at the new file.
#pragma once

#include "SnapshotLoad.h"

namespace roost::replica {

// Where a scope that was loaded whole stands; inside the caller's transaction.
Result<void> saveCursor(Database &database, const sync::ScopePosition &position, const sync::ScopeState &description,
                        const Clock &clock);

// previous: the file in use, inside a write transaction of the caller, who ends it only after this returned: so no edit
// can land in a file that is no longer read. name and role describe the scope. On an error nothing has changed, and the
// load can be published again.
Result<void> swapIn(SnapshotLoad &load, const Profile &profile, const QString &previousGeneration,
                    const QList<sync::PullReply> &catchUp, const sync::ScopeState &description, const Clock &clock);

} // namespace roost::replica
