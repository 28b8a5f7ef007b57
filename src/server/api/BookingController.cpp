// Decodes and encodes bookings.
#include "BookingController.h"

#include "ApiServer.h"
#include "BookingReplies.h"
#include "Paging.h"

#include "server/reservations/BookingQueries.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/Cancellations.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

using Decision = Result<BookingDecision> (BookingService::*)(ServerContext &, const Caller &, const BookingId &,
                                                             std::optional<int>, const QString &) const;

Result<ApiReply> readHistory(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const auto history,
                 BookingQueries().history(context, request.caller, request.pathId<BookingId>("booking_id")));
    if (!history)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    return ApiReply::raw(*history);
}

Result<ApiReply> book(const ApiRequest &request, ServerContext &context)
{
    const QJsonObject &body = request.body;
    BookingRequest wanted;
    wanted.id = BookingId::fromString(body.value("id"_L1).toString());
    wanted.party.message = body.value("message"_L1).toString();
    ROOST_ASSIGN(wanted.wish, Wish::fromJson(body));
    ROOST_ASSIGN(const BookingDecision made, BookingService().book(context, request.caller, wanted));
    ROOST_ASSIGN(const ApiReply read, readOwnBooking(request, context, made.booking.id));
    return ApiReply::created(read.body, u"/api/v1/bookings/"_s + made.booking.id.toString());
}

Result<ApiReply> listOwn(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows, BookingQueries().listForGuest(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> listTenants(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid}));
    const BookingFilter filter{bookingStatusFromName(request.queryText(u"status"_s)),
                               ListingId::fromString(request.queryText(u"listing_id"_s)), request.queryDate(u"from"_s),
                               request.queryDate(u"to"_s)};
    ROOST_ASSIGN(const auto rows, BookingQueries().listForTenant(context, request.caller, filter, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> previewOwnCancellation(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const QJsonObject preview, Cancellations().previewAsGuest(context, request.caller, id));
    return ApiReply::json(preview);
}

Result<ApiReply> previewCancellation(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const QJsonObject preview, Cancellations().previewAsHost(context, request.caller, id));
    return ApiReply::json(preview);
}

// {"booking": …, "declined": [ids of the requests that lost their nights to it]}
Result<ApiReply> decideAsHost(const ApiRequest &request, ServerContext &context, Decision decide)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const BookingDecision decision,
                 (BookingService().*decide)(context, request.caller, id, expectedRevision(request), reasonOf(request)));
    ROOST_ASSIGN(const ApiReply booking, readTenantsBooking(request, context, id));
    return ApiReply::raw("{\"booking\":" + booking.body + ",\"declined\":" + idsJson(decision.declined) + '}');
}

Result<ApiReply> decideAsGuest(const ApiRequest &request, ServerContext &context, Decision decide)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_TRY((BookingService().*decide)(context, request.caller, id, expectedRevision(request), reasonOf(request)));
    return readOwnBooking(request, context, id);
}

ApiHandler hostDecision(Decision decide)
{
    return
        [decide](const ApiRequest &request, ServerContext &context) { return decideAsHost(request, context, decide); };
}

ApiHandler guestDecision(Decision decide)
{
    return
        [decide](const ApiRequest &request, ServerContext &context) { return decideAsGuest(request, context, decide); };
}

} // namespace

void registerBookingController(ApiServer &server)
{
    server.handle(u"bookNights"_s, book);
    server.handle(u"listMyBookings"_s, listOwn);
    server.handle(u"readMyBooking"_s, [](const ApiRequest &request, ServerContext &context) {
        return readOwnBooking(request, context, request.pathId<BookingId>("booking_id"));
    });
    server.handle(u"withdrawMyBooking"_s, guestDecision(&BookingService::withdraw));
    server.handle(u"cancelMyBooking"_s, guestDecision(&BookingService::cancelAsGuest));
    server.handle(u"listBookings"_s, listTenants);
    server.handle(u"readBooking"_s, [](const ApiRequest &request, ServerContext &context) {
        return readTenantsBooking(request, context, request.pathId<BookingId>("booking_id"));
    });
    server.handle(u"previewMyCancellation"_s, previewOwnCancellation);
    server.handle(u"previewCancellation"_s, previewCancellation);
    server.handle(u"readBookingHistory"_s, readHistory);
    server.handle(u"acceptBooking"_s, [](const ApiRequest &request, ServerContext &context) {
        const bool makesRoom = request.body.value("make_room"_L1).toBool();
        return decideAsHost(request, context, makesRoom ? &BookingService::acceptMakingRoom : &BookingService::accept);
    });
    server.handle(u"declineBooking"_s, hostDecision(&BookingService::decline));
    server.handle(u"cancelBooking"_s, hostDecision(&BookingService::cancel));
    server.handle(u"markNoShow"_s, hostDecision(&BookingService::markNoShow));
}

} // namespace roost::api
