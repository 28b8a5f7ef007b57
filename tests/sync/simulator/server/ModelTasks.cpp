// See ModelRules.h: what is to be done.
#include "ModelRules.h"

#include <QJsonArray>

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

const QStringList &taskFields()
{
    static const QStringList fields{u"title"_s,      u"notes"_s,      u"due_on"_s,  u"due_at"_s,      u"state"_s,
                                    u"listing_id"_s, u"booking_id"_s, u"unit_id"_s, u"assignee_id"_s, u"staff_id"_s};
    return fields;
}

bool isField(const QString &field, const QJsonValue &value)
{
    if (field == u"title" || field == u"notes")
        return value.isString() && value.toString().size() <= (field == u"title" ? 200 : 10'000);
    if (field == u"state")
        return value == u"open"_s || value == u"in_progress"_s;
    if (field == u"due_on")
        return value.isNull() || dateOf(value).isValid();
    return taskFields().contains(field);
}

bool areFields(const QJsonObject &fields)
{
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!isField(field.key(), *field))
            return false;
    }
    return true;
}

bool isWhole(const QJsonObject &task)
{
    const bool hasTime = !task.value("due_at"_L1).toString().isEmpty();
    return !task.value("title"_L1).toString().trimmed().isEmpty() &&
           (!hasTime || !task.value("due_on"_L1).toString().isEmpty());
}

// By id, without the order.
QJsonObject itemsOf(const QJsonArray &checklist)
{
    QJsonObject items;
    for (const QJsonValue &value : checklist) {
        QJsonObject item = value.toObject();
        const QString id = item.take("id"_L1).toString();
        items.insert(id, item);
    }
    return items;
}

QJsonArray withItems(const QJsonArray &checklist, QJsonObject changes)
{
    QJsonArray changed;
    const auto add = [&changed](const QString &id, const QJsonValue &value) {
        QJsonObject item = value.toObject();
        item.insert(u"id"_s, id);
        if (value.isObject())
            changed << item;
    };
    for (const QJsonValue &value : checklist) {
        const QString id = value["id"_L1].toString();
        if (changes.contains(id))
            add(id, changes.take(id));
        else
            changed << value;
    }
    for (auto change = changes.begin(); change != changes.end(); ++change)
        add(change.key(), *change);
    return changed;
}

QJsonObject standing(const QJsonObject &task)
{
    return {{u"state"_s, task.value("state"_L1)}, {u"revision"_s, task.value("revision"_L1)}};
}

// Empty: it can't.
QString stateAfter(const QString &action, const QString &now, const QString &seen)
{
    if (action == u"task.complete")
        return now == u"cancelled" ? QString() : u"done"_s;
    if (action == u"task.cancel")
        return now == u"done" ? QString() : u"cancelled"_s;
    if (now == u"open" || now == u"in_progress")
        return now;
    return now == u"done" || seen == u"cancelled" ? u"open"_s : QString();
}

} // namespace

ModelTasks::ModelTasks(const Act &act)
    : m_act(act)
{
}

bool ModelTasks::refersToWhatIsThere(const QJsonObject &fields) const
{
    static const QMap<QString, QString> tables{{u"listing_id"_s, u"listing"_s},
                                               {u"booking_id"_s, u"booking"_s},
                                               {u"unit_id"_s, u"unit"_s},
                                               {u"assignee_id"_s, u"member"_s}};
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        const QJsonValue id = fields.value(table.key());
        if (id.isString() && !m_act.scope.has(*table, id.toString()))
            return false;
    }
    return !fields.value("staff_id"_L1).isString();
}

Outcome ModelTasks::create(const Mutation &mutation)
{
    const QString id = mutation.args.value("task_id"_L1).toString();
    const QJsonArray checklist = mutation.args.value("checklist"_L1).toArray();
    QJsonObject said;
    for (const QString &field : taskFields()) {
        if (mutation.args.contains(field))
            said.insert(field, mutation.args.value(field));
    }
    if (!areFields(said) || !isWhole(said))
        return rejected(u"VALIDATION_ERROR"_s);
    QJsonObject task;
    for (const QString &field : taskFields())
        task.insert(field, said.contains(field) ? said.value(field) : QJsonValue(QJsonValue::Null));
    if (task.value("notes"_L1).isNull())
        task.insert(u"notes"_s, u""_s);
    task.insert(u"state"_s, u"open"_s);
    if (const QJsonObject known = m_act.scope.row(u"task"_s, id); !known.isEmpty()) {
        const bool isSame = mergeFields(known, {}, task).apply.isEmpty() && known.value("checklist"_L1) == checklist;
        return isSame ? applied() : rejected(u"ALREADY_EXISTS"_s);
    }
    if (!refersToWhatIsThere(task))
        return rejected(u"NOT_FOUND"_s);
    task.insert(u"checklist"_s, checklist);
    task.insert(u"created_at"_s, textOf(m_act.now));
    task.insert(u"revision"_s, 1);
    m_act.scope.put(u"task"_s, id, task);
    return applied();
}

Outcome ModelTasks::edit(const Mutation &mutation)
{
    const QString id = mutation.args.value("task_id"_L1).toString();
    const QJsonObject changes = mutation.args.value("changes"_L1).toObject();
    const QJsonObject items = mutation.args.value("checklist"_L1).toObject();
    if ((changes.isEmpty() && items.isEmpty()) || !areFields(changes))
        return rejected(u"VALIDATION_ERROR"_s);
    const QJsonObject task = m_act.scope.row(u"task"_s, id);
    if (task.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const QJsonArray checklist = task.value("checklist"_L1).toArray();
    const Merged merged = mergeFields(task, mutation.base, changes);
    const Merged mergedItems = mergeFields(itemsOf(checklist), mutation.base.value("checklist"_L1).toObject(), items);
    QList<FieldConflict> conflicts = merged.conflicts;
    for (FieldConflict conflict : mergedItems.conflicts) {
        conflict.field.prepend(u"checklist."_s);
        conflicts << conflict;
    }
    if (merged.apply.isEmpty() && mergedItems.apply.isEmpty())
        return mergedOutcome(conflicts, u"CHANGED_MEANWHILE"_s);
    QJsonObject after = task;
    for (auto field = merged.apply.begin(); field != merged.apply.end(); ++field)
        after.insert(field.key(), *field);
    if (!isWhole(after))
        return rejected(u"VALIDATION_ERROR"_s);
    if (!refersToWhatIsThere(merged.apply))
        return rejected(u"NOT_FOUND"_s);
    QJsonObject row = merged.apply;
    row.insert(u"checklist"_s, withItems(checklist, mergedItems.apply));
    row.insert(u"revision"_s, task.value("revision"_L1).toInt() + 1);
    row.insert(u"completed_at"_s,
               after.value("state"_L1) == u"done"_s ? task.value("completed_at"_L1) : QJsonValue(QJsonValue::Null));
    m_act.scope.put(u"task"_s, id, row);
    return mergedOutcome(conflicts, u"CHANGED_MEANWHILE"_s);
}

Outcome ModelTasks::act(const Mutation &mutation)
{
    const QString id = mutation.args.value("task_id"_L1).toString();
    const QJsonObject task = m_act.scope.row(u"task"_s, id);
    if (task.isEmpty())
        return rejected(u"NOT_FOUND"_s);
    const QString now = task.value("state"_L1).toString();
    const QString after = stateAfter(mutation.name, now, mutation.base.value("state"_L1).toString());
    if (after.isEmpty())
        return rejected(u"INVALID_TRANSITION"_s, standing(task));
    if (after == now)
        return applied();
    m_act.scope.put(u"task"_s, id,
                    {{u"state"_s, after},
                     {u"revision"_s, task.value("revision"_L1).toInt() + 1},
                     {u"completed_at"_s, after == u"done" ? QJsonValue(textOf(m_act.now)) : QJsonValue()}});
    return applied();
}

Outcome ModelTasks::remove(const Mutation &mutation)
{
    const QString id = mutation.args.value("task_id"_L1).toString();
    const QJsonObject task = m_act.scope.row(u"task"_s, id);
    const QJsonValue seen = mutation.base.value("revision"_L1);
    if (task.isEmpty())
        return applied();
    if (seen.isDouble() && seen != task.value("revision"_L1))
        return rejected(u"CHANGED_MEANWHILE"_s, task);
    m_act.scope.remove(u"task"_s, id);
    return applied();
}

} // namespace roost::sim
