// Validate, authenticate, run, encode.
#include "Endpoint.h"

#include "EntityTags.h"
#include "ErrorReply.h"
#include "IdempotencyStore.h"
#include "PartnerEnvelope.h"

#include "common/Log.h"
#include "server/partners/PartnerGate.h"

#include <QRandomGenerator>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxAttempts = 4;

// Two transactions that got in each other's way should not meet again at once.
void waitBeforeAttempt(int attempt)
{
    QThread::msleep(QRandomGenerator::global()->bounded(2u, 10u << attempt));
}

bool isRefusedAtTheDoor(ErrorCode code)
{
    return code == ErrorCode::InvalidApiKey || code == ErrorCode::AppInactive || code == ErrorCode::OriginNotAllowed;
}

// RFC 9110, 13.1.2. A value that isn't one is as good as none: the client gets the whole thing.
bool isUnchanged(const Operation &operation, const http::Request &request, const QByteArray &tag)
{
    if (!operation.takesIfNoneMatch || tag.isEmpty() || !request.headers.contains("if-none-match"))
        return false;
    const auto known = EntityTagList::parse(request.header("if-none-match"), u"If-None-Match"_s);
    return known && known->matchesWeakly(tag);
}

} // namespace

Endpoint::Endpoint(const Operation &operation, RequestValidator validator, const ApiEnvironment &environment,
                   PreconditionReader reader)
    : m_operation(operation)
    , m_validator(std::move(validator))
    , m_environment(environment)
    , m_authenticator(*environment.tokens)
    , m_fields(operation)
    , m_reader(std::move(reader))
{
}

template <class T>
Result<T> Endpoint::performOnce(const http::Request &request, ApiWorkerContext &worker, const Work<T> &work,
                                bool &reachedWork) const
{
    ROOST_ASSIGN(const std::optional<PartnerApp> partner, admitPartner(request, worker));
    ROOST_TRY(m_validator.checkParameters(request));
    ROOST_TRY(m_fields.read(request));
    ROOST_ASSIGN(Database * database, worker.database());
    ROOST_ASSIGN(Caller caller, m_authenticator.identify(m_operation, request, *database));
    if (partner)
        caller.tenant = partner->tenant;
    ROOST_ASSIGN(QJsonObject body, m_validator.readBody(request));
    const ApiRequest apiRequest{request, m_operation, caller, std::move(body), partner};
    ServerContext context{*database, *m_environment.clock, m_environment.notifier, m_environment.signingSecret};
    reachedWork = true;
    return work(apiRequest, context);
}

template <class T>
Result<T> Endpoint::perform(const http::Request &request, ApiWorkerContext &worker, const Work<T> &work) const
{
    const bool isRead = m_operation.method == "GET";
    for (int attempt = 1;; ++attempt) {
        bool reachedWork = false;
        Result<T> done = performOnce<T>(request, worker, work, reachedWork);
        if (done || attempt == kMaxAttempts)
            return done;
        if (done.error().code == ErrorCode::Unavailable) {
            worker.dropConnection();
            // A write may have been committed although its answer was lost: whether to repeat it is the client's
            // choice.
            if (attempt > 1 || (reachedWork && !isRead))
                return done;
        } else if (done.error().code == ErrorCode::Busy) {
            waitBeforeAttempt(attempt);
        } else {
            return done;
        }
    }
}

http::Response Endpoint::respond(const http::Request &request, http::WorkerContext &worker,
                                 const ApiHandler &handler) const
{
    const Work<ApiReply> work = [this, &handler](const ApiRequest &apiRequest, ServerContext &context) {
        const bool once = m_operation.takesIdempotencyKey && !apiRequest.caller.user.isNull() &&
                          apiRequest.http.headers.contains("idempotency-key");
        const ApiHandler guarded = [this, &handler](const ApiRequest &inner, ServerContext &innerContext) {
            return runGuarded(handler, inner, innerContext);
        };
        return once ? runOnce(guarded, apiRequest, context) : guarded(apiRequest, context);
    };
    const auto reply = perform<ApiReply>(request, static_cast<ApiWorkerContext &>(worker), work);
    http::Response response = reply ? encode(*reply, request) : refuse(reply.error(), request);
    const QByteArray origin = m_operation.access == Access::Partner ? request.header("origin") : QByteArray();
    if (!origin.isEmpty() && (reply || !isRefusedAtTheDoor(reply.error().code)))
        allowOrigin(response, origin);
    return response;
}

// First of all, so that whoever is no app learns nothing, and an app's page may read what else goes wrong.
Result<std::optional<PartnerApp>> Endpoint::admitPartner(const http::Request &request, ApiWorkerContext &worker) const
{
    if (m_operation.access != Access::Partner)
        return std::nullopt;
    ROOST_ASSIGN(Database * database, worker.database());
    const PartnerPass pass{QString::fromLatin1(request.header("x-app-id")), request.header("x-api-key"),
                           request.header("origin")};
    ROOST_ASSIGN(PartnerApp app, m_environment.partners->admit(*database, pass));
    return std::optional(std::move(app));
}

Result<ApiReply> Endpoint::runGuarded(const ApiHandler &handler, const ApiRequest &request,
                                      ServerContext &context) const
{
    const bool isConditional = m_operation.takesIfMatch && request.http.headers.contains("if-match");
    return isConditional ? runIfMatching(handler, m_reader, request, context) : handler(request, context);
}

http::Response Endpoint::encode(const ApiReply &reply, const http::Request &request) const
{
    const bool isJson = reply.mediaType == "application/json";
    QByteArray tag = reply.entityTag;
    if (tag.isEmpty() && isJson && m_operation.tagsReplies)
        tag = entityTagOf(reply.body);
    http::Response response;
    if (isUnchanged(m_operation, request, tag)) {
        response.status = 304;
    } else if (reply.status == 204) {
        response = http::Response::noContent();
    } else if (!isJson) {
        response.status = reply.status;
        response.body = reply.body;
        response.lengthForHead = reply.lengthForHead;
        response.withHeader("Content-Type", reply.mediaType);
    } else {
        const QStringList fields = m_fields.read(request).value_or(QStringList());
        response = http::Response::json(reply.status, m_fields.select(reply.body, fields));
    }
    if (!tag.isEmpty())
        response.withHeader("ETag", tag);
    for (const auto &[name, value] : reply.headers)
        response.withHeader(name, value);
    return response;
}

http::WebSocketDecision Endpoint::authorise(const http::Request &request, http::WorkerContext &worker,
                                            const ApiSocketAuthoriser &authoriser) const
{
    auto authorised = perform<QVariant>(request, static_cast<ApiWorkerContext &>(worker), authoriser);
    if (!authorised)
        return http::WebSocketDecision::refuse(refuse(authorised.error(), request));
    return http::WebSocketDecision::accept(*std::move(authorised));
}

http::Response Endpoint::refuse(const Error &error, const http::Request &request) const
{
    if (httpStatus(error.code) >= 500) {
        logEvent(LogLevel::Error, u"api.failed"_s,
                 {{u"operation"_s, m_operation.id},
                  {u"code"_s, errorCodeName(error.code)},
                  {u"detail"_s, error.detail},
                  {u"request_id"_s, QString::fromLatin1(request.requestId)}});
    }
    if (m_operation.access == Access::Partner)
        return partnerErrorReply(error);
    return errorReply(error, request.requestId, *m_environment.clock);
}

} // namespace roost::api
