// A real HttpServer on loopback with a few routes that tests of the HTTP layer need, and a gate that holds handlers up
// until the test lets them go.
#pragma once

#include "RawHttpClient.h"

#include "server/http/HttpServer.h"

#include <QSemaphore>

namespace roost::test {

// Handlers of /gated stop here.
struct Gate
{
    QSemaphore entered; // released by each handler that arrives
    QSemaphore open;    // acquired by each handler before it goes on
};

class HttpTestServer
{
    Q_DISABLE_COPY_MOVE(HttpTestServer)

public:
    // Routes: GET /hello (worker), GET /fast (inline), POST /echo, POST /large (body up to 8 MiB, answers its size),
    // GET /gated, GET /items/{item_id}, GET /big (1 MiB reply), GET /broken-header, GET /throws.
    // More may be added to router() before start().
    HttpTestServer();
    // Opens the gate wide, so that no handler is left waiting.
    ~HttpTestServer();

    http::ServerConfig &config() { return m_config; }
    http::Router &router() { return *m_router; }
    Gate &gate() { return *m_gate; }

    bool start();
    http::HttpServer &server() { return *m_server; }
    quint16 port() const { return m_server->port(); }
    RawHttpClient connect() const { return RawHttpClient(port()); }
    // True if a new client gets its answer: the server is well.
    bool answers() const;

private:
    http::ServerConfig m_config;
    std::shared_ptr<http::Router> m_router;
    std::shared_ptr<Gate> m_gate;
    std::unique_ptr<http::HttpServer> m_server;
};

} // namespace roost::test
