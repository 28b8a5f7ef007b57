#include "TaskService.h"

#include "domain/TaskRules.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> forbidden()
{
    return fail(ErrorCode::Forbidden, u"Only an owner or a manager can change this. Ask one of them."_s);
}

Result<Task> lockTask(TaskRepository &tasks, const Caller &caller, const TaskId &id)
{
    ROOST_ASSIGN(const auto found, tasks.find(id));
    const bool maySee =
        found && caller.role &&
        (caller.may(Permission::ManageTasks) || (!caller.user.isNull() && found->assignee == caller.user));
    if (!maySee)
        return fail(ErrorCode::NotFound, u"There is no such task. It may have been removed."_s);
    return *found;
}

Result<void> checkReferences(TaskRepository &tasks, const QJsonObject &fields)
{
    ROOST_ASSIGN(const QString missing, tasks.missingReference(fields));
    if (missing.isEmpty())
        return {};
    return fail(ErrorCode::NotFound, u"What this task is about, or who does it, isn't there any more."_s, {},
                {{u"field"_s, missing}});
}

Result<void> note(ServerContext &context, const Caller &caller, const QString &action, const TaskId &id,
                  const QString &fromState = {}, const QString &toState = {})
{
    return appendAudit(context.database, caller, {u"task."_s + action, u"task"_s, id.uuid(), fromState, toState, {}});
}

// What a new task has where nothing is said.
QJsonObject withDefaults(const QJsonObject &said)
{
    QJsonObject fields{{u"notes"_s, u""_s}, {u"state"_s, taskStateName(TaskState::Open)}};
    for (const QString &field : taskFields()) {
        if (said.contains(field))
            fields.insert(field, said.value(field));
        else if (!fields.contains(field))
            fields.insert(field, QJsonValue::Null);
    }
    return fields;
}

Result<void> checkMayEdit(const Caller &caller, const TaskEdit &edit)
{
    if (caller.may(Permission::ManageTasks) || edit.changes.isEmpty() || edit.changes.keys() == QStringList{u"state"_s})
        return {};
    return forbidden();
}

QJsonObject merged(QJsonObject into, const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change)
        into.insert(change.key(), change.value());
    return into;
}

} // namespace

Result<TaskId> TaskService::create(ServerContext &context, const Caller &caller, const NewTask &newTask) const
{
    if (!caller.may(Permission::ManageTasks))
        return forbidden();
    ROOST_TRY(checkTaskFields(newTask.fields));
    ROOST_TRY(checkChecklist(newTask.checklist));
    Task task;
    task.fields = withDefaults(newTask.fields);
    task.checklist = newTask.checklist;
    ROOST_TRY(checkTask(task.fields));
    const TaskId id = newTask.id.isNull() ? TaskId::create() : newTask.id;
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    TaskRepository tasks(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const auto existing, tasks.find(id));
    if (existing && existing->fields == task.fields && existing->checklist == task.checklist)
        return id;
    if (existing)
        return fail(ErrorCode::AlreadyExists, u"Another task has this id."_s);
    ROOST_TRY(checkReferences(tasks, task.fields));
    ROOST_TRY(tasks.insert(id, task, caller.user));
    ROOST_TRY(note(context, caller, u"create"_s, id));
    ROOST_TRY(write.commit());
    return id;
}

Result<QList<MergeConflict>> TaskService::edit(ServerContext &context, const Caller &caller, const TaskId &id,
                                               const TaskEdit &edit) const
{
    ROOST_TRY(checkTaskFields(edit.changes));
    ROOST_TRY(checkMayEdit(caller, edit));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    TaskRepository tasks(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(Task task, lockTask(tasks, caller, id));
    const FieldMerge fields = mergeFields(task.fields, edit.base, edit.changes);
    const FieldMerge items = mergeFields(checklistItems(task.checklist), edit.baseItems, edit.items);
    QList<MergeConflict> conflicts = fields.conflicts;
    for (MergeConflict conflict : items.conflicts) {
        conflict.field.prepend(u"checklist."_s);
        conflicts << conflict;
    }
    if (fields.apply.isEmpty() && items.apply.isEmpty())
        return conflicts;
    const QString stateBefore = task.fields.value(u"state").toString();
    task.fields = merged(task.fields, fields.apply);
    task.checklist = withItems(task.checklist, items.apply);
    ROOST_TRY(checkTask(task.fields));
    ROOST_TRY(checkChecklist(task.checklist));
    ROOST_TRY(checkReferences(tasks, fields.apply));
    ROOST_TRY(tasks.update(id, task, caller.user));
    ROOST_TRY(note(context, caller, u"edit"_s, id, stateBefore, task.fields.value(u"state").toString()));
    ROOST_TRY(write.commit());
    return conflicts;
}

Result<void> TaskService::act(ServerContext &context, const Caller &caller, const TaskId &id, TaskAction action,
                              std::optional<TaskState> seen) const
{
    if (action == TaskAction::Cancel && !caller.may(Permission::ManageTasks))
        return forbidden();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    TaskRepository tasks(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(Task task, lockTask(tasks, caller, id));
    const QString before = task.fields.value(u"state").toString();
    const TaskState now = taskStateFromName(before).value_or(TaskState::Open);
    const auto after = taskAfter(now, action, seen.value_or(now));
    if (!after) {
        Error error = after.error();
        error.details = {{u"state"_s, before}, {u"revision"_s, task.revision}};
        return fail(error);
    }
    if (*after == now)
        return {};
    task.fields.insert(u"state"_s, taskStateName(*after));
    ROOST_TRY(tasks.update(id, task, caller.user));
    ROOST_TRY(note(context, caller, taskActionName(action), id, before, taskStateName(*after)));
    return write.commit();
}

Result<void> TaskService::remove(ServerContext &context, const Caller &caller, const TaskId &id,
                                 std::optional<int> seenRevision) const
{
    if (!caller.may(Permission::ManageTasks))
        return forbidden();
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    TaskRepository tasks(context.database, caller.tenant, context.clock.nowUtc());
    ROOST_ASSIGN(const Task task, lockTask(tasks, caller, id));
    if (seenRevision && *seenRevision != task.revision) {
        QJsonObject theirs = task.fields;
        theirs.insert(u"checklist"_s, task.checklist);
        theirs.insert(u"revision"_s, task.revision);
        return fail(ErrorCode::ChangedMeanwhile, u"Someone else changed this task meanwhile. Look at it again."_s, {},
                    theirs);
    }
    ROOST_TRY(tasks.remove(id));
    ROOST_TRY(note(context, caller, u"remove"_s, id));
    return write.commit();
}

} // namespace roost
