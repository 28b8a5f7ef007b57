// HttpTestServer: its routes.
#include "HttpTestServer.h"

namespace roost::test {

using http::Request;
using http::Response;
using http::WorkerContext;

namespace {

constexpr qint64 kLargeBody = 8 * 1024 * 1024;
constexpr int kBigReply = 1024 * 1024;
constexpr int kOpenWide = 1 << 20;

void addRoutes(http::Router &router, const std::shared_ptr<Gate> &gate)
{
    router.add("GET", "/hello", [](const Request &, WorkerContext &) { return Response::text(200, "hello"); });
    router.addInline("GET", "/fast", [](const Request &) { return Response::text(200, "fast"); });
    router.add("POST", "/echo",
               [](const Request &request, WorkerContext &) { return Response::text(200, request.body); });
    router.add("POST", "/large",
               [](const Request &request, WorkerContext &) {
                   return Response::text(200, QByteArray::number(request.body.size()));
               },
               {.maxBodyBytes = kLargeBody});
    router.add("GET", "/gated", [gate](const Request &, WorkerContext &) {
        gate->entered.release();
        gate->open.acquire();
        return Response::text(200, "gated");
    });
    router.add("GET", "/items/{item_id}", [](const Request &request, WorkerContext &) {
        return Response::text(200, request.pathParameter("item_id").toUtf8());
    });
    router.add("GET", "/big",
               [](const Request &, WorkerContext &) { return Response::text(200, QByteArray(kBigReply, 'b')); });
    router.add("GET", "/broken-header", [](const Request &, WorkerContext &) {
        return Response::text(200, "x").withHeader("X-Split", "a\r\nSet-Cookie: b");
    });
    router.add("GET", "/throws",
               [](const Request &, WorkerContext &) -> Response { throw std::runtime_error("broken"); });
}

} // namespace

HttpTestServer::HttpTestServer()
    : m_router(std::make_shared<http::Router>())
    , m_gate(std::make_shared<Gate>())
{
    addRoutes(*m_router, m_gate);
}

HttpTestServer::~HttpTestServer()
{
    m_gate->open.release(kOpenWide);
}

bool HttpTestServer::start()
{
    m_server = std::make_unique<http::HttpServer>(m_config, m_router);
    return m_server->start().has_value();
}

bool HttpTestServer::answers() const
{
    RawHttpClient client = connect();
    client.get("/fast");
    const auto reply = client.read();
    return reply && reply->status == 200 && reply->body == "fast";
}

} // namespace roost::test
