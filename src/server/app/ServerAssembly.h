// A whole server: services, controllers, routes, live pokes, periodic jobs. The only place that joins them; `serve` and
// the tests of the API run the same one.
#pragma once

#include "PeriodicJobs.h"

#include "server/api/ApiServer.h"
#include "server/blobs/BlobService.h"
#include "server/http/HttpServer.h"
#include "server/identity/IdentityService.h"
#include "server/identity/TenantService.h"
#include "server/partners/PartnerGate.h"
#include "server/search/LiveAvailability.h"
#include "server/sync/LiveHub.h"
#include "server/sync/ScopeFeed.h"
#include "server/sync/SyncRetention.h"

namespace roost::app {

struct AssemblyOptions
{
    std::function<Result<std::unique_ptr<Database>>()> openDatabase; // as roost_app; any thread
    QString keyFolder;
    QString markFile; // how far the data had come (Epoch.h), outside the database; empty: none
    int syncRetentionDays = kSyncRetentionDays;
    const Clock *clock = nullptr; // outlives the assembly
    PasswordHashCost passwordCost;
    LoginThrottleLimits throttle;
    RequestRate partnerRate; // of each partner app
    QString blobFolder;      // empty: beside keyFolder. Shared by all roostd of one database
    QString imageProgram;    // roost-images; empty: beside this program
    BlobLimits blobLimits;
    bool runJobs = true;
    bool logRequests = true;
};

// start() and stop() belong to the thread that made it.
class ServerAssembly
{
    Q_DISABLE_COPY_MOVE(ServerAssembly)

public:
    // Reads or makes the signing key, makes sure that there is an epoch, registers every controller. Fails as
    // TokenKey, the database, and ApiServer::makeRouter do.
    static Result<std::unique_ptr<ServerAssembly>> make(AssemblyOptions options);
    ~ServerAssembly();

    // config says where to listen, threads and limits; the rest of it is filled in here.
    Result<void> start(http::ServerConfig config);
    // Finishes what is under way.
    void stop();

    quint16 port() const { return m_http ? m_http->port() : 0; }
    const api::ApiDescription &description() const { return m_api->description(); }
    const AccessTokens &tokens() const { return *m_tokens; }

private:
    explicit ServerAssembly(AssemblyOptions options);
    Result<void> prepare();
    void registerControllers();
    void addJobs();

    AssemblyOptions m_options;
    std::unique_ptr<AccessTokens> m_tokens;
    std::unique_ptr<IdentityService> m_identity;
    TenantService m_tenants;
    PartnerGate m_partners;
    BlobService m_blobs;
    LiveHub m_hub;
    LiveAvailability m_availability;
    ScopeFeed m_feed;
    PeriodicJobs m_jobs;
    std::unique_ptr<api::ApiServer> m_api;
    std::shared_ptr<http::Router> m_router;
    std::unique_ptr<http::HttpServer> m_http;
};

} // namespace roost::app
