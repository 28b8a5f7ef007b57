// The HTTP server: listens, parses on I/O threads, runs handlers on workers, writes the replies. Knows nothing of what
// the routes do. start() and stop() belong to the thread that made it and block; nothing here needs that thread's event
// loop.
#pragma once

#include "Router.h"
#include "ServerLimits.h"
#include "TrustedProxies.h"

#include "common/Result.h"

#include <QHostAddress>

#include <chrono>

namespace roost::http {

// Something the server itself has to refuse: 400, 404, 405, 408, 413, 417, 426, 431, 500, 501, 503, 505.
struct HttpProblem
{
    int status = 500;
    QString detail; // one English sentence for a developer; holds nothing that the peer sent
    QByteArray requestId;
    QByteArray path; // as sent, without the query; empty if the request was not understood so far. For choosing a form
                     // of reply, not for repeating
};

// Makes the reply for a problem. Called on any thread, several at once. The server adds Allow and Retry-After itself.
using ProblemFormatter = std::function<Response(const HttpProblem &)>;

// Told after each reply was handed to the socket, on an I/O thread: quick and thread-safe, please.
struct FinishedRequest
{
    QByteArray method;       // empty if the request line was not understood
    QByteArray routePattern; // empty if no route was found; never the path itself, which may hold personal data
    int status = 0;
    qint64 durationUs = 0; // from the end of the header to the reply
    qint64 requestBytes = 0;
    qint64 replyBytes = 0;
    QByteArray requestId;
};
using RequestObserver = std::function<void(const FinishedRequest &)>;

// PEM files. TLS 1.2 or later.
struct TlsFiles
{
    QString certificateChain;
    QString privateKey;
};

struct ServerConfig
{
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::LocalHost)};
    quint16 port = 0; // 0: any free one, the same for all addresses
    int ioThreads = 1;
    int workers = 4;
    ServerLimits limits;
    std::optional<TlsFiles> tls;
    // Reverse proxies: their forwarding fields are believed (Request::remoteAddress, isSecure), and
    // connectionsPerAddress does not hold for them.
    QList<Subnet> trustedProxies;
    WorkerContextFactory makeWorkerContext; // unset: a bare WorkerContext
    ProblemFormatter formatProblem;         // unset: a minimal application/problem+json
    RequestObserver requestFinished;        // may be unset
};

struct ServerCounters
{
    qint64 connections = 0; // open now, WebSockets included
    qint64 webSockets = 0;
    qint64 acceptedInAll = 0;
    qint64 refusedInAll = 0;     // over a limit on connections
    qint64 requestsInFlight = 0; // queued or with a worker
    qint64 requestsInAll = 0;    // answered
    int queueLength = 0;
};

class HttpServer
{
    Q_DISABLE_COPY_MOVE(HttpServer)

public:
    // Takes a router that is filled already. Raises the process's limit on open files to its hard limit.
    HttpServer(ServerConfig config, std::shared_ptr<const Router> router);
    // Stops without grace if it still runs.
    ~HttpServer();

    // Unavailable: an address or port cannot be had, a TLS file cannot be used, or a worker's context could not be
    // made. A server is started once.
    Result<void> start();

    // Stops listening, closes idle connections and WebSockets, lets what is under way finish and be sent; what is left
    // after `grace` is cut. A handler that runs is always waited for.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

    // The port that it listens on; 0 before start().
    quint16 port() const;
    // From any thread.
    ServerCounters counters() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace roost::http
