// Decodes and encodes tasks.
#include "TaskController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "domain/TaskRules.h"
#include "server/tasks/TaskQueries.h"
#include "server/tasks/TaskService.h"

#include <QJsonDocument>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> taskJson(const ApiRequest &request, ServerContext &context, const TaskId &id)
{
    ROOST_ASSIGN(const auto task, TaskQueries().read(context, request.caller, id));
    if (!task)
        return fail(ErrorCode::NotFound, u"There is no such task. It may have been removed."_s);
    return *task;
}

QJsonObject fieldsOf(const QJsonObject &body)
{
    QJsonObject fields = body;
    fields.remove(u"id"_s);
    fields.remove(u"checklist"_s);
    return fields;
}

Result<ApiReply> list(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    const TaskFilter filter{taskStateFromName(request.queryText(u"state"_s)),
                            ListingId::fromString(request.queryText(u"listing_id"_s))};
    ROOST_ASSIGN(const auto rows, TaskQueries().list(context, request.caller, filter, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> create(const ApiRequest &request, ServerContext &context)
{
    const NewTask task{TaskId::fromString(request.body.value("id"_L1).toString()), fieldsOf(request.body),
                       request.body.value("checklist"_L1).toArray()};
    ROOST_ASSIGN(const TaskId id, TaskService().create(context, request.caller, task));
    ROOST_ASSIGN(const QByteArray made, taskJson(request, context, id));
    return ApiReply::created(made, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> read(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const QByteArray task, taskJson(request, context, request.pathId<TaskId>("task_id")));
    return ApiReply::raw(task);
}

// The items that make a checklist what it is to be: those that differ, and null for those that go.
QJsonObject itemChanges(const QJsonArray &now, const QJsonArray &wanted)
{
    QJsonObject changes = checklistItems(wanted);
    for (const QJsonValue &item : now) {
        const QString id = item[u"id"].toString();
        if (!changes.contains(id))
            changes.insert(id, QJsonValue::Null);
    }
    return changes;
}

Result<ApiReply> edit(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<TaskId>("task_id");
    ROOST_ASSIGN(const QByteArray before, taskJson(request, context, id));
    TaskEdit edit;
    edit.changes = fieldsOf(request.body);
    if (request.body.contains("checklist"_L1)) {
        const QJsonArray wanted = request.body.value("checklist"_L1).toArray();
        ROOST_TRY(checkChecklist(wanted));
        edit.items = itemChanges(QJsonDocument::fromJson(before).object().value("checklist"_L1).toArray(), wanted);
    }
    ROOST_TRY(TaskService().edit(context, request.caller, id, edit));
    return read(request, context);
}

template <TaskAction action>
Result<ApiReply> act(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(TaskService().act(context, request.caller, request.pathId<TaskId>("task_id"), action));
    return read(request, context);
}

Result<ApiReply> remove(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(TaskService().remove(context, request.caller, request.pathId<TaskId>("task_id")));
    return ApiReply::noContent();
}

} // namespace

void registerTaskController(ApiServer &server)
{
    server.handle(u"listTasks"_s, list);
    server.handle(u"createTask"_s, create);
    server.handle(u"readTask"_s, read);
    server.handle(u"editTask"_s, edit);
    server.handle(u"completeTask"_s, act<TaskAction::Complete>);
    server.handle(u"reopenTask"_s, act<TaskAction::Reopen>);
    server.handle(u"cancelTask"_s, act<TaskAction::Cancel>);
    server.handle(u"removeTask"_s, remove);
}

} // namespace roost::api
