// What is to be done. Owners and managers (Permission::ManageTasks) see and change all tasks of the tenant; everybody
// else sees the tasks that are assigned to them, does them and ticks off their checklists.
//
// Each function works alone and inside a transaction of the caller, which goes on when it fails. A task that the caller
// may not see is NotFound.
#pragma once

#include "TaskRepository.h"

#include "domain/FieldMerge.h"
#include "domain/TaskState.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct NewTask
{
    TaskId id;          // null: one is made
    QJsonObject fields; // domain/TaskRules.h; title is needed
    QJsonArray checklist;
};

struct TaskEdit
{
    QJsonObject changes; // domain/TaskRules.h
    QJsonObject items;   // of the checklist: {item id: {"text", "done"} or null}
    // What the caller saw, in the same form; a field or an item that isn't named is changed whatever it was.
    QJsonObject base;
    QJsonObject baseItems;
};

class TaskService
{
public:
    // The same task again is a success, another one with this id AlreadyExists. Forbidden, Validation, NotFound
    // (details.field: what it refers to isn't there).
    Result<TaskId> create(ServerContext &context, const Caller &caller, const NewTask &task) const;

    // Field by field and item by item: what somebody else changed since stays, and comes back as a conflict (field
    // "title", "checklist.<item id>"). Without ManageTasks only state and items of the caller's own tasks: else
    // Forbidden. Validation, NotFound.
    Result<QList<MergeConflict>> edit(ServerContext &context, const Caller &caller, const TaskId &id,
                                      const TaskEdit &edit) const;

    // What is so already stays as it is. seen: the state that the caller knew, else the present one.
    // InvalidTransition (details.state, details.revision), NotFound; Forbidden to cancel without ManageTasks.
    Result<void> act(ServerContext &context, const Caller &caller, const TaskId &id, TaskAction action,
                     std::optional<TaskState> seen = std::nullopt) const;

    // ChangedMeanwhile (details: the task) when seenRevision isn't the present one. Forbidden, NotFound.
    Result<void> remove(ServerContext &context, const Caller &caller, const TaskId &id,
                        std::optional<int> seenRevision = std::nullopt) const;
};

} // namespace roost
