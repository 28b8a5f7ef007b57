// Decodes and encodes listings and units.
#include "ListingController.h"

#include "ApiServer.h"
#include "Paging.h"

#include "common/Json.h"
#include "server/listings/ListingService.h"
#include "server/listings/PublicListings.h"
#include "server/reservations/UnitLinkService.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noSuchListing()
{
    return fail(ErrorCode::NotFound, u"There is no such listing, or it isn't published."_s);
}

Result<ApiReply> listPublished(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows, PublicListings().list(context, request.queryText(u"city"_s), page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> readPublished(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const auto listing, PublicListings().read(context, request.pathId<ListingId>("listing_id")));
    if (!listing)
        return noSuchListing();
    return ApiReply::raw(*listing);
}

Result<ApiReply> listAll(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Uuid}));
    ROOST_ASSIGN(const auto rows, ListingService().list(context, request.caller, page.window()));
    return PageWriter(page).add(rows).reply();
}

Result<ApiReply> readOne(const ApiRequest &request, ServerContext &context, const ListingId &id)
{
    ROOST_ASSIGN(const auto listing, ListingService().find(context, request.caller, id));
    if (!listing)
        return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
    return ApiReply::raw(*listing);
}

Result<ApiReply> create(const ApiRequest &request, ServerContext &context)
{
    NewListing listing;
    listing.fields = request.body;
    const QJsonArray units = listing.fields.take("units"_L1).toArray();
    for (const QJsonValue &unit : units)
        listing.units << NewUnit{UnitId::fromString(unit["id"_L1].toString()), unit["name"_L1].toString()};
    listing.id = ListingId::fromString(listing.fields.take("id"_L1).toString());
    ROOST_ASSIGN(const ListingId id, ListingService().create(context, request.caller, listing));
    ROOST_ASSIGN(ApiReply reply, readOne(request, context, id));
    reply.status = 201;
    reply.headers.append({QByteArrayLiteral("Location"), request.http.path + '/' + id.toString().toLatin1()});
    return reply;
}

QJsonArray toJson(const QList<MergeConflict> &conflicts)
{
    QJsonArray array;
    for (const MergeConflict &conflict : conflicts) {
        array << QJsonObject{{u"field"_s, conflict.field},
                             {u"base"_s, conflict.base},
                             {u"mine"_s, conflict.mine},
                             {u"theirs"_s, conflict.theirs}};
    }
    return array;
}

Result<ApiReply> edit(const ApiRequest &request, ServerContext &context)
{
    QJsonObject changes = request.body;
    const QJsonValue base = changes.take("base"_L1);
    const auto id = request.pathId<ListingId>("listing_id");
    ROOST_ASSIGN(const ListingEditOutcome outcome,
                 ListingService().edit(context, request.caller, id, changes,
                                       base.isObject() ? std::optional(base.toObject()) : std::nullopt));
    return ApiReply::json({{u"changed"_s, outcome.changed},
                           {u"conflicts"_s, toJson(outcome.conflicts)},
                           {u"version"_s, outcome.version}});
}

Result<ApiReply> addUnit(const ApiRequest &request, ServerContext &context)
{
    const NewUnit unit{UnitId::fromString(request.body.value("id"_L1).toString()),
                       request.body.value("name"_L1).toString()};
    ROOST_ASSIGN(const UnitId id,
                 ListingService().addUnit(context, request.caller, request.pathId<ListingId>("listing_id"), unit));
    return ApiReply::created(canonicalJson({{u"id"_s, id.toString()}, {u"name"_s, unit.name.trimmed()}}),
                             QString::fromLatin1(request.http.path) + u'/' + id.toString());
}

Result<ApiReply> renameUnit(const ApiRequest &request, ServerContext &context)
{
    const QString name = request.body.value("name"_L1).toString();
    const auto unit = request.pathId<UnitId>("unit_id");
    ROOST_TRY(
        ListingService().renameUnit(context, request.caller, request.pathId<ListingId>("listing_id"), unit, name));
    return ApiReply::json({{u"id"_s, unit.toString()}, {u"name"_s, name.trimmed()}});
}

Result<ApiReply> removeUnit(const ApiRequest &request, ServerContext &context)
{
    ROOST_TRY(ListingService().removeUnit(context, request.caller, request.pathId<ListingId>("listing_id"),
                                          request.pathId<UnitId>("unit_id")));
    return ApiReply::noContent();
}

Result<ApiReply> readParts(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const QByteArray parts,
                 UnitLinkService().parts(context, request.caller, request.pathId<ListingId>("listing_id"),
                                         request.pathId<UnitId>("unit_id")));
    return ApiReply::raw(parts);
}

Result<ApiReply> setParts(const ApiRequest &request, ServerContext &context)
{
    QList<UnitId> parts;
    const QJsonArray ids = request.body.value("parts"_L1).toArray();
    for (const QJsonValue &id : ids)
        parts << UnitId::fromString(id.toString());
    ROOST_TRY(UnitLinkService().setParts(context, request.caller, request.pathId<ListingId>("listing_id"),
                                         request.pathId<UnitId>("unit_id"), parts));
    return readParts(request, context);
}

} // namespace

void registerListingController(ApiServer &server)
{
    server.handle(u"listPublishedListings"_s, listPublished);
    server.handle(u"readPublishedListing"_s, readPublished);
    server.handle(u"listListings"_s, listAll);
    server.handle(u"createListing"_s, create);
    server.handle(u"readListing"_s, [](const ApiRequest &request, ServerContext &context) {
        return readOne(request, context, request.pathId<ListingId>("listing_id"));
    });
    server.handle(u"editListing"_s, edit);
    server.handle(u"addUnit"_s, addUnit);
    server.handle(u"renameUnit"_s, renameUnit);
    server.handle(u"removeUnit"_s, removeUnit);
    server.handle(u"readUnitParts"_s, readParts);
    server.handle(u"setUnitParts"_s, setParts);
}

} // namespace roost::api
