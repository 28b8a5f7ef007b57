#include "TaskState.h"

namespace roost {

using namespace Qt::StringLiterals;

QString taskStateName(TaskState state)
{
    switch (state) {
    case TaskState::Open:
        return u"open"_s;
    case TaskState::InProgress:
        return u"in_progress"_s;
    case TaskState::Done:
        return u"done"_s;
    case TaskState::Cancelled:
        break;
    }
    return u"cancelled"_s;
}

std::optional<TaskState> taskStateFromName(const QString &name)
{
    for (const TaskState state : {TaskState::Open, TaskState::InProgress, TaskState::Done, TaskState::Cancelled}) {
        if (name == taskStateName(state))
            return state;
    }
    return std::nullopt;
}

QString taskActionName(TaskAction action)
{
    switch (action) {
    case TaskAction::Complete:
        return u"complete"_s;
    case TaskAction::Reopen:
        return u"reopen"_s;
    case TaskAction::Cancel:
        break;
    }
    return u"cancel"_s;
}

std::optional<TaskAction> taskActionFromName(const QString &name)
{
    for (const TaskAction action : {TaskAction::Complete, TaskAction::Reopen, TaskAction::Cancel}) {
        if (name == taskActionName(action))
            return action;
    }
    return std::nullopt;
}

Result<TaskState> taskAfter(TaskState now, TaskAction action, TaskState seen)
{
    const bool isOpen = now == TaskState::Open || now == TaskState::InProgress;
    switch (action) {
    case TaskAction::Complete:
        if (now != TaskState::Cancelled)
            return TaskState::Done;
        break;
    case TaskAction::Reopen:
        if (isOpen)
            return now;
        if (now == TaskState::Done || seen == TaskState::Cancelled)
            return TaskState::Open;
        break;
    case TaskAction::Cancel:
        if (now != TaskState::Done)
            return TaskState::Cancelled;
        break;
    }
    return fail(ErrorCode::InvalidTransition,
                now == TaskState::Done ? u"This task is done already."_s : u"This task was cancelled."_s);
}

} // namespace roost
