// The clients of a storm: guests who hold, confirm, book, change, cancel and wait at random, and a host who answers
// them.
#pragma once

#include "StormWorld.h"

namespace roost::test {

// Runs a process's share of the clients, each on a thread and a connection of its own, until the world ends. Guests are
// dealt out over the workers in turn. What they were told goes to logFolder.
int runStormWorker(const StormWorld &world, const QString &logFolder, int worker, int workers);

} // namespace roost::test
