// HttpServer: starts and stops the threads; the work is done in IoLoop, Connection and WorkerPool.
#include "HttpServer.h"

#include "IoLoop.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <semaphore>
#include <sys/resource.h>

namespace roost::http {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDescriptorsKept = 64; // for files, databases and the like

// The thread that an IoLoop lives in.
class IoThread final : public QThread
{
public:
    IoThread(ServerCore &core, std::vector<ListeningSocket> sockets)
        : m_core(core)
        , m_sockets(std::move(sockets))
    {
    }

    void waitUntilReady() { m_isReady.acquire(); }
    // From another thread, while the loop lives (that is, until it was told to stop and has).
    void tell(void (IoLoop::*what)())
    {
        const std::scoped_lock lock(m_mutex);
        if (m_loop)
            QMetaObject::invokeMethod(m_loop, what, Qt::QueuedConnection);
    }

protected:
    void run() override
    {
        IoLoop loop(m_core, std::move(m_sockets));
        connect(&loop, &IoLoop::finished, &loop, [this] { quit(); });
        setLoop(&loop);
        m_isReady.release();
        exec();
        setLoop(nullptr);
    }

private:
    void setLoop(IoLoop *loop)
    {
        const std::scoped_lock lock(m_mutex);
        m_loop = loop;
    }

    ServerCore &m_core;
    std::vector<ListeningSocket> m_sockets;
    std::binary_semaphore m_isReady{0};
    std::mutex m_mutex;
    IoLoop *m_loop = nullptr;
};

tl::unexpected<Error> tlsFailed(const QString &text)
{
    return fail(ErrorCode::Unavailable, text, u"tls"_s);
}

Result<QSslKey> readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tlsFailed(u"The TLS key file %1 cannot be read. Check its path and permissions."_s.arg(path));
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        if (QSslKey key(pem, algorithm, QSsl::Pem); !key.isNull())
            return key;
    }
    return tlsFailed(u"%1 holds no RSA or EC key in PEM form without a passphrase. Give another file."_s.arg(path));
}

Result<QSslConfiguration> readTls(const TlsFiles &files)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(files.certificateChain, QSsl::Pem);
    if (chain.isEmpty()) {
        return tlsFailed(u"%1 holds no certificate in PEM form. Check the path of the TLS certificate."_s.arg(
            files.certificateChain));
    }
    ROOST_ASSIGN(const QSslKey key, readKey(files.privateKey));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({});
    configuration.setAllowedNextProtocols({"http/1.1"});
    return configuration;
}

// The number of files that this process may have open, after asking for as many as it can get.
int raiseOpenFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return std::numeric_limits<int>::max();
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
}

} // namespace

struct HttpServer::Private
{
    Private(ServerConfig config, std::shared_ptr<const Router> router)
        : core(std::move(config), std::move(router))
    {
    }

    ServerCore core;
    std::vector<std::unique_ptr<IoThread>> threads;
    quint16 port = 0;
};

HttpServer::HttpServer(ServerConfig config, std::shared_ptr<const Router> router)
    : d(std::make_unique<Private>(std::move(config), std::move(router)))
{
    const ServerLimits &limits = d->core.config.limits;
    const int connections = std::min(limits.connections, std::max(raiseOpenFiles() - kDescriptorsKept, 1));
    d->core.quota = std::make_unique<ConnectionQuota>(connections, limits.connectionsPerAddress);
}

HttpServer::~HttpServer()
{
    stop(std::chrono::milliseconds(0));
}

Result<void> HttpServer::start()
{
    const ServerConfig &config = d->core.config;
    if (config.tls) {
        ROOST_ASSIGN(d->core.tls, readTls(*config.tls));
    }
    const int threads = std::max(config.ioThreads, 1);
    ROOST_ASSIGN(ListeningSockets sockets, openListeningSockets(config.addresses, config.port, threads));
    ROOST_TRY(d->core.workers.start());
    d->port = sockets.port;
    for (auto &ofThread : sockets.perThread) {
        d->threads.push_back(std::make_unique<IoThread>(d->core, std::move(ofThread)));
        d->threads.back()->setObjectName(u"io-%1"_s.arg(d->threads.size()));
        d->threads.back()->start();
    }
    for (const auto &thread : d->threads)
        thread->waitUntilReady();
    return {};
}

void HttpServer::stop(std::chrono::milliseconds grace)
{
    const QDeadlineTimer deadline(grace);
    for (const auto &thread : d->threads)
        thread->tell(&IoLoop::beginStop);
    for (const auto &thread : d->threads) {
        if (!thread->wait(deadline)) {
            thread->tell(&IoLoop::cut);
            thread->wait();
        }
    }
    d->threads.clear();
    d->core.workers.stop();
}

quint16 HttpServer::port() const
{
    return d->port;
}

ServerCounters HttpServer::counters() const
{
    const ServerCore &core = d->core;
    return {.connections = core.quota->open(),
            .webSockets = core.webSockets.load(std::memory_order_relaxed),
            .acceptedInAll = core.accepted.load(std::memory_order_relaxed),
            .refusedInAll = core.refused.load(std::memory_order_relaxed),
            .requestsInFlight = core.inFlight.load(std::memory_order_relaxed),
            .requestsInAll = core.answered.load(std::memory_order_relaxed),
            .queueLength = core.workers.queueLength()};
}

} // namespace roost::http
