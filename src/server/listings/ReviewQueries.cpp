// Reads reviews as JSON.
#include "ReviewQueries.h"

#include "server/tenancy/TenantTransaction.h"

namespace roost {

using namespace Qt::StringLiterals;

Result<QList<JsonRow>> listReviews(ServerContext &context, const Caller &caller, const ListingId &listing,
                                   const RowWindow &window)
{
    if (!caller.may(Permission::SeeAllBookings))
        return fail(ErrorCode::Forbidden, u"Only owners and managers see all reviews."_s);
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginRead(context, caller.tenant, caller.user));
    ROOST_ASSIGN(Statement query, context.database.statement(u"listings/reviews"_s));
    const QString afterDate = window.after.value(0);
    query.bind(u":tenant_id"_s, caller.tenant)
        .bind(u":listing_id"_s, listing)
        .bind(u":after_date"_s, afterDate)
        .bind(u":after_id"_s, window.after.value(1))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(query.exec());
    QList<JsonRow> rows;
    while (query.next())
        rows << JsonRow{query.text(0).toUtf8(), {query.text(1), query.text(2)}};
    ROOST_TRY(transaction.commit());
    return rows;
}

} // namespace roost
