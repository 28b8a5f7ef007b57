// Start in the order of dependence, stop in the opposite one.
#include "ServeCommand.h"

#include "DatabaseHost.h"
#include "ServerAssembly.h"
#include "ServerSettings.h"
#include "ShutdownSignal.h"
#include "Terminal.h"

#include "common/Log.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

QString urlText(const ServerSettings &settings, quint16 port)
{
    QString host = settings.address.toString();
    if (settings.address == QHostAddress(QHostAddress::Any) || settings.address == QHostAddress(QHostAddress::AnyIPv4))
        host = u"0.0.0.0"_s;
    else if (settings.address.protocol() == QAbstractSocket::IPv6Protocol)
        host = u'[' + host + u']';
    return u"%1://%2:%3"_s.arg(settings.tls ? u"https"_s : u"http"_s, host).arg(port);
}

http::ServerConfig httpConfig(const ServerSettings &settings)
{
    http::ServerConfig config;
    config.addresses = {settings.address};
    config.port = settings.port;
    config.workers = settings.workers;
    config.ioThreads = settings.ioThreads;
    config.limits = settings.limits;
    config.tls = settings.tls;
    config.trustedProxies = settings.trustedProxies;
    return config;
}

// Returns when it is time to stop; an error when the database was lost for good.
Result<void> waitForShutdown(ShutdownSignal &signal, const DatabaseHost &host)
{
    std::optional<Error> lost;
    QObject::connect(&signal, &ShutdownSignal::requested, qApp, &QCoreApplication::quit);
    if (host.isEmbedded()) {
        QObject::connect(host.embedded(), &EmbeddedPostgres::lost, qApp, [&lost](const Error &error) {
            lost = error;
            QCoreApplication::quit();
        });
    }
    QCoreApplication::exec();
    if (lost)
        return fail(*lost);
    return {};
}

} // namespace

void ServeCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    addServeOptions(parser);
}

Result<void> ServeCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const ServerSettings settings, readServeSettings(parser));
    installLogHandler();
    ShutdownSignal signal;
    const SystemClock clock;
    ROOST_ASSIGN(const DatabaseHost host, DatabaseHost::open(settings, DatabaseHost::Purpose::Serve));
    {
        ROOST_ASSIGN(const auto database, host.openAsApp());
        ROOST_TRY(checkFitToServe(*database));
    }
    AssemblyOptions options;
    options.openDatabase = host.servingOpener();
    options.keyFolder = settings.keyFolder();
    options.markFile = settings.markFile();
    options.syncRetentionDays = settings.syncRetentionDays;
    options.clock = &clock;
    options.partnerRate = settings.partnerRate;
    ROOST_ASSIGN(const auto assembly, ServerAssembly::make(std::move(options)));
    ROOST_TRY(assembly->start(httpConfig(settings)));
    const QString url = urlText(settings, assembly->port());
    printLine(u"listening on "_s + url);
    logEvent(LogLevel::Info, u"server.started"_s, {{u"url"_s, url}, {u"workers"_s, settings.workers}});

    auto ended = waitForShutdown(signal, host);
    logEvent(LogLevel::Info, u"server.stopping"_s);
    assembly->stop();
    return ended;
}

} // namespace roost::app
