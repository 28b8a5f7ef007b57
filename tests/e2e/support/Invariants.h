// The invariants of the domain (claims, holds, bookings, their history), asked of a database from outside. Each is a
// file in tests/e2e/support/invariants whose rows say what is wrong.
#pragma once

#include "storage/Database.h"

namespace roost::test {

// What is wrong, as "invariant: row", at most 20 rows of each; empty: all hold. As a role that sees every row. Looks
// without indexes, so that one that went wrong hides nothing. An error: a check could not be made.
Result<QStringList> brokenInvariants(Database &database);

} // namespace roost::test
