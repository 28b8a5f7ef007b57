#include "SyncController.h"

#include "ApiServer.h"

#include "common/Json.h"
#include "server/sync/HelloService.h"
#include "server/sync/LiveHub.h"
#include "server/sync/PullService.h"
#include "server/sync/PushService.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/SyncTables.h"

#include <QWebSocket>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

// What an accepted live socket works with.
struct LiveAdmission
{
    Caller caller;
    QHash<QString, qint64> versions; // of the scopes that it is told about
};

Result<ApiReply> hello(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const sync::HelloRequest message, sync::decodeHelloRequest(request.body));
    ROOST_ASSIGN(const sync::HelloReply reply, sayHello(context, request.caller, message));
    return ApiReply::json(sync::encode(reply));
}

Result<ApiReply> pushMutations(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const sync::PushRequest message, sync::decodePushRequest(request.body));
    ROOST_ASSIGN(const sync::PushReply reply, push(context, request.caller, message));
    return ApiReply::json(sync::encode(reply));
}

bool takesColumns(const ApiRequest &request)
{
    return request.queryText(u"form"_s) == u"columns";
}

Result<ApiReply> pullRows(const ApiRequest &request, ServerContext &context)
{
    PullRequest message;
    message.client = ClientId::fromString(request.queryText(u"client_id"_s));
    message.scope = request.queryText(u"scope"_s);
    message.epoch = request.queryText(u"epoch"_s);
    message.cursor = request.queryInteger(u"cursor"_s);
    message.ackedMid = request.queryInteger(u"acked_mid"_s);
    message.page = request.queryText(u"page"_s);
    message.check = request.queryInteger(u"check"_s) == 1;
    message.byColumn = takesColumns(request);
    ROOST_ASSIGN(const QByteArray reply, pull(context, request.caller, message));
    return ApiReply::raw(reply);
}

Result<ApiReply> snapshotChunk(const ApiRequest &request, ServerContext &context)
{
    const SnapshotRequest message{request.queryText(u"scope"_s), request.queryText(u"table"_s),
                                  request.queryText(u"after"_s),
                                  ClientId::fromString(request.queryText(u"client_id"_s)), takesColumns(request)};
    ROOST_ASSIGN(const QByteArray reply, readSnapshot(context, request.caller, message));
    return ApiReply::raw(reply);
}

Result<QVariant> admitLiveSocket(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const auto versions, followedVersions(context, request.caller));
    return QVariant::fromValue(LiveAdmission{request.caller, versions});
}

} // namespace

void registerSyncController(ApiServer &server, LiveHub &hub)
{
    server.handle(u"syncHello"_s, hello);
    server.handle(u"syncPush"_s, pushMutations);
    server.handle(u"syncPull"_s, pullRows);
    server.handle(u"syncSnapshot"_s, snapshotChunk);
    server.handleWebSocket(u"syncLive"_s, admitLiveSocket,
                           [&hub](QWebSocket *socket, const http::Request &, const QVariant &authorised) {
                               const auto admission = authorised.value<LiveAdmission>();
                               hub.addConnection(socket, admission.caller, admission.versions);
                           });
}

} // namespace roost::api
