// The readers of Waitlist: JSON made by Postgres.
#include "Waitlist.h"

#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// The key of these lists is the place in the order of asking.
Result<QList<JsonRow>> rowsOf(Statement &list, const RowWindow &window)
{
    bool isNumber = false;
    const qint64 place = window.after.value(0).toLongLong(&isNumber);
    list.bind(u":after"_s, isNumber ? std::optional(place) : std::nullopt).bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    return rows;
}

} // namespace

Result<std::optional<QByteArray>> Waitlist::read(ServerContext &context, const Caller &guest,
                                                 const WaitlistEntryId &id) const
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, TenantId(), guest.user));
    std::optional<QByteArray> found;
    {
        ROOST_ASSIGN(Statement read, context.database.statement(u"waitlist/read"_s));
        read.bind(u":id"_s, id).bind(u":user_id"_s, guest.user);
        ROOST_TRY(read.exec());
        if (read.next())
            found = read.text(0).toUtf8();
    }
    ROOST_TRY(transaction.commit());
    return found;
}

Result<QList<JsonRow>> Waitlist::listOwn(ServerContext &context, const Caller &guest, const RowWindow &window) const
{
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, TenantId(), guest.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"waitlist/list_own"_s));
    list.bind(u":user_id"_s, guest.user);
    ROOST_ASSIGN(QList<JsonRow> rows, rowsOf(list, window));
    ROOST_TRY(transaction.commit());
    return rows;
}

Result<QList<JsonRow>> Waitlist::listForTenant(ServerContext &context, const Caller &caller, const ListingId &listing,
                                               const RowWindow &window) const
{
    if (!caller.may(Permission::SeeAllBookings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can see this. Ask one of them."_s);
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"waitlist/list_for_tenant"_s));
    list.bind(u":tenant_id"_s, caller.tenant).bind(u":listing_id"_s, listing);
    ROOST_ASSIGN(QList<JsonRow> rows, rowsOf(list, window));
    ROOST_TRY(transaction.commit());
    return rows;
}

} // namespace roost
