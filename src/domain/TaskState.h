// How far a task is, and what may be done with it.
#pragma once

#include "common/Result.h"

#include <optional>

namespace roost {

enum class TaskState { Open, InProgress, Done, Cancelled };
enum class TaskAction { Complete, Reopen, Cancel };

// "open", "in_progress", "done", "cancelled".
QString taskStateName(TaskState state);
std::optional<TaskState> taskStateFromName(const QString &name);
// "complete", "reopen", "cancel".
QString taskActionName(TaskAction action);
std::optional<TaskAction> taskActionFromName(const QString &name);

// The state after the action; the same one when it is so already. seen: the state that its author knew. Somebody who
// knew that a task was cancelled may reopen it.
// InvalidTransition: completing and reopening what was cancelled meanwhile, cancelling what is done.
Result<TaskState> taskAfter(TaskState now, TaskAction action, TaskState seen);

} // namespace roost
