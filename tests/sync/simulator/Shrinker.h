// Makes a failing plan short: leaves out steps while it still breaks the same rule (delta debugging: Zeller,
// Hildebrandt 2002).
#pragma once

#include "Plan.h"

namespace roost::sim {

// fails: whether a plan still fails in the same way; called at most mostRuns times. Returns a plan that does, no longer
// than the given one, which must.
Plan shrink(const Plan &failing, const std::function<bool(const Plan &)> &fails, int mostRuns = 400);

} // namespace roost::sim
