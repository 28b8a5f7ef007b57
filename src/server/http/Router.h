// Which handler answers a method and a path. Filled before the server starts, then read by all threads.
#pragma once

#include "Request.h"
#include "Response.h"
#include "WorkerContext.h"

#include <QStringList>
#include <QVariant>

class QWebSocket;

namespace roost::http {

// Runs on a worker; plain blocking code. Several run at once, so what it captures must be safe to share.
using Handler = std::function<Response(const Request &, WorkerContext &)>;
// Runs on an I/O thread, before anything else can happen there: for answers from memory (health, OpenAPI), never
// blocking.
using InlineHandler = std::function<Response(const Request &)>;

struct RouteOptions
{
    qint64 maxBodyBytes = -1; // -1: the server's limit
};

// The authoriser's answer: the socket is accepted and connected() gets `authorised`, or `refusal` is sent as a reply.
struct WebSocketDecision
{
    bool accepted = false;
    QVariant authorised;
    Response refusal;

    static WebSocketDecision accept(QVariant authorised = {});
    static WebSocketDecision refuse(Response refusal);
};

// On a worker, before the handshake.
using WebSocketAuthoriser = std::function<WebSocketDecision(const Request &, WorkerContext &)>;
// On the connection's I/O thread, after the handshake. The server owns the socket and deletes it some time after it has
// disconnected; use it on its own thread only (from others: QMetaObject::invokeMethod with a QPointer checked there).
using WebSocketConnected = std::function<void(QWebSocket *, const Request &, const QVariant &authorised)>;

struct Route
{
    QByteArray method;
    QByteArray pattern; // "/api/v1/listings/{listing_id}"
    RouteOptions options;
    // Exactly one of these three is set.
    Handler handler;
    InlineHandler inlineHandler;
    WebSocketAuthoriser webSocketAuthoriser;
    WebSocketConnected webSocketConnected;

    bool isWebSocket() const { return static_cast<bool>(webSocketAuthoriser); }
};

struct RouteMatch
{
    // 0: route is set. 400: the path is malformed. 404: no such path. 405: see allowed. 501: no such method anywhere.
    int status = 404;
    const Route *route = nullptr;
    QList<PathParameter> parameters;
    QByteArray allowed; // "GET, HEAD, OPTIONS": of a known path
};

class Router
{
    Q_DISABLE_COPY_MOVE(Router)

public:
    Router();
    ~Router();

    // A pattern is '/'-separated; a part in braces is a parameter. A literal part wins over a parameter. Adding the
    // same method and pattern twice is a programmer's mistake (asserted).
    void add(const QByteArray &method, const QByteArray &pattern, Handler handler, RouteOptions options = {});
    void addInline(const QByteArray &method, const QByteArray &pattern, InlineHandler handler,
                   RouteOptions options = {});
    void addWebSocket(const QByteArray &pattern, WebSocketAuthoriser authoriser, WebSocketConnected connected);

    // HEAD finds the GET route. OPTIONS without a route of its own is 405 with `allowed`; the server answers it 204.
    RouteMatch find(const QByteArray &method, QByteArrayView path) const;

    // In the order of adding; the pointers stay valid as long as the router.
    QList<const Route *> routes() const;

private:
    struct Node;

    void insert(std::unique_ptr<Route> route);

    std::unique_ptr<Node> m_root;
    std::vector<std::unique_ptr<Route>> m_routes;
};

// Percent-decodes one part of a path. Nothing for a broken escape, invalid UTF-8, control characters, '/', '.' or '..'.
std::optional<QString> decodePathPart(QByteArrayView part);

} // namespace roost::http
