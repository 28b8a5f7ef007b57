// The rows of task. Inside a TenantTransaction of the tenant; rules and permissions are the service's part.
#pragma once

#include "common/Id.h"
#include "storage/Database.h"

#include <QJsonArray>
#include <QJsonObject>

namespace roost {

struct Task
{
    QJsonObject fields; // domain/TaskRules.h: all of them
    QJsonArray checklist;
    int revision = 1;
    UserId assignee; // the account of assignee_id; null: nobody, or somebody without one
};

class TaskRepository
{
public:
    TaskRepository(Database &database, const TenantId &tenant, const QDateTime &nowUtc);

    // Locks the row until the transaction ends.
    Result<std::optional<Task>> find(const TaskId &id);
    // AlreadyExists when the id is used.
    Result<void> insert(const TaskId &id, const Task &task, const UserId &by);
    // All fields and the checklist; the revision goes up by one.
    Result<void> update(const TaskId &id, const Task &task, const UserId &by);
    Result<void> remove(const TaskId &id);
    // The first of the fields that names a row which isn't there, or is another tenant's; empty: all are there.
    Result<QString> missingReference(const QJsonObject &fields);

private:
    Database &m_database;
    TenantId m_tenant;
    QDateTime m_nowUtc;
};

} // namespace roost
