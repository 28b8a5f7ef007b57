// Builds the routes from the description and the registered controllers.
#include "ApiServer.h"

#include "Endpoint.h"
#include "ErrorReply.h"
#include "PartnerEnvelope.h"
#include "ProbeRoutes.h"

#include "server/partners/PartnerGate.h"

namespace roost::api {

using namespace Qt::StringLiterals;

struct SocketHandlers
{
    ApiSocketAuthoriser authoriser;
    http::WebSocketConnected connected;
};

namespace {

http::Response answerPreflight(const PartnerGate &gate, const http::Request &request, ApiWorkerContext &worker)
{
    const QByteArray origin = request.header("origin");
    const auto database = worker.database();
    if (!database)
        return partnerErrorReply(database.error());
    const auto isKnown = gate.isOriginKnown(**database, origin);
    return isKnown ? preflightReply(origin, *isKnown) : partnerErrorReply(isKnown.error());
}

} // namespace

struct ApiServer::Private
{
    ApiDescription description;
    ApiEnvironment environment;
    QHash<QString, ApiHandler> handlers;
    QHash<QString, SocketHandlers> sockets;
    std::vector<std::unique_ptr<Endpoint>> endpoints;

    QStringList mismatches() const;
    Result<PreconditionReader> readerFor(const Operation &operation) const;
    void addRoute(http::Router &router, const Operation &operation, const Endpoint &endpoint);
    void addPreflights(http::Router &router);
};

ApiServer::ApiServer(ApiDescription description, ApiEnvironment environment)
    : d(new Private{std::move(description), std::move(environment), {}, {}, {}})
{
}

ApiServer::~ApiServer() = default;

void ApiServer::handle(const QString &operationId, ApiHandler handler)
{
    Q_ASSERT(!d->handlers.contains(operationId));
    d->handlers.insert(operationId, std::move(handler));
}

void ApiServer::handleWebSocket(const QString &operationId, ApiSocketAuthoriser authoriser,
                                http::WebSocketConnected connected)
{
    Q_ASSERT(!d->sockets.contains(operationId));
    d->sockets.insert(operationId, {std::move(authoriser), std::move(connected)});
}

QStringList ApiServer::Private::mismatches() const
{
    QStringList found;
    for (const Operation &operation : description.operations()) {
        const bool isHandled = operation.isWebSocket ? sockets.contains(operation.id) : handlers.contains(operation.id);
        if (!isHandled)
            found << u"operation %1 has no handler"_s.arg(operation.id);
    }
    const QStringList registered = handlers.keys() + sockets.keys();
    for (const QString &id : registered) {
        const Operation *operation = description.find(id);
        if (!operation || operation->isWebSocket != sockets.contains(id))
            found << u"handler %1 has no operation"_s.arg(id);
    }
    found.sort();
    return found;
}

Result<PreconditionReader> ApiServer::Private::readerFor(const Operation &operation) const
{
    if (!operation.takesIfMatch)
        return PreconditionReader();
    for (const Operation &candidate : description.operations()) {
        const bool reads = candidate.method == "GET" && candidate.pattern == operation.pattern;
        if (reads && candidate.tagsReplies && operation.namesTenant())
            return PreconditionReader{&candidate, handlers.value(candidate.id)};
    }
    return fail(ErrorCode::Internal,
                u"%1 takes If-Match, but no GET of a tenant's thing with an ETag has its path."_s.arg(operation.id));
}

Result<std::shared_ptr<http::Router>> ApiServer::makeRouter()
{
    const QStringList mismatches = d->mismatches();
    if (!mismatches.isEmpty()) {
        return fail(ErrorCode::Internal,
                    u"The program and its API description don't match: %1."_s.arg(mismatches.join(u"; "_s)));
    }
    auto router = std::make_shared<http::Router>();
    addProbeRoutes(*router, d->description, *d->environment.clock);
    for (const Operation &operation : d->description.operations()) {
        ROOST_ASSIGN(RequestValidator validator, RequestValidator::compile(operation));
        ROOST_ASSIGN(PreconditionReader reader, d->readerFor(operation));
        d->endpoints.push_back(
            std::make_unique<Endpoint>(operation, std::move(validator), d->environment, std::move(reader)));
        d->addRoute(*router, operation, *d->endpoints.back());
    }
    d->addPreflights(*router);
    return router;
}

void ApiServer::Private::addRoute(http::Router &router, const Operation &operation, const Endpoint &endpoint)
{
    if (operation.isWebSocket) {
        const SocketHandlers socket = sockets.value(operation.id);
        router.addWebSocket(
            operation.pattern,
            [&endpoint, authoriser = socket.authoriser](const http::Request &request, http::WorkerContext &worker) {
                return endpoint.authorise(request, worker, authoriser);
            },
            socket.connected);
        return;
    }
    http::RouteOptions options;
    options.maxBodyBytes = operation.maxBodyBytes;
    router.add(
        operation.method, operation.pattern,
        [&endpoint, handler = handlers.value(operation.id)](const http::Request &request, http::WorkerContext &worker) {
            return endpoint.respond(request, worker, handler);
        },
        options);
}

// Browsers ask with OPTIONS before they send a partner app's headers from another origin.
void ApiServer::Private::addPreflights(http::Router &router)
{
    QSet<QByteArray> patterns;
    for (const Operation &operation : description.operations()) {
        if (operation.access != Access::Partner || patterns.contains(operation.pattern))
            continue;
        patterns.insert(operation.pattern);
        router.add("OPTIONS", operation.pattern,
                   [gate = environment.partners](const http::Request &request, http::WorkerContext &worker) {
                       return answerPreflight(*gate, request, static_cast<ApiWorkerContext &>(worker));
                   });
    }
}

http::WorkerContextFactory ApiServer::workerContextFactory() const
{
    return [open = d->environment.openDatabase]() -> Result<std::unique_ptr<http::WorkerContext>> {
        auto context = std::make_unique<ApiWorkerContext>(open);
        ROOST_TRY(context->database());
        return std::unique_ptr<http::WorkerContext>(std::move(context));
    };
}

http::ProblemFormatter ApiServer::problemFormatter() const
{
    const Clock *clock = d->environment.clock;
    return [clock](const http::HttpProblem &problem) {
        if (isPartnerPath(problem.path))
            return partnerProblemReply(problem);
        return problemReply(problem.status, problemCode(problem.status), problem.detail, problem.requestId, *clock);
    };
}

const ApiDescription &ApiServer::description() const
{
    return d->description;
}

const Clock &ApiServer::clock() const
{
    return *d->environment.clock;
}

} // namespace roost::api
