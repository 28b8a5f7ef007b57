// Decodes and encodes blocks.
#include "CalendarController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/reservations/BookingQueries.h"
#include "server/reservations/CalendarService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

// A pair of dates that has names of its own on the wire.
Result<StayDates> datesNamed(const QString &fromName, const QString &from, const QString &toName, const QString &to)
{
    auto dates = StayDates::parse(from, to);
    if (dates)
        return dates;
    Error error = dates.error();
    const bool isFirst = error.details.value("field"_L1) == "check_in"_L1;
    error.details.insert(u"field"_s, isFirst ? fromName : toName);
    return fail(std::move(error));
}

Result<StayDates> blockDates(const QString &from, const QString &to)
{
    return datesNamed(u"from_date"_s, from, u"to_date"_s, to);
}

Result<ApiReply> listBlocks(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    const BookingFilter filter{std::nullopt, ListingId::fromString(request.queryText(u"listing_id"_s)),
                               request.queryDate(u"from"_s), request.queryDate(u"to"_s)};
    ROOST_ASSIGN(const auto rows, BookingQueries().listBlocks(context, request.caller, filter, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> readBlock(const ApiRequest &request, ServerContext &context, const BlockId &id)
{
    ROOST_ASSIGN(const auto block, BookingQueries().readBlock(context, request.caller, id));
    if (!block)
        return fail(ErrorCode::NotFound, u"There is no such block. It may have been removed already."_s);
    return ApiReply::raw(*block);
}

Result<ApiReply> createBlock(const ApiRequest &request, ServerContext &context)
{
    const auto text = [&request](QLatin1StringView name) { return request.body.value(name).toString(); };
    NewBlock block{BlockId::fromString(text("id"_L1)),
                   ListingId::fromString(text("listing_id"_L1)),
                   UnitId::fromString(text("unit_id"_L1)),
                   {},
                   text("note"_L1)};
    ROOST_ASSIGN(block.dates, blockDates(text("from_date"_L1), text("to_date"_L1)));
    ROOST_ASSIGN(const BlockId id, CalendarService().block(context, request.caller, block));
    ROOST_ASSIGN(const ApiReply made, readBlock(request, context, id));
    return ApiReply::created(made.body, QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> editBlock(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<BlockId>("block_id");
    const QJsonObject &body = request.body;
    std::optional<StayDates> dates;
    if (body.contains("from_date"_L1) || body.contains("to_date"_L1)) {
        ROOST_ASSIGN(dates, blockDates(body.value("from_date"_L1).toString(), body.value("to_date"_L1).toString()));
    }
    const auto note = body.contains("note"_L1) ? std::optional(body.value("note"_L1).toString()) : std::nullopt;
    ROOST_TRY(CalendarService().editBlock(context, request.caller, id, dates, note));
    return readBlock(request, context, id);
}

Result<ApiReply> removeBlock(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(CalendarService().unblock(context, request.caller, request.pathId<BlockId>("block_id")));
    return ApiReply::noContent();
}

} // namespace

void registerCalendarController(ApiServer &server)
{
    server.handle(u"listBlocks"_s, listBlocks);
    server.handle(u"createBlock"_s, createBlock);
    server.handle(u"readBlock"_s, [](const ApiRequest &request, ServerContext &context) {
        return readBlock(request, context, request.pathId<BlockId>("block_id"));
    });
    server.handle(u"editBlock"_s, editBlock);
    server.handle(u"removeBlock"_s, removeBlock);
}

} // namespace roost::api
