// http_hello [I/O threads]: a server that says hello, to be measured with wrk. /inline answers on the I/O thread,
// /worker through the queue of workers. Prints its URL and serves until it is interrupted. Never part of the tests.
#include "server/http/HttpServer.h"

#include <csignal>
#include <cstdio>

using namespace roost;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    // Blocked before there are other threads, so that sigwait() gets them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    auto router = std::make_shared<http::Router>();
    const auto hello = [] { return http::Response::json(200, R"({"hello":"world"})"); };
    router->addInline("GET", "/inline", [hello](const http::Request &) { return hello(); });
    router->add("GET", "/worker", [hello](const http::Request &, http::WorkerContext &) { return hello(); });

    http::ServerConfig config;
    config.port = 8099;
    config.ioThreads = argc > 1 ? std::max(std::atoi(argv[1]), 1) : 1;
    http::HttpServer server(config, router);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().userText));
        return 1;
    }
    std::printf("http://127.0.0.1:%d/inline\n", server.port());
    std::fflush(stdout);

    int received = 0;
    sigwait(&signals, &received);
    server.stop();
    return 0;
}
