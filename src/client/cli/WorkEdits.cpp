#include "WorkEdits.h"

#include "FieldValues.h"
#include "Lookup.h"

#include "domain/MessageRules.h"

namespace roost::cli {

using namespace Qt::StringLiterals;
using replica::ReplicaReader;

namespace {

tl::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorCode::Validation, text);
}

struct TaskWords
{
    QJsonObject fields;
    QJsonArray checklist;
    bool changesChecklist = false;
};

// Ticks the one item that has this in it.
Result<void> tick(QJsonArray &checklist, const QString &part)
{
    QList<qsizetype> found;
    for (qsizetype i = 0; i < checklist.size(); ++i) {
        if (checklist[i][u"text"].toString().contains(part, Qt::CaseInsensitive))
            found << i;
    }
    if (found.size() != 1)
        return wrong(u"'%1' fits %2 items of the checklist."_s.arg(part).arg(found.size()));
    QJsonObject item = checklist[found.first()].toObject();
    item.insert(u"done"_s, true);
    checklist[found.first()] = item;
    return {};
}

Result<TaskWords> taskWords(const QStringList &words, const QJsonArray &checklist)
{
    static const QStringList names{u"title"_s, u"notes"_s, u"due_on"_s, u"due_at"_s, u"state"_s};
    TaskWords said{{}, checklist, false};
    ROOST_ASSIGN(const auto assigned, assignments(words, u"due_on=2027-07-02"_s));
    for (const Assignment &word : assigned) {
        if (word.field == u"item" || word.field == u"tick")
            said.changesChecklist = true;
        if (word.field == u"item") {
            said.checklist << QJsonObject{{u"id"_s, uuidText(newUuid())}, {u"text"_s, word.value}, {u"done"_s, false}};
        } else if (word.field == u"tick") {
            ROOST_TRY(tick(said.checklist, word.value));
        } else if (names.contains(word.field)) {
            const bool clears = word.field.startsWith(u"due_") && word.value == u"none";
            said.fields.insert(word.field, clears ? QJsonValue(QJsonValue::Null) : QJsonValue(word.value));
        } else {
            return wrong(u"There is no field '%1'. Fields: %2, item, tick"_s.arg(word.field, names.join(u", "_s)));
        }
    }
    return said;
}

Result<TenantId> onlyTenant(ReplicaReader &reader)
{
    ROOST_ASSIGN(const auto tenants, reader.tenants());
    if (tenants.size() == 1)
        return tenants.first().id;
    return wrong(u"There are several hosts on this computer; name a listing with --listing."_s);
}

Result<replica::Edit> newTask(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(TaskWords said, taskWords(options.arguments.mid(2), {}));
    said.fields.insert(u"title"_s, options.arguments[1]);
    if (!said.checklist.isEmpty())
        said.fields.insert(u"checklist"_s, said.checklist);
    if (options.listing.isEmpty()) {
        ROOST_ASSIGN(const TenantId tenant, onlyTenant(reader));
        return replica::createTask(TaskId::create(), tenant, said.fields);
    }
    ROOST_ASSIGN(const auto listing, findListing(reader, options.listing));
    said.fields.insert(u"listing_id"_s, listing.id.toString());
    return replica::createTask(TaskId::create(), listing.tenant, said.fields);
}

} // namespace

Result<replica::Edit> messageEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto booking, findBooking(reader, options.arguments[1]));
    if (options.arguments.first() == u"send")
        return replica::writeAbout(MessageId::create(), booking.id, options.arguments[2]);
    ROOST_ASSIGN(const auto messages, reader.messages(threadOfBooking(booking.id), 1));
    if (messages.isEmpty())
        return fail(ErrorCode::NotFound, u"Nobody wrote about this booking yet."_s);
    return replica::markRead(messages.last());
}

Result<replica::Edit> reviewEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto review, findReview(reader, options.arguments[1]));
    return replica::replyToReview(review, options.arguments[2]);
}

Result<replica::Edit> contactEdit(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto contact, findContact(reader, options.arguments[1]));
    ROOST_ASSIGN(const auto words, assignments(options.arguments.mid(2), u"phone=+4722000000"_s));
    QJsonObject fields;
    for (const Assignment &word : words)
        fields.insert(word.field, word.value);
    return replica::editContact(contact, fields);
}

Result<replica::Edit> taskEdit(ReplicaReader &reader, const CliOptions &options)
{
    const QString act = options.arguments.first();
    if (act == u"add")
        return newTask(reader, options);
    ROOST_ASSIGN(const auto task, findTask(reader, options.arguments[1]));
    if (act == u"remove")
        return replica::removeTask(task);
    if (act == u"edit") {
        ROOST_ASSIGN(const TaskWords said, taskWords(options.arguments.mid(2), task.checklist));
        return replica::editTask(task, said.fields,
                                 said.changesChecklist ? std::optional(said.checklist) : std::nullopt);
    }
    const TaskAction action = act == u"done"     ? TaskAction::Complete
                              : act == u"reopen" ? TaskAction::Reopen
                                                 : TaskAction::Cancel;
    return replica::actOnTask(task, action);
}

} // namespace roost::cli
