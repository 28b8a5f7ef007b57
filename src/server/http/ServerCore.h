// What all threads of one server share. Constant once the server has started, or thread-safe.
#pragma once

#include "ConnectionQuota.h"
#include "HttpServer.h"
#include "WorkerPool.h"

#include <QSslConfiguration>

namespace roost::http {

struct ServerCore
{
    ServerCore(ServerConfig serverConfig, std::shared_ptr<const Router> filledRouter);

    // The formatter's reply for a problem.
    Response problem(int status, const char *detail, const QByteArray &requestId, const QByteArray &path) const;

    ServerConfig config;
    std::shared_ptr<const Router> router;
    std::optional<QSslConfiguration> tls;
    WorkerPool workers;
    std::unique_ptr<ConnectionQuota> quota;
    TrustedProxies proxies;

    std::atomic<qint64> webSockets{0};
    std::atomic<qint64> accepted{0};
    std::atomic<qint64> refused{0};
    std::atomic<qint64> inFlight{0};
    std::atomic<qint64> answered{0};
    std::atomic<qint64> receivedBytes{0}; // see ServerLimits::receivedBytesInAll
    std::atomic<qint64> unsentBytes{0};   // see ServerLimits::unsentBytesInAll
};

} // namespace roost::http
