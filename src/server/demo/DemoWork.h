// Conversations and tasks of the demo, about the bookings of the weeks around today; written through the same rows as
// the server's services write them.
#pragma once

#include "DemoPortfolio.h"
#include "DemoRandom.h"

#include "storage/Database.h"

namespace roost {

// After the bookings, in their transaction.
Result<void> writeDemoWork(Database &database, const UserId &owner, const QDate &today, DemoRandom &random,
                           DemoReport &report);

} // namespace roost
