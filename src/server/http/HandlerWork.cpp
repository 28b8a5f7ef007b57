// HandlerWork: one wake-up of the I/O thread carries all replies that are ready by the time it looks.
#include "HandlerWork.h"

#include "ContentCoding.h"

#include "common/Log.h"

namespace roost::http {

using namespace Qt::StringLiterals;

ReplyChannel::ReplyChannel(QObject *receiver, std::function<void()> receive)
    : m_receiver(receiver)
    , m_receive(std::move(receive))
{
}

void ReplyChannel::post(WorkerReply reply)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_receiver)
        return;
    m_replies.push_back(std::move(reply));
    if (m_replies.size() == 1)
        QMetaObject::invokeMethod(m_receiver, m_receive, Qt::QueuedConnection);
}

std::vector<WorkerReply> ReplyChannel::takeAll()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_replies, {});
}

void ReplyChannel::close()
{
    const std::scoped_lock lock(m_mutex);
    m_receiver = nullptr;
    m_replies.clear();
}

namespace {

class HandlerWork final : public WorkItem
{
public:
    HandlerWork(ServerCore &core, const Route &route, std::unique_ptr<Request> request, quint64 connectionId,
                std::shared_ptr<ReplyChannel> replies)
        : m_core(core)
        , m_route(route)
        , m_request(std::move(request))
        , m_connectionId(connectionId)
        , m_replies(std::move(replies))
    {
        m_core.inFlight.fetch_add(1, std::memory_order_relaxed);
    }

    ~HandlerWork() override { m_core.inFlight.fetch_sub(1, std::memory_order_relaxed); }

    void run(WorkerContext &context) override
    {
        WorkerReply reply{m_connectionId, {}, nullptr, {}};
        reply.response = guarded(m_core, *m_request,
                                 [&] { return m_route.isWebSocket() ? authorise(context, reply) : answer(context); });
        m_replies->post(std::move(reply));
    }

private:
    Response answer(WorkerContext &context)
    {
        Response response = m_route.handler(*m_request, context);
        compress(response, *m_request);
        return response;
    }

    Response authorise(WorkerContext &context, WorkerReply &reply)
    {
        WebSocketDecision decision = m_route.webSocketAuthoriser(*m_request, context);
        if (!decision.accepted)
            return std::move(decision.refusal);
        reply.authorised = std::move(decision.authorised);
        reply.webSocketRequest = std::move(m_request);
        return {};
    }

    ServerCore &m_core;
    const Route &m_route;
    std::unique_ptr<Request> m_request;
    quint64 m_connectionId;
    std::shared_ptr<ReplyChannel> m_replies;
};

} // namespace

std::unique_ptr<WorkItem> makeHandlerWork(ServerCore &core, const Route &route, std::unique_ptr<Request> request,
                                          quint64 connectionId, std::shared_ptr<ReplyChannel> replies)
{
    return std::make_unique<HandlerWork>(core, route, std::move(request), connectionId, std::move(replies));
}

Response guarded(const ServerCore &core, const Request &request, const std::function<Response()> &makeReply)
{
    try {
        return makeReply();
    } catch (const std::exception &) {
        // what() is left out: it may quote what the peer sent.
        logEvent(LogLevel::Error, u"http.handler_threw"_s, {{u"request_id"_s, QString::fromLatin1(request.requestId)}});
    } catch (...) {
        logEvent(LogLevel::Error, u"http.handler_threw"_s, {{u"request_id"_s, QString::fromLatin1(request.requestId)}});
    }
    return core.problem(500, "The server failed while it handled the request.", request.requestId, request.path);
}

} // namespace roost::http
