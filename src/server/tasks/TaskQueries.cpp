#include "TaskQueries.h"

#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Null for those who see all.
UserId onlyUser(const Caller &caller)
{
    return caller.may(Permission::ManageTasks) ? UserId() : caller.user;
}

Result<void> checkIsMember(const Caller &caller)
{
    if (!caller.role || caller.user.isNull())
        return fail(ErrorCode::Forbidden, u"Only those who work here see its tasks."_s);
    return {};
}

} // namespace

Result<QList<JsonRow>> TaskQueries::list(ServerContext &context, const Caller &caller, const TaskFilter &filter,
                                         const RowWindow &window) const
{
    ROOST_TRY(checkIsMember(caller));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"tasks/list"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":only_user"_s, onlyUser(caller))
        .bind(u":state"_s, filter.state ? taskStateName(*filter.state) : QString())
        .bind(u":listing_id"_s, filter.listing)
        .bind(u":after_due"_s, window.after.value(0))
        .bind(u":after_id"_s, TaskId::fromString(window.after.value(1)))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1), list.text(2)}};
    ROOST_TRY(transaction.commit());
    return rows;
}

Result<std::optional<QByteArray>> TaskQueries::read(ServerContext &context, const Caller &caller,
                                                    const TaskId &id) const
{
    ROOST_TRY(checkIsMember(caller));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement read, context.database.statement(u"tasks/read"_s));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant).bind(u":only_user"_s, onlyUser(caller));
    ROOST_TRY(read.exec());
    const auto json = read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
    ROOST_TRY(transaction.commit());
    return json;
}

} // namespace roost
