// What is to be done.
#include "MutationHandlers.h"

#include "domain/TaskRules.h"
#include "server/tasks/TaskService.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

Result<Outcome> createTask(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    NewTask task;
    ROOST_ASSIGN(task.id, idArgument<TaskId>(mutation, u"task_id"_s));
    for (const QString &field : taskFields()) {
        if (mutation.args.contains(field))
            task.fields.insert(field, mutation.args.value(field));
    }
    if (mutation.args.contains(u"checklist")) {
        ROOST_ASSIGN(task.checklist, jsonArray(mutation.args, u"checklist"_s));
    }
    ROOST_TRY(TaskService().create(context, caller, task));
    return applied();
}

Result<Outcome> editTask(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto task, idArgument<TaskId>(mutation, u"task_id"_s));
    TaskEdit edit;
    edit.changes = mutation.args.value(u"changes").toObject();
    edit.items = mutation.args.value(u"checklist").toObject();
    if (edit.changes.isEmpty() && edit.items.isEmpty()) {
        return fail(ErrorCode::Validation, QCoreApplication::translate("sync", "Nothing was changed."), {},
                    {{u"field"_s, u"changes"_s}});
    }
    edit.base = mutation.base;
    edit.baseItems = mutation.base.value(u"checklist").toObject();
    ROOST_ASSIGN(const auto conflicts, TaskService().edit(context, caller, task, edit));
    return mergedWith(conflicts);
}

template <TaskAction action>
Result<Outcome> actOnTask(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto task, idArgument<TaskId>(mutation, u"task_id"_s));
    const auto seen = taskStateFromName(mutation.base.value(u"state").toString());
    // Without a word about what the host saw they didn't mean to reopen what was cancelled.
    ROOST_TRY(TaskService().act(context, caller, task, action, seen.value_or(TaskState::Open)));
    return applied();
}

Result<Outcome> removeTask(ServerContext &context, const Caller &caller, const Mutation &mutation)
{
    ROOST_ASSIGN(const auto task, idArgument<TaskId>(mutation, u"task_id"_s));
    const QJsonValue revision = mutation.base.value(u"revision");
    const auto seen = revision.isDouble() ? std::optional(revision.toInt()) : std::nullopt;
    const auto removed = TaskService().remove(context, caller, task, seen);
    if (!removed && !isGone(removed.error()))
        return fail(removed.error());
    return applied();
}

} // namespace

MutationHandlers taskHandlers()
{
    return {{u"task.create"_s, createTask},
            {u"task.edit"_s, editTask},
            {u"task.complete"_s, actOnTask<TaskAction::Complete>},
            {u"task.reopen"_s, actOnTask<TaskAction::Reopen>},
            {u"task.cancel"_s, actOnTask<TaskAction::Cancel>},
            {u"task.remove"_s, removeTask}};
}

} // namespace roost
