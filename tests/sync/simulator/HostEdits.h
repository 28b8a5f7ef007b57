// What a host does at a device, through the same readers and factories as the windows: chooses among what the replica
// shows.
#pragma once

#include "Plan.h"
#include "Program.h"

namespace roost::sim {

// Performs the step. Nothing: there was nothing to do it to. NotFound, Validation, DatesTaken and the like are the
// replica's answers to the host. Call it as the program (Program::enter).
std::optional<Result<MutationId>> performEdit(Program &program, const Step &step, const QDate &today);
// The same for a decision on a problem, which may or may not make a mutation.
std::optional<Result<void>> resolveProblem(Program &program, const Step &step);

} // namespace roost::sim
