// How presenters change things: functions that the program's wiring binds to the running client. They apply at once on
// this computer and call back from the event loop; what was refused comes back as an Error with text for the host.
#pragma once

#include "client/replica/Replica.h"

#include <functional>

namespace roost {

using DoneFunction = std::function<void(const Result<void> &)>;
// session::SyncService::edit
using EditFunction = std::function<void(const replica::Edit &, DoneFunction)>;
// session::SyncService::resolveProblem
using ResolveFunction = std::function<void(const ProblemId &, replica::ProblemChoice, DoneFunction)>;

} // namespace roost
