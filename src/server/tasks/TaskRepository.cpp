#include "TaskRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

TaskRepository::TaskRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<std::optional<Task>> TaskRepository::find(const TaskId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"tasks/find"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<Task>();
    return std::optional(Task{QJsonDocument::fromJson(find.text(0).toUtf8()).object(),
                              QJsonDocument::fromJson(find.text(1).toUtf8()).array(), static_cast<int>(find.integer(2)),
                              find.id<UserId>(3)});
}

Result<void> TaskRepository::insert(const TaskId &id, const Task &task, const UserId &by)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"tasks/insert"_s));
    insert.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":fields"_s, QString::fromUtf8(canonicalJson(task.fields)))
        .bind(u":checklist"_s, QString::fromUtf8(compactJson(task.checklist)))
        .bind(u":user_id"_s, by)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<void> TaskRepository::update(const TaskId &id, const Task &task, const UserId &by)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"tasks/update"_s));
    update.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":fields"_s, QString::fromUtf8(canonicalJson(task.fields)))
        .bind(u":checklist"_s, QString::fromUtf8(compactJson(task.checklist)))
        .bind(u":user_id"_s, by)
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    return update.exec();
}

Result<void> TaskRepository::remove(const TaskId &id)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"tasks/remove"_s));
    remove.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    return remove.exec();
}

Result<QString> TaskRepository::missingReference(const QJsonObject &fields)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"tasks/missing"_s));
    find.bind(u":fields"_s, QString::fromUtf8(canonicalJson(fields))).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    return find.next() ? find.text(0) : QString();
}

} // namespace roost
