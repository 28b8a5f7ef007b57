#include "TaskRules.h"

#include "TaskState.h"

#include "common/Uuid.h"

#include <QDate>
#include <QSet>
#include <QTime>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestTitle = 200;
constexpr int kLongestNotes = 10'000;
constexpr int kLongestItem = 500;

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

Result<void> checkText(const QString &field, const QJsonValue &value, int most)
{
    const QString text = value.toString();
    if (!value.isString() || text.size() > most || text.contains(QChar(u'\0')))
        return wrong(field, u"This text has %1 characters at most."_s.arg(most));
    return {};
}

bool isDay(const QString &text)
{
    const QDate day = QDate::fromString(text, u"yyyy-MM-dd"_s);
    return day.isValid() && day.year() >= 2000 && day.year() <= 2200;
}

Result<void> checkField(const QString &field, const QJsonValue &value)
{
    if (field == "title"_L1)
        return checkText(field, value, kLongestTitle);
    if (field == "notes"_L1)
        return checkText(field, value, kLongestNotes);
    const QString text = value.toString();
    if (field == "state"_L1) {
        const auto state = taskStateFromName(text);
        if (state == TaskState::Open || state == TaskState::InProgress)
            return {};
        return wrong(field, u"Say \"open\" or \"in_progress\"; completing and cancelling are acts of their own."_s);
    }
    if (value.isNull())
        return {};
    if (field == "due_on"_L1 && !isDay(text))
        return wrong(field, u"Write the day like 2027-02-28."_s);
    if (field == "due_at"_L1 && !QTime::fromString(text, u"HH:mm"_s).isValid())
        return wrong(field, u"Write the time like 14:30."_s);
    if (taskReferences().contains(field) && parseUuid(text).isNull())
        return wrong(field, u"\"%1\" must be an id or null."_s.arg(field));
    return {};
}

} // namespace

const QStringList &taskReferences()
{
    static const QStringList fields{u"listing_id"_s, u"booking_id"_s, u"unit_id"_s, u"assignee_id"_s, u"staff_id"_s};
    return fields;
}

const QStringList &taskFields()
{
    static const QStringList fields =
        QStringList{u"title"_s, u"notes"_s, u"due_on"_s, u"due_at"_s, u"state"_s} + taskReferences();
    return fields;
}

Result<void> checkTaskFields(const QJsonObject &fields)
{
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!taskFields().contains(field.key()))
            return wrong(field.key(), u"A task has no field \"%1\"."_s.arg(field.key().left(100)));
        ROOST_TRY(checkField(field.key(), field.value()));
    }
    return {};
}

Result<void> checkTask(const QJsonObject &task)
{
    if (task.value(u"title").toString().trimmed().isEmpty())
        return wrong(u"title"_s, u"Say what is to be done."_s);
    if (!task.value(u"due_at").toString().isEmpty() && task.value(u"due_on").toString().isEmpty())
        return wrong(u"due_at"_s, u"Choose a day for this time."_s);
    return {};
}

Result<void> checkChecklist(const QJsonArray &checklist)
{
    if (checklist.size() > kMostChecklistItems)
        return wrong(u"checklist"_s, u"A checklist has %1 items at most."_s.arg(kMostChecklistItems));
    QSet<QString> ids;
    for (const QJsonValue &value : checklist) {
        const QJsonObject item = value.toObject();
        const QString id = item.value(u"id").toString();
        const QString text = item.value(u"text").toString();
        const bool isItem = !parseUuid(id).isNull() && !ids.contains(id) && item.value(u"done").isBool() &&
                            !text.trimmed().isEmpty() && text.size() <= kLongestItem && !text.contains(QChar(u'\0'));
        if (!isItem || item.size() != 3) {
            return wrong(u"checklist"_s, u"An item has an id of its own, a text of %1 characters at most, and says "
                                         "whether it is done."_s.arg(kLongestItem));
        }
        ids << id;
    }
    return {};
}

QJsonObject checklistItems(const QJsonArray &checklist)
{
    QJsonObject items;
    for (const QJsonValue &item : checklist) {
        items.insert(item[u"id"].toString(),
                     QJsonObject{{u"text"_s, item[u"text"].toString()}, {u"done"_s, item[u"done"].toBool()}});
    }
    return items;
}

QJsonArray withItems(const QJsonArray &checklist, const QJsonObject &changes)
{
    QJsonArray changed;
    QSet<QString> known;
    const auto add = [&changed](const QString &id, QJsonObject item) {
        item.insert(u"id"_s, id);
        changed << item;
    };
    for (const QJsonValue &item : checklist) {
        const QString id = item[u"id"].toString();
        known << id;
        if (!changes.contains(id))
            changed << item;
        else if (changes.value(id).isObject())
            add(id, changes.value(id).toObject());
    }
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (!known.contains(change.key()) && change.value().isObject())
            add(change.key(), change.value().toObject());
    }
    return changed;
}

} // namespace roost
