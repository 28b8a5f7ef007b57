// Decodes and encodes quotes, promotions and day rates.
#include "PricingController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/pricing/DayRateService.h"
#include "server/pricing/PromotionService.h"
#include "server/reservations/QuoteService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<ApiReply> quote(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Wish wish, Wish::fromJson(request.body));
    ROOST_ASSIGN(const PromisedPlan promised, QuoteService().quote(context, request.caller.user, wish));
    return ApiReply::json(promised.toJson());
}

Result<ApiReply> dayRates(const ApiRequest &request, ServerContext &context, const QDate &from, const QDate &to)
{
    ROOST_ASSIGN(const QByteArray rates,
                 DayRateService().list(context, request.caller, request.pathId<ListingId>("listing_id"), from, to));
    return ApiReply::raw("{\"items\":" + rates + '}');
}

Result<ApiReply> listDayRates(const ApiRequest &request, ServerContext &context)
{
    return dayRates(request, context, request.queryDate(u"from"_s), request.queryDate(u"to"_s));
}

Result<ApiReply> putDayRates(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const DayRateChanges changes, parseDayRateChanges(request.body.value("days"_L1).toObject()));
    const auto listing = request.pathId<ListingId>("listing_id");
    ROOST_TRY(DayRateService().set(context, request.caller, listing, changes));
    return ApiReply::noContent();
}

Result<ApiReply> listPromotions(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Text}));
    ROOST_ASSIGN(const auto rows, PromotionService().list(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> readPromotion(const ApiRequest &request, ServerContext &context, const PromotionId &id)
{
    ROOST_ASSIGN(const auto promotion, PromotionService().find(context, request.caller, id));
    if (!promotion)
        return fail(ErrorCode::NotFound, u"There is no such promotion. It may have been removed."_s);
    return ApiReply::raw(*promotion);
}

Result<ApiReply> createPromotion(const ApiRequest &request, ServerContext &context)
{
    QJsonObject terms = request.body;
    const auto wanted = PromotionId::fromString(terms.take("id"_L1).toString());
    ROOST_ASSIGN(const PromotionId id, PromotionService().create(context, request.caller, wanted, terms));
    ROOST_ASSIGN(const ApiReply made, readPromotion(request, context, id));
    return ApiReply::created(made.body, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> editPromotion(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<PromotionId>("promotion_id");
    ROOST_TRY(PromotionService().edit(context, request.caller, id, request.body));
    return readPromotion(request, context, id);
}

Result<ApiReply> removePromotion(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(PromotionService().remove(context, request.caller, request.pathId<PromotionId>("promotion_id")));
    return ApiReply::noContent();
}

} // namespace

void registerPricingController(ApiServer &server)
{
    server.handle(u"quoteWish"_s, quote);
    server.handle(u"listDayRates"_s, listDayRates);
    server.handle(u"setDayRates"_s, putDayRates);
    server.handle(u"listPromotions"_s, listPromotions);
    server.handle(u"createPromotion"_s, createPromotion);
    server.handle(u"readPromotion"_s, [](const ApiRequest &request, ServerContext &context) {
        return readPromotion(request, context, request.pathId<PromotionId>("promotion_id"));
    });
    server.handle(u"editPromotion"_s, editPromotion);
    server.handle(u"removePromotion"_s, removePromotion);
}

} // namespace roost::api
