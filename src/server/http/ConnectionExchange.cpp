// The part of Connection that knows requests and replies: what a head asks for, who handles it, how it is answered.
#include "Connection.h"

#include "WebSocketHandshake.h"

namespace roost::http {

namespace {

constexpr int kSwitchingProtocols = 101;
constexpr int kMethodNotAllowed = 405;

bool isServerWideOptions(const RequestHead &head)
{
    return head.method == "OPTIONS" && head.path == "*";
}

} // namespace

void Connection::takeHead()
{
    const RequestHead &head = m_parser.head();
    m_current.method = head.method;
    m_current.path = head.path;
    m_current.requestId = requestIdFor(head.headers.value("X-Request-Id"));
    m_current.match = m_core.router->find(head.method, head.path);
    m_current.isHttp10 = head.isHttp10;
    m_current.keepAlive = head.keepAlive && !m_isStopping;
    m_current.begin = std::chrono::steady_clock::now();
    m_current.requestBytes = m_parser.headLength();

    const Route *route = m_current.match.route;
    const qint64 limit = route && route->options.maxBodyBytes >= 0 ? route->options.maxBodyBytes : m_limits.bodyBytes;
    if (head.contentLength > limit) {
        refuse(413, "The request's body is too large.");
        return;
    }
    if (head.headers.contains("Expect") && !answerExpectation())
        return;
    if (!m_parser.hasBody()) {
        dispatch();
        return;
    }
    m_parser.setBodyLimit(limit);
    enter(Phase::Body);
    m_bodyWindowSinceMs = m_phaseSinceMs;
    m_bodyWindowBytes = 0;
}

// False when the request was answered instead.
bool Connection::answerExpectation()
{
    const RequestHead &head = m_parser.head();
    if (head.isHttp10)
        return true; // 1.0 has no interim replies, RFC 9110 section 10.1.1
    if (!equalIgnoringCase(head.headers.value("Expect"), "100-continue")) {
        refuse(417, "The only expectation known here is 100-continue.");
        return false;
    }
    if (!m_parser.hasBody())
        return true;
    if (m_current.match.status != 0) {
        // The body that the peer holds back is of no use; it may come all the same, so the connection cannot go on.
        m_current.keepAlive = false;
        dispatchUnmatched();
        return false;
    }
    if (m_used == m_input.size()) {
        m_host.out().append("HTTP/1.1 100 Continue\r\n\r\n");
        flush();
    }
    return m_phase != Phase::Closed;
}

// For a request whose head was not understood.
void Connection::beginUnknown()
{
    m_current = {};
    m_current.requestId = requestIdFor({});
    m_current.begin = std::chrono::steady_clock::now();
}

// Accounts for what this connection holds now. False when all together hold too much and this one was refused for it.
bool Connection::charge(qint64 receivedBytes)
{
    const qint64 change = receivedBytes - m_chargedReceived;
    m_chargedReceived = receivedBytes;
    const qint64 inAll = m_core.receivedBytes.fetch_add(change, std::memory_order_relaxed) + change;
    if (change <= 0 || inAll <= m_limits.receivedBytesInAll)
        return true;
    if (m_phase == Phase::Head)
        beginUnknown();
    refuse(503, "The server is receiving too much at once. Try again in a moment.");
    return false;
}

void Connection::dispatch()
{
    if (m_current.match.status != 0) {
        dispatchUnmatched();
        return;
    }
    const Route &route = *m_current.match.route;
    if (route.isWebSocket()) {
        // RFC 6455, section 4.1: a client waits for the answer. Qt's handshake would lose what comes before.
        if (m_used < m_input.size()) {
            refuse(400, "Bytes follow a WebSocket handshake before it was answered.");
            return;
        }
        if (const auto problem = checkHandshake(m_parser.head())) {
            Response response = m_core.problem(problem->status, problem->detail, m_current.requestId, m_current.path);
            explainUpgrade(response);
            reply(std::move(response));
            return;
        }
    }
    if (!route.inlineHandler) {
        submit(route);
        return;
    }
    const std::unique_ptr<Request> request = makeRequest();
    reply(guarded(m_core, *request, [&] { return route.inlineHandler(*request); }));
}

void Connection::dispatchUnmatched()
{
    const RouteMatch &match = m_current.match;
    if (isServerWideOptions(m_parser.head()) || (match.status == kMethodNotAllowed && m_current.method == "OPTIONS")) {
        reply(Response::noContent().withHeader("Allow", match.allowed.isEmpty() ? "OPTIONS" : match.allowed));
        return;
    }
    const char *detail = match.status == 400   ? "The path is malformed."
                         : match.status == 501 ? "This method is not known here."
                         : match.status == 405 ? "This method is not allowed on this path."
                                               : "There is nothing at this path.";
    Response response = m_core.problem(match.status, detail, m_current.requestId, m_current.path);
    if (match.status == kMethodNotAllowed)
        response.withHeader("Allow", match.allowed);
    reply(std::move(response));
}

std::unique_ptr<Request> Connection::makeRequest()
{
    RequestHead &head = m_parser.head();
    auto request = std::make_unique<Request>();
    request->method = m_current.method;
    request->path = std::move(head.path);
    request->rawQuery = std::move(head.query);
    request->headers = std::move(head.headers);
    request->body = std::move(m_parser.body());
    request->pathParameters = m_current.match.parameters;
    request->remoteAddress = m_core.proxies.clientOf(m_peer.address, request->headers);
    request->isSecure = m_peer.isSecure || m_core.proxies.saysSecure(m_peer.address, request->headers);
    request->requestId = m_current.requestId;
    return request;
}

void Connection::submit(const Route &route)
{
    std::unique_ptr<WorkItem> work = makeHandlerWork(m_core, route, makeRequest(), m_id, m_host.replies());
    if (m_core.workers.submit(work)) {
        enter(Phase::Handling);
        return;
    }
    Response response =
        m_core.problem(503, "The server is busy. Try again in a moment.", m_current.requestId, m_current.path);
    response.withHeader("Retry-After", QByteArray::number(m_limits.retryAfterSeconds));
    reply(std::move(response));
}

void Connection::deliver(WorkerReply workerReply)
{
    if (m_phase != Phase::Handling)
        return;
    if (workerReply.webSocketRequest) {
        if (!m_transport->isReleasable()) {
            abort(); // the peer asks for a socket and does not take the replies before it
            return;
        }
        const Route &route = *m_current.match.route;
        workerReply.response.status = kSwitchingProtocols;
        notify(workerReply.response, 0);
        const QByteArray pushedBack = workerReply.webSocketRequest->headers.block();
        enter(Phase::Closed);
        m_host.adoptWebSocket(m_transport->release(pushedBack), std::move(workerReply), route, std::move(m_peer.place));
        m_host.bury(*this);
        return;
    }
    // Qt's client, for one, waits for a refused WebSocket to be closed.
    if (m_current.match.route->isWebSocket())
        m_current.keepAlive = false;
    reply(std::move(workerReply.response));
    advance();
}

// For what the peer did wrong: where its next request begins is not known, so this is its last.
void Connection::refuse(int status, const char *detail)
{
    m_current.keepAlive = false;
    Response response = m_core.problem(status, detail, m_current.requestId, m_current.path);
    if (status == 503)
        response.withHeader("Retry-After", QByteArray::number(m_limits.retryAfterSeconds));
    reply(std::move(response));
}

void Connection::reply(Response response)
{
    if (!isLegal(response))
        response =
            m_core.problem(500, "The server made a reply that cannot be sent.", m_current.requestId, m_current.path);
    const bool keepAlive = m_current.keepAlive && !m_isStopping;
    QByteArray &out = m_host.out();
    const qsizetype before = out.size();
    appendReply(out, response,
                {.isHead = m_current.method == "HEAD",
                 .keepAlive = keepAlive,
                 .isHttp10 = m_current.isHttp10,
                 .date = m_host.date(),
                 .requestId = m_current.requestId});
    m_core.answered.fetch_add(1, std::memory_order_relaxed);
    m_core.receivedBytes.fetch_sub(std::exchange(m_chargedReceived, 0), std::memory_order_relaxed);
    notify(response, out.size() - before);
    m_parser.reset();
    enter(keepAlive ? Phase::Idle : Phase::Sending);
}

void Connection::notify(const Response &response, qint64 replyBytes)
{
    if (!m_core.config.requestFinished)
        return;
    using namespace std::chrono;
    m_core.config.requestFinished(
        {.method = m_current.method,
         .routePattern = m_current.match.route ? m_current.match.route->pattern : QByteArray(),
         .status = response.status,
         .durationUs = duration_cast<microseconds>(steady_clock::now() - m_current.begin).count(),
         .requestBytes = m_current.requestBytes,
         .replyBytes = replyBytes,
         .requestId = m_current.requestId});
}

} // namespace roost::http
