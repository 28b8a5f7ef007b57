// Tasks, as they are seen before the server has answered. Every change counts the revision up, as the server does, so
// that a later edit of one's own is no surprise to it.
#include "MutationEffects.h"

#include "domain/TaskRules.h"
#include "domain/TaskState.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

using Effects = Result<QList<RowEffect>>;

Result<void> check(const QJsonObject &task, const QJsonObject &changes)
{
    ROOST_TRY(checkTaskFields(changes));
    ROOST_TRY(checkTask(task));
    return checkChecklist(task.value(u"checklist").toArray());
}

Effects created(const QJsonObject &args, EffectMode mode)
{
    const QString id = args.value(u"task_id").toString();
    QJsonObject fields;
    QJsonObject task{{u"id"_s, id},
                     {u"notes"_s, u""_s},
                     {u"state"_s, taskStateName(TaskState::Open)},
                     {u"checklist"_s, args.value(u"checklist").toArray()},
                     {u"created_at"_s, madeAt(id)},
                     {u"revision"_s, 1},
                     {u"version"_s, 0}};
    for (const QString &field : taskFields()) {
        if (!args.contains(field))
            continue;
        fields.insert(field, args.value(field));
        task.insert(field, args.value(field));
    }
    if (mode == EffectMode::Checked)
        ROOST_TRY(check(task, fields));
    return QList<RowEffect>{{u"task"_s, id, std::nullopt, task}};
}

Result<QJsonObject> edited(const QJsonObject &before, const QJsonObject &args, EffectMode mode)
{
    const QJsonObject changes = args.value(u"changes").toObject();
    const QJsonObject items = args.value(u"checklist").toObject();
    QJsonObject after = before;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    after.insert(u"checklist"_s, withItems(before.value(u"checklist").toArray(), items));
    if (mode == EffectMode::Checked && changes.isEmpty() && items.isEmpty()) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "Nothing was changed, so there is nothing to save."));
    }
    if (mode == EffectMode::Checked)
        ROOST_TRY(check(after, changes));
    return after;
}

Result<QJsonObject> acted(const QJsonObject &before, const sync::Mutation &mutation, EffectMode mode)
{
    const auto action = taskActionFromName(mutation.name.section(u'.', 1));
    const auto now = taskStateFromName(before.value(u"state").toString());
    const auto seen = taskStateFromName(mutation.base.value(u"state").toString());
    QJsonObject after = before;
    if (!action || !now)
        return after;
    const auto next = taskAfter(*now, *action, seen.value_or(TaskState::Open));
    if (!next && mode == EffectMode::Checked)
        return fail(next.error());
    if (next)
        after.insert(u"state"_s, taskStateName(*next));
    return after;
}

} // namespace

Effects taskEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    const QString id = mutation.args.value(u"task_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(u"task"_s, id));
    if (mutation.name == u"task.create")
        return before ? Effects(QList<RowEffect>()) : created(mutation.args, mode);
    if (!before)
        return mode == EffectMode::Checked ? Effects(notHere(u"task"_s)) : QList<RowEffect>();
    if (mutation.name == u"task.remove")
        return QList<RowEffect>{{u"task"_s, id, before, std::nullopt}};
    ROOST_ASSIGN(QJsonObject after,
                 mutation.name == u"task.edit" ? edited(*before, mutation.args, mode) : acted(*before, mutation, mode));
    if (after != *before)
        after.insert(u"revision"_s, before->value(u"revision").toInt() + 1);
    return QList<RowEffect>{{u"task"_s, id, before, after}};
}

} // namespace roost::replica
