// Edits of tasks.
#include "Edits.h"

#include "domain/TaskRules.h"
#include "sync/protocol/Scopes.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

template <class AnyId>
QJsonValue idOrNull(const AnyId &id)
{
    return id.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(id.toString());
}

QJsonObject fieldsOf(const TaskRow &task)
{
    return {{u"title"_s, task.title},
            {u"notes"_s, task.notes.isNull() ? u""_s : task.notes},
            {u"due_on"_s, task.dueOn.isNull() ? QJsonValue(QJsonValue::Null) : task.dueOn.toString(Qt::ISODate)},
            {u"due_at"_s, task.dueAt.isEmpty() ? QJsonValue(QJsonValue::Null) : task.dueAt},
            {u"listing_id"_s, idOrNull(task.listing)},
            {u"booking_id"_s, idOrNull(task.booking)},
            {u"unit_id"_s, idOrNull(task.unit)},
            {u"assignee_id"_s, idOrNull(task.assignee)},
            {u"staff_id"_s, idOrNull(task.staff)},
            {u"state"_s, task.state}};
}

// Of the two forms of a checklist what differs: with the new values, and with those before.
void compareItems(const QJsonObject &before, const QJsonObject &after, QJsonObject &changes, QJsonObject &base)
{
    const auto compare = [&](const QString &id) {
        const QJsonValue was = before.contains(id) ? before.value(id) : QJsonValue(QJsonValue::Null);
        const QJsonValue becomes = after.contains(id) ? after.value(id) : QJsonValue(QJsonValue::Null);
        if (was == becomes)
            return;
        changes.insert(id, becomes);
        base.insert(id, was);
    };
    for (const QString &id : before.keys() + after.keys())
        compare(id);
}

} // namespace

Edit createTask(const TaskId &newTask, const TenantId &tenant, const QJsonObject &fields)
{
    QJsonObject args = fields;
    args.insert(u"task_id"_s, newTask.toString());
    return {u"task.create"_s, args, {}, sync::scopeOf(sync::ScopeKind::Tenant, tenant.toString())};
}

Edit editTask(const TaskRow &shown, const QJsonObject &changes, const std::optional<QJsonArray> &checklist)
{
    const QJsonObject before = fieldsOf(shown);
    QJsonObject real;
    QJsonObject base;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (before.value(change.key()) == change.value())
            continue;
        real.insert(change.key(), change.value());
        base.insert(change.key(), before.value(change.key()));
    }
    Edit edit{u"task.edit"_s, {{u"task_id"_s, shown.id.toString()}, {u"changes"_s, real}}, base};
    QJsonObject items;
    QJsonObject itemsBefore;
    if (checklist)
        compareItems(checklistItems(shown.checklist), checklistItems(*checklist), items, itemsBefore);
    if (!items.isEmpty()) {
        edit.args.insert(u"checklist"_s, items);
        edit.base.insert(u"checklist"_s, itemsBefore);
    }
    return edit;
}

Edit actOnTask(const TaskRow &shown, TaskAction action)
{
    return {u"task."_s + taskActionName(action), {{u"task_id"_s, shown.id.toString()}}, {{u"state"_s, shown.state}}};
}

Edit removeTask(const TaskRow &shown)
{
    return {u"task.remove"_s, {{u"task_id"_s, shown.id.toString()}}, {{u"revision"_s, shown.revision}}};
}

} // namespace roost::replica
