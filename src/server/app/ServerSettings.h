// What roostd is told: by the command line, else by the environment, else by DATA/roostd.json, else by itself.
#pragma once

#include "common/Result.h"
#include "server/http/HttpServer.h"
#include "server/partners/RequestBudget.h"
#include "server/sync/SyncRetention.h"

#include <QUrl>

class QCommandLineParser;

namespace roost::app {

struct ServerSettings
{
    QString dataDir; // absolute; exists
    // Empty: the embedded Postgres in DATA/postgres. From ROOST_DATABASE_URL and ROOST_OWNER_DATABASE_URL only, since
    // they may hold passwords, which others could read in a command line.
    QUrl databaseUrl;      // as roost_app
    QUrl ownerDatabaseUrl; // as roost_owner

    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8080;
    int workers = 4;
    int ioThreads = 1;
    http::ServerLimits limits;
    std::optional<http::TlsFiles> tls;
    QList<http::Subnet> trustedProxies;
    RequestRate partnerRate;
    int syncRetentionDays = kSyncRetentionDays; // --sync-retention-days

    bool usesEmbeddedPostgres() const { return databaseUrl.isEmpty() && ownerDatabaseUrl.isEmpty(); }
    QString keyFolder() const { return dataDir + QStringLiteral("/keys"); }
    QString markFile() const { return dataDir + QStringLiteral("/data.mark"); }
};

// --data. Every subcommand has it.
void addDataOption(QCommandLineParser &parser);
// --listen, --workers, --io-threads, --tls-cert, --tls-key, --trusted-proxy, --partner-rate, --sync-retention-days,
// --limit.
void addServeOptions(QCommandLineParser &parser);

// Validation: the text says what is wrong. Makes the data folder when it is missing.
Result<ServerSettings> readSettings(const QCommandLineParser &parser);
// The same with what only serving needs (addServeOptions, roostd.json).
Result<ServerSettings> readServeSettings(const QCommandLineParser &parser);

// "127.0.0.1:8080", "[::1]:0", "localhost:8080", ":8080" (all addresses).
Result<void> parseListen(const QString &text, ServerSettings &settings);
// "body_bytes=2097152": a name of ServerLimits in snake_case.
Result<void> parseLimit(const QString &text, http::ServerLimits &limits);

} // namespace roost::app
