#include "BookingQueries.h"

#include "domain/BookingCode.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kFirstDate = "0001-01-01";
constexpr auto kLastDate = "9999-12-31";
constexpr auto kLastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

Result<void> checkMay(const Caller &caller, Permission permission)
{
    if (!caller.may(permission))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can see this. Ask one of them."_s);
    return {};
}

QString dateOr(const QDate &date, const char *otherwise)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString::fromLatin1(otherwise);
}

// The key of these lists is (date, id).
void bindWindow(Statement &statement, const RowWindow &window, bool isNewestFirst)
{
    const QDate date = QDate::fromString(window.after.value(0), Qt::ISODate);
    const QUuid id = parseUuid(window.after.value(1));
    const bool isFirstPage = !date.isValid() || id.isNull();
    const QString lastId = QString::fromLatin1(kLastId);
    statement
        .bind(u":after_date"_s,
              isFirstPage ? QString::fromLatin1(isNewestFirst ? kLastDate : kFirstDate) : date.toString(Qt::ISODate))
        .bind(u":after_id"_s, isFirstPage && isNewestFirst ? lastId : uuidText(isFirstPage ? QUuid() : id))
        .bind(u":limit"_s, window.limit);
}

void bindFilter(Statement &statement, const BookingFilter &filter)
{
    statement.bind(u":listing_id"_s, filter.listing)
        .bind(u":from_date"_s, dateOr(filter.from, kFirstDate))
        .bind(u":to_date"_s, dateOr(filter.to, kLastDate));
}

Result<QList<JsonRow>> rowsOf(Statement &statement)
{
    ROOST_TRY(statement.exec());
    QList<JsonRow> rows;
    while (statement.next())
        rows << JsonRow{statement.text(0).toUtf8(), {statement.date(1).toString(Qt::ISODate), statement.text(2)}};
    return rows;
}

Result<std::optional<QByteArray>> oneRow(Statement &statement)
{
    ROOST_TRY(statement.exec());
    return statement.next() ? std::optional(statement.text(0).toUtf8()) : std::nullopt;
}

// One booking of the tenant through a statement with :id and :tenant_id.
Result<std::optional<QByteArray>> readOfTenant(ServerContext &context, const Caller &caller, const BookingId &id,
                                               const QString &statement)
{
    ROOST_TRY(checkMay(caller, Permission::SeeAllBookings));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement read, context.database.statement(statement));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant);
    ROOST_ASSIGN(auto row, oneRow(read));
    ROOST_TRY(transaction.commit());
    return row;
}

} // namespace

Result<QList<JsonRow>> BookingQueries::listForTenant(ServerContext &context, const Caller &caller,
                                                     const BookingFilter &filter, const RowWindow &window) const
{
    ROOST_TRY(checkMay(caller, Permission::SeeAllBookings));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"reservations/list_for_tenant"_s));
    list.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":status"_s, filter.status ? bookingStatusName(*filter.status) : QString());
    bindFilter(list, filter);
    bindWindow(list, window, false);
    ROOST_ASSIGN(auto rows, rowsOf(list));
    ROOST_TRY(read.commit());
    return rows;
}

Result<std::optional<QByteArray>> BookingQueries::readForTenant(ServerContext &context, const Caller &caller,
                                                                const BookingId &id) const
{
    return readOfTenant(context, caller, id, u"reservations/read_for_tenant"_s);
}

Result<std::optional<QByteArray>> BookingQueries::history(ServerContext &context, const Caller &caller,
                                                          const BookingId &id) const
{
    return readOfTenant(context, caller, id, u"reservations/history"_s);
}

Result<std::optional<BookingId>> BookingQueries::findByCode(ServerContext &context, const Caller &caller,
                                                            const QString &code) const
{
    ROOST_TRY(checkMay(caller, Permission::SeeAllBookings));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement find, context.database.statement(u"reservations/find_by_code"_s));
    find.bind(u":code"_s, normalisedBookingCode(code)).bind(u":tenant_id"_s, caller.tenant);
    ROOST_TRY(find.exec());
    const auto id = find.next() ? std::optional(find.id<BookingId>(0)) : std::nullopt;
    ROOST_TRY(transaction.commit());
    return id;
}

Result<QList<JsonRow>> BookingQueries::listForGuest(ServerContext &context, const Caller &guest,
                                                    const RowWindow &window) const
{
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, TenantId(), guest.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"reservations/list_for_guest"_s));
    list.bind(u":guest"_s, guest.user);
    bindWindow(list, window, true);
    ROOST_ASSIGN(auto rows, rowsOf(list));
    ROOST_TRY(read.commit());
    return rows;
}

Result<std::optional<QByteArray>> BookingQueries::readForGuest(ServerContext &context, const Caller &guest,
                                                               const BookingId &id) const
{
    ROOST_ASSIGN(Statement read, context.database.statement(u"reservations/read_for_guest"_s));
    read.bind(u":id"_s, id).bind(u":guest"_s, guest.user);
    return oneRow(read);
}

Result<QList<JsonRow>> BookingQueries::listBlocks(ServerContext &context, const Caller &caller,
                                                  const BookingFilter &filter, const RowWindow &window) const
{
    ROOST_TRY(checkMay(caller, Permission::EditCalendar));
    ROOST_ASSIGN(TenantTransaction read, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement list, context.database.statement(u"reservations/list_blocks"_s));
    list.bind(u":tenant_id"_s, caller.tenant);
    bindFilter(list, filter);
    bindWindow(list, window, false);
    ROOST_ASSIGN(auto rows, rowsOf(list));
    ROOST_TRY(read.commit());
    return rows;
}

Result<std::optional<QByteArray>> BookingQueries::readBlock(ServerContext &context, const Caller &caller,
                                                            const BlockId &id) const
{
    ROOST_TRY(checkMay(caller, Permission::EditCalendar));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement read, context.database.statement(u"reservations/read_block"_s));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, caller.tenant);
    ROOST_ASSIGN(auto row, oneRow(read));
    ROOST_TRY(transaction.commit());
    return row;
}

} // namespace roost
