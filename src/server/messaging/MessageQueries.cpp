#include "MessageQueries.h"

#include "ThreadRepository.h"

#include "server/reservations/BookingAccess.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkMaySee(const Caller &caller)
{
    if (!caller.may(Permission::SeeAllBookings))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can see this. Ask one of them."_s);
    return {};
}

// A null value on the first page.
QVariant keyNumber(const RowWindow &window)
{
    return window.after.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(window.after.first());
}

// The key is one number.
Result<QList<JsonRow>> messageRows(Statement &statement)
{
    ROOST_TRY(statement.exec());
    QList<JsonRow> rows;
    while (statement.next())
        rows << JsonRow{statement.text(0).toUtf8(), {statement.text(1)}};
    return rows;
}

Result<std::optional<QByteArray>> readMessage(ServerContext &context, const TenantId &tenant, const UserId &user,
                                              const MessageId &id)
{
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, tenant, user));
    ROOST_ASSIGN(Statement read, context.database.statement(u"messaging/read_message"_s));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, tenant);
    ROOST_TRY(read.exec());
    const auto json = read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
    ROOST_TRY(transaction.commit());
    return json;
}

} // namespace

Result<QList<JsonRow>> MessageQueries::threads(ServerContext &context, const Caller &caller, const BookingId &booking,
                                               const RowWindow &window) const
{
    ROOST_TRY(checkMaySee(caller));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"messaging/threads"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":booking_id"_s, booking)
        .bind(u":after_micros"_s, keyNumber(window))
        .bind(u":after_id"_s, ThreadId::fromString(window.after.value(1)))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1), list.text(2)}};
    ROOST_TRY(transaction.commit());
    return rows;
}

Result<QList<JsonRow>> MessageQueries::messages(ServerContext &context, const Caller &caller, const ThreadId &thread,
                                                const RowWindow &window) const
{
    ROOST_TRY(checkMaySee(caller));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"messaging/messages"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":thread_id"_s, thread)
        .bind(u":before"_s, keyNumber(window))
        .bind(u":limit"_s, window.limit);
    ROOST_ASSIGN(auto rows, messageRows(list));
    // A thread has messages from the beginning on.
    if (rows.isEmpty() && window.after.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such conversation. It may have been removed."_s);
    ROOST_TRY(transaction.commit());
    return rows;
}

Result<std::optional<QByteArray>> MessageQueries::message(ServerContext &context, const Caller &caller,
                                                          const MessageId &id) const
{
    ROOST_TRY(checkMaySee(caller));
    return readMessage(context, caller.tenant, caller.user, id);
}

Result<QList<JsonRow>> MessageQueries::messagesForGuest(ServerContext &context, const Caller &guest,
                                                        const BookingId &booking, const RowWindow &window) const
{
    ROOST_ASSIGN([[maybe_unused]] const Caller own, asGuestOf(context.database, guest, booking));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, TenantId(), guest.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"messaging/messages_for_guest"_s));
    list.bind(u":booking_id"_s, booking)
        .bind(u":guest"_s, guest.user)
        .bind(u":before"_s, keyNumber(window))
        .bind(u":limit"_s, window.limit);
    ROOST_ASSIGN(auto rows, messageRows(list));
    ROOST_TRY(transaction.commit());
    return rows;
}

Result<std::optional<QByteArray>> MessageQueries::messageForGuest(ServerContext &context, const Caller &guest,
                                                                  const BookingId &booking, const MessageId &id) const
{
    ROOST_ASSIGN(const Caller own, asGuestOf(context.database, guest, booking));
    return readMessage(context, own.tenant, own.user, id);
}

} // namespace roost
