// Decodes and encodes holds.
#include "HoldController.h"

#include "ApiServer.h"

#include "common/Json.h"
#include "server/reservations/BookingQueries.h"
#include "server/reservations/HoldService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Holder holderOf(const ApiRequest &request)
{
    return Holder::ofUser(request.caller.user);
}

QString tokenOf(const ApiRequest &request)
{
    return request.body.value("token"_L1).toString();
}

Result<ApiReply> hold(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Wish wish, Wish::fromJson(request.body));
    ROOST_ASSIGN(const NewHold made, HoldService().hold(context, holderOf(request), wish));
    QJsonObject json = made.hold.toJson(context.clock.nowUtc());
    json.insert(u"token"_s, made.token);
    return ApiReply::created(canonicalJson(json), u"/api/v1/holds/"_s + made.hold.id.toString());
}

Result<ApiReply> read(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Hold found, HoldService().read(context, holderOf(request), request.pathId<HoldId>("hold_id")));
    return ApiReply::json(found.toJson(context.clock.nowUtc()));
}

Result<ApiReply> extend(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Hold extended,
                 HoldService().extend(context, holderOf(request), request.pathId<HoldId>("hold_id"), tokenOf(request)));
    return ApiReply::json(extended.toJson(context.clock.nowUtc()));
}

Result<ApiReply> release(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(HoldService().release(context, holderOf(request), request.pathId<HoldId>("hold_id"), tokenOf(request)));
    return ApiReply::noContent();
}

Result<ApiReply> confirm(const ApiRequest &request, ServerContext &context)
{
    BookingParty party;
    party.message = request.body.value("message"_L1).toString();
    ROOST_ASSIGN(const BookingDecision made,
                 HoldService().confirm(context, holderOf(request), request.pathId<HoldId>("hold_id"), tokenOf(request),
                                       party, BookingId::fromString(request.body.value("id"_L1).toString())));
    ROOST_ASSIGN(const auto booking, BookingQueries().readForGuest(context, request.caller, made.booking.id));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    return ApiReply::created(*booking, u"/api/v1/bookings/"_s + made.booking.id.toString());
}

} // namespace

void registerHoldController(ApiServer &server)
{
    server.handle(u"holdWish"_s, hold);
    server.handle(u"readHold"_s, read);
    server.handle(u"extendHold"_s, extend);
    server.handle(u"releaseHold"_s, release);
    server.handle(u"confirmHold"_s, confirm);
}

} // namespace roost::api
