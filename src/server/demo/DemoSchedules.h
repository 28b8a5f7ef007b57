// What the demo's host offers besides homes: an evening on the water that repeats, and massages by two people.
#pragma once

#include "DemoPortfolio.h"
#include "DemoRandom.h"

#include "server/tenancy/Caller.h"

namespace roost {

// Writes them in the transaction that its caller has begun; the same random numbers give the same rows. owner is the
// portfolio's.
Result<void> writeDemoSchedules(ServerContext &context, const Caller &owner, const QDate &today, DemoRandom &random,
                                DemoReport &report);

} // namespace roost
