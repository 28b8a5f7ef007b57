// Pages of reviews and payouts.
#include "RecordController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/listings/ReviewQueries.h"
#include "server/payments/PayoutQueries.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<ApiReply> reviewPage(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    const auto listing = ListingId::fromString(request.queryText(u"listing_id"_s));
    ROOST_ASSIGN(const QList<JsonRow> rows, listReviews(context, request.caller, listing, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> payoutPage(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    ROOST_ASSIGN(const QList<JsonRow> rows, listPayouts(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

} // namespace

void registerRecordController(ApiServer &server)
{
    server.handle(u"listReviews"_s, reviewPage);
    server.handle(u"listPayouts"_s, payoutPage);
}

} // namespace roost::api
