// Decodes and encodes places on waitlists.
#include "WaitlistController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "server/reservations/Waitlist.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> entryJson(const ApiRequest &request, ServerContext &context, const WaitlistEntryId &id)
{
    ROOST_ASSIGN(const auto entry, Waitlist().read(context, request.caller, id));
    if (!entry)
        return fail(ErrorCode::NotFound, u"There is no such place on a waitlist, or it isn't yours."_s);
    return *entry;
}

Result<ApiReply> join(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Wish wish, Wish::fromJson(request.body));
    ROOST_ASSIGN(const WaitlistEntryId id, Waitlist().join(context, request.caller, wish));
    ROOST_ASSIGN(const QByteArray entry, entryJson(request, context, id));
    return ApiReply::created(entry, u"/api/v1/waitlist/"_s + id.toString());
}

Result<ApiReply> read(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const QByteArray entry, entryJson(request, context, request.pathId<WaitlistEntryId>("entry_id")));
    return ApiReply::raw(entry);
}

Result<ApiReply> leave(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(Waitlist().leave(context, request.caller, request.pathId<WaitlistEntryId>("entry_id")));
    return ApiReply::noContent();
}

Result<ApiReply> claim(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const NewHold claimed,
                 Waitlist().claim(context, request.caller, request.pathId<WaitlistEntryId>("entry_id")));
    QJsonObject json = claimed.hold.toJson(context.clock.nowUtc());
    json.insert(u"token"_s, claimed.token);
    return ApiReply::json(json);
}

Result<ApiReply> listOwn(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer}));
    ROOST_ASSIGN(const auto rows, Waitlist().listOwn(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> listTenants(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Integer}));
    const ListingId listing = ListingId::fromString(request.queryText(u"listing_id"_s));
    ROOST_ASSIGN(const auto rows, Waitlist().listForTenant(context, request.caller, listing, page.window()));
    return PageWriter(page).add(rows).reply();
}

} // namespace

void registerWaitlistController(ApiServer &server)
{
    server.handle(u"joinWaitlist"_s, join);
    server.handle(u"readWaitlistEntry"_s, read);
    server.handle(u"leaveWaitlist"_s, leave);
    server.handle(u"claimOffer"_s, claim);
    server.handle(u"listMyWaitlist"_s, listOwn);
    server.handle(u"listWaitlist"_s, listTenants);
}

} // namespace roost::api
