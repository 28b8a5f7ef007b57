// Reading tasks: JSON as in the API, made by Postgres. Who sees which: TaskService.h.
#pragma once

#include "domain/TaskState.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/JsonRows.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

struct TaskFilter
{
    std::optional<TaskState> state;
    ListingId listing; // null: of any, and of none
};

class TaskQueries
{
public:
    // The soonest first, without a date last; the key is (due_on or 9999-12-31, id).
    Result<QList<JsonRow>> list(ServerContext &context, const Caller &caller, const TaskFilter &filter,
                                const RowWindow &window) const;
    // Empty: there is none that the caller may see.
    Result<std::optional<QByteArray>> read(ServerContext &context, const Caller &caller, const TaskId &id) const;
};

} // namespace roost
