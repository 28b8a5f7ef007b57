// ServerCore: fills in what the configuration leaves unset.
#include "ServerCore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace roost::http {

using namespace Qt::StringLiterals;

namespace {

Response plainProblem(const HttpProblem &problem)
{
    const QJsonObject object{{u"type"_s, u"about:blank"_s},
                             {u"title"_s, QString::fromLatin1(reasonPhrase(problem.status))},
                             {u"status"_s, problem.status},
                             {u"detail"_s, problem.detail},
                             {u"request_id"_s, QString::fromLatin1(problem.requestId)}};
    return Response::problem(problem.status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<std::unique_ptr<WorkerContext>> bareContext()
{
    return std::make_unique<WorkerContext>();
}

WorkerContextFactory factoryOf(const ServerConfig &config)
{
    return config.makeWorkerContext ? config.makeWorkerContext : WorkerContextFactory(bareContext);
}

} // namespace

ServerCore::ServerCore(ServerConfig serverConfig, std::shared_ptr<const Router> filledRouter)
    : config(std::move(serverConfig))
    , router(std::move(filledRouter))
    , workers(config.workers, config.limits.queuedRequests, factoryOf(config))
{
    proxies = TrustedProxies(config.trustedProxies);
    if (!config.formatProblem)
        config.formatProblem = plainProblem;
}

Response ServerCore::problem(int status, const char *detail, const QByteArray &requestId, const QByteArray &path) const
{
    const HttpProblem described{status, QString::fromLatin1(detail), requestId, path};
    Response response = config.formatProblem(described);
    if (!isLegal(response))
        response = plainProblem(described);
    response.status = status;
    return response;
}

} // namespace roost::http
