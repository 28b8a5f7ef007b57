// Joins the API description, the controllers and the HTTP router. For each request: authenticate, check the tenant and
// the permission, validate parameters and body, run the controller (again when the database asks for it), encode.
//
//   void registerListingController(ApiServer &server)
//   {
//       server.handle(u"listListings"_s, [](const ApiRequest &request, ServerContext &context) -> Result<ApiReply>
//       {…});
//   }
#pragma once

#include "ApiDescription.h"
#include "ApiReply.h"
#include "ApiRequest.h"

#include "server/http/HttpServer.h"
#include "server/tenancy/ServerContext.h"

namespace roost {
class AccessTokens;
class PartnerGate;
} // namespace roost

namespace roost::api {

// Blocking code on a worker thread; several run at once. May be run again from its beginning when the database asked
// for that (ErrorCode::Busy), so it must do nothing outside its transaction.
using ApiHandler = std::function<Result<ApiReply>(const ApiRequest &, ServerContext &)>;

// As ApiHandler; the value reaches http::WebSocketConnected as `authorised`.
using ApiSocketAuthoriser = std::function<Result<QVariant>(const ApiRequest &, ServerContext &)>;

struct ApiEnvironment
{
    std::function<Result<std::unique_ptr<Database>>()> openDatabase; // as roost_app; called on worker threads
    const Clock *clock = nullptr;
    const AccessTokens *tokens = nullptr;
    ScopeNotifier *notifier = nullptr; // may be null
    PartnerGate *partners = nullptr;   // may be null when no operation is for partner apps
    QByteArray signingSecret = {};     // ServerContext::signingSecret
};

// Filled on one thread before the server starts; then shared by all workers. Outlives the HttpServer.
class ApiServer
{
    Q_DISABLE_COPY_MOVE(ApiServer)

public:
    ApiServer(ApiDescription description, ApiEnvironment environment);
    ~ApiServer();

    void handle(const QString &operationId, ApiHandler handler);
    void handleWebSocket(const QString &operationId, ApiSocketAuthoriser authoriser,
                         http::WebSocketConnected connected);

    // Routes for every operation, /healthz, /readyz and /openapi.json. Internal, naming each, when an operation has no
    // handler or a handler no operation, or one takes If-Match for something that has no ETag. The router refers to
    // this object.
    Result<std::shared_ptr<http::Router>> makeRouter();

    // For http::ServerConfig: a database connection for each worker, and problems that look like the API's.
    http::WorkerContextFactory workerContextFactory() const;
    http::ProblemFormatter problemFormatter() const;

    const ApiDescription &description() const;
    const Clock &clock() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace roost::api
