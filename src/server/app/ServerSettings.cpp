// Reads the settings from their sources.
#include "ServerSettings.h"

#include "common/Json.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> invalid(const QString &userText)
{
    return fail(ErrorCode::Validation, userText);
}

struct LimitName
{
    QLatin1StringView name;
    std::variant<int http::ServerLimits::*, qint64 http::ServerLimits::*> member;
};

using Limits = http::ServerLimits;
const LimitName kLimitNames[] = {
    {"header_bytes"_L1, &Limits::headerBytes},
    {"body_bytes"_L1, &Limits::bodyBytes},
    {"received_bytes_in_all"_L1, &Limits::receivedBytesInAll},
    {"unsent_bytes_in_all"_L1, &Limits::unsentBytesInAll},
    {"unsent_bytes"_L1, &Limits::unsentBytes},
    {"header_timeout_ms"_L1, &Limits::headerTimeoutMs},
    {"body_timeout_ms"_L1, &Limits::bodyTimeoutMs},
    {"idle_timeout_ms"_L1, &Limits::idleTimeoutMs},
    {"write_timeout_ms"_L1, &Limits::writeTimeoutMs},
    {"connections"_L1, &Limits::connections},
    {"connections_per_address"_L1, &Limits::connectionsPerAddress},
    {"queued_requests"_L1, &Limits::queuedRequests},
    {"retry_after_seconds"_L1, &Limits::retryAfterSeconds},
    {"web_socket_message_bytes"_L1, &Limits::webSocketMessageBytes},
};

Result<int> parseCount(const QString &text, const QString &option, int most)
{
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    if (!isNumber || count < 1 || count > most)
        return invalid(u"--%1 must be a number from 1 to %2."_s.arg(option).arg(most));
    return count;
}

// The option's value if it was given, else the file's, else empty.
QString chosen(const QCommandLineParser &parser, const QString &option, const QJsonObject &file, const QString &key)
{
    if (parser.isSet(option))
        return parser.value(option);
    return file.value(key).toVariant().toString();
}

Result<QJsonObject> readConfigFile(const QString &dataDir)
{
    QFile file(dataDir + u"/roostd.json"_s);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return invalid(u"%1 can't be read: %2."_s.arg(file.fileName(), file.errorString()));
    const auto parsed = parseJsonObject(file.readAll());
    if (!parsed)
        return invalid(u"%1 is not a JSON object. Correct it or move it away."_s.arg(file.fileName()));
    static const QStringList known{u"listen"_s,   u"workers"_s,      u"io_threads"_s,
                                   u"tls_cert"_s, u"tls_key"_s,      u"trusted_proxies"_s,
                                   u"limits"_s,   u"partner_rate"_s, u"sync_retention_days"_s};
    const QStringList names = parsed->keys();
    for (const QString &name : names) {
        if (!known.contains(name))
            return invalid(u"%1 has the unknown setting %2."_s.arg(file.fileName(), name));
    }
    return *parsed;
}

Result<QString> prepareDataDir(const QCommandLineParser &parser)
{
    const QString given = parser.isSet(u"data"_s) ? parser.value(u"data"_s) : qEnvironmentVariable("ROOST_DATA");
    if (given.isEmpty())
        return invalid(u"Say where the data is: --data DIR."_s);
    const QString path = QDir(given).absolutePath();
    if (!QDir().mkpath(path))
        return invalid(u"The folder %1 can't be made. Check the rights of the folder above."_s.arg(path));
    return path;
}

Result<void> readTls(const QCommandLineParser &parser, const QJsonObject &file, ServerSettings &settings)
{
    const QString certificate = chosen(parser, u"tls-cert"_s, file, u"tls_cert"_s);
    const QString key = chosen(parser, u"tls-key"_s, file, u"tls_key"_s);
    if (certificate.isEmpty() != key.isEmpty())
        return invalid(u"TLS needs both --tls-cert and --tls-key."_s);
    if (!certificate.isEmpty())
        settings.tls = http::TlsFiles{certificate, key};
    return {};
}

Result<void> readTrustedProxies(const QCommandLineParser &parser, const QJsonObject &file, ServerSettings &settings)
{
    QStringList given = parser.values(u"trusted-proxy"_s);
    const QJsonArray fromFile = file.value("trusted_proxies"_L1).toArray();
    for (const QJsonValue &value : fromFile)
        given.append(value.toString());
    for (const QString &text : std::as_const(given)) {
        const http::Subnet subnet = QHostAddress::parseSubnet(text);
        if (subnet.second < 0)
            return invalid(u"%1 is not an address or network such as 10.0.0.0/8."_s.arg(text));
        settings.trustedProxies.append(subnet);
    }
    return {};
}

Result<void> readLimits(const QCommandLineParser &parser, const QJsonObject &file, http::ServerLimits &limits)
{
    const QJsonObject fromFile = file.value("limits"_L1).toObject();
    for (auto limit = fromFile.begin(); limit != fromFile.end(); ++limit)
        ROOST_TRY(parseLimit(limit.key() + u'=' + limit.value().toVariant().toString(), limits));
    const QStringList given = parser.values(u"limit"_s);
    for (const QString &limit : given)
        ROOST_TRY(parseLimit(limit, limits));
    return {};
}

Result<void> readServing(const QCommandLineParser &parser, ServerSettings &settings)
{
    ROOST_ASSIGN(const QJsonObject file, readConfigFile(settings.dataDir));
    const QString listen = chosen(parser, u"listen"_s, file, u"listen"_s);
    if (!listen.isEmpty())
        ROOST_TRY(parseListen(listen, settings));
    const QString workers = chosen(parser, u"workers"_s, file, u"workers"_s);
    if (!workers.isEmpty()) {
        ROOST_ASSIGN(settings.workers, parseCount(workers, u"workers"_s, 90));
    }
    const QString ioThreads = chosen(parser, u"io-threads"_s, file, u"io_threads"_s);
    if (!ioThreads.isEmpty()) {
        ROOST_ASSIGN(settings.ioThreads, parseCount(ioThreads, u"io-threads"_s, 64));
    }
    const QString retention = chosen(parser, u"sync-retention-days"_s, file, u"sync_retention_days"_s);
    if (!retention.isEmpty()) {
        ROOST_ASSIGN(settings.syncRetentionDays, parseCount(retention, u"sync-retention-days"_s, 36'500));
    }
    const QString partnerRate = chosen(parser, u"partner-rate"_s, file, u"partner_rate"_s);
    if (!partnerRate.isEmpty()) {
        ROOST_ASSIGN(settings.partnerRate.perSecond, parseCount(partnerRate, u"partner-rate"_s, 1'000'000));
        settings.partnerRate.burst = 5 * settings.partnerRate.perSecond;
    }
    ROOST_TRY(readTls(parser, file, settings));
    ROOST_TRY(readTrustedProxies(parser, file, settings));
    return readLimits(parser, file, settings.limits);
}

Result<QUrl> databaseUrlFrom(const char *variable)
{
    const QString text = qEnvironmentVariable(variable);
    if (text.isEmpty())
        return QUrl();
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "postgresql"_L1 && url.scheme() != "postgres"_L1)) {
        return invalid(u"%1 is not a URL such as postgresql://roost_app:password@host/roost."_s.arg(
            QString::fromLatin1(variable)));
    }
    return url;
}

} // namespace

void addDataOption(QCommandLineParser &parser)
{
    parser.addOption({u"data"_s,
                      u"Folder of the embedded Postgres, the keys and roostd.json; made when it is missing. "
                      "Else ROOST_DATA in the environment."_s,
                      u"DIR"_s});
}

void addServeOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"listen"_s, u"Where to listen; port 0 takes any free one. Default 127.0.0.1:8080."_s, u"ADDR:PORT"_s},
        {u"workers"_s, u"Threads that handle requests, each with a database connection. Default 4."_s, u"N"_s},
        {u"io-threads"_s, u"Threads that read and write sockets. Default 1."_s, u"N"_s},
        {u"tls-cert"_s, u"Certificate chain (PEM): serve HTTPS."_s, u"FILE"_s},
        {u"tls-key"_s, u"Its private key (PEM)."_s, u"FILE"_s},
        {u"trusted-proxy"_s,
         u"Reverse proxy whose X-Forwarded-For and X-Forwarded-Proto are believed, e.g. 10.0.0.0/8; may be repeated."_s,
         u"NETWORK"_s},
        {u"sync-retention-days"_s, u"How long deletions and answers are kept for replicas that are away. Default 90."_s,
         u"N"_s},
        {u"partner-rate"_s,
         u"Requests a second that each partner app may make, and five times as many at once. Default 1000."_s, u"N"_s},
        {u"limit"_s,
         u"Change a limit, e.g. body_bytes=2097152; may be repeated. Names: header_bytes, body_bytes, "
         "received_bytes_in_all, unsent_bytes, unsent_bytes_in_all, header_timeout_ms, body_timeout_ms, "
         "idle_timeout_ms, write_timeout_ms, connections, connections_per_address, queued_requests, "
         "retry_after_seconds, web_socket_message_bytes."_s,
         u"NAME=VALUE"_s},
    });
}

Result<void> parseListen(const QString &text, ServerSettings &settings)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isPort = false;
    const uint port = text.mid(colon + 1).toUInt(&isPort);
    QString host = text.left(std::max<qsizetype>(colon, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    QHostAddress address(host);
    if (host == "localhost"_L1)
        address = QHostAddress::LocalHost;
    else if (host.isEmpty())
        address = QHostAddress::Any;
    if (colon < 0 || !isPort || port > 65535 || address.isNull())
        return invalid(u"--listen must be an address and a port, such as 127.0.0.1:8080 or [::1]:8080."_s);
    settings.address = address;
    settings.port = static_cast<quint16>(port);
    return {};
}

Result<void> parseLimit(const QString &text, http::ServerLimits &limits)
{
    const QString name = text.section(u'=', 0, 0);
    bool isNumber = false;
    const qint64 value = text.section(u'=', 1).toLongLong(&isNumber);
    if (!isNumber || value < 1)
        return invalid(u"The limit '%1' must be NAME=VALUE with a value above 0."_s.arg(text));
    for (const LimitName &limit : kLimitNames) {
        if (name != limit.name)
            continue;
        if (const auto *wide = std::get_if<qint64 Limits::*>(&limit.member))
            limits.*(*wide) = value;
        else if (value <= std::numeric_limits<int>::max())
            limits.*std::get<int Limits::*>(limit.member) = static_cast<int>(value);
        else
            return invalid(u"The limit '%1' is too high."_s.arg(text));
        return {};
    }
    return invalid(u"There is no limit called '%1'. See: roostd serve --help."_s.arg(name));
}

Result<ServerSettings> readSettings(const QCommandLineParser &parser)
{
    ServerSettings settings;
    ROOST_ASSIGN(settings.dataDir, prepareDataDir(parser));
    ROOST_ASSIGN(settings.databaseUrl, databaseUrlFrom("ROOST_DATABASE_URL"));
    ROOST_ASSIGN(settings.ownerDatabaseUrl, databaseUrlFrom("ROOST_OWNER_DATABASE_URL"));
    return settings;
}

Result<ServerSettings> readServeSettings(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(ServerSettings settings, readSettings(parser));
    ROOST_TRY(readServing(parser, settings));
    return settings;
}

} // namespace roost::app
