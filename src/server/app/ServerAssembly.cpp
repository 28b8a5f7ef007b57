// Builds the concrete things and joins them.
#include "ServerAssembly.h"

#include "common/Log.h"
#include "server/api/AccountController.h"
#include "server/api/BlobController.h"
#include "server/api/BookingChangeController.h"
#include "server/api/BookingController.h"
#include "server/api/CalendarController.h"
#include "server/api/ContactController.h"
#include "server/api/HoldController.h"
#include "server/api/IdempotencyStore.h"
#include "server/api/ListingController.h"
#include "server/api/MessageController.h"
#include "server/api/PartnerController.h"
#include "server/api/PricingController.h"
#include "server/api/RecordController.h"
#include "server/api/ReviewController.h"
#include "server/api/SearchController.h"
#include "server/api/ServiceController.h"
#include "server/api/SessionController.h"
#include "server/api/SyncController.h"
#include "server/api/TaskController.h"
#include "server/api/TenantController.h"
#include "server/api/WaitlistController.h"
#include "server/http/AccessLog.h"
#include "server/identity/SessionRepository.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/HoldService.h"
#include "server/reservations/Waitlist.h"
#include "server/sync/Epoch.h"

#include <QFileInfo>

#include <unistd.h>

namespace roost::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString blobFolderOf(const AssemblyOptions &options)
{
    return options.blobFolder.isEmpty() ? QFileInfo(options.keyFolder).path() + u"/blobs"_s : options.blobFolder;
}

} // namespace

ServerAssembly::ServerAssembly(AssemblyOptions options)
    : m_options(std::move(options))
    , m_partners(m_options.partnerRate)
    , m_blobs(blobFolderOf(m_options), m_options.imageProgram, m_options.blobLimits)
    , m_availability(m_options.openDatabase, *m_options.clock)
    , m_feed(m_hub, m_options.openDatabase, &m_availability)
    , m_jobs(m_options.openDatabase, *m_options.clock, &m_feed)
{
}

ServerAssembly::~ServerAssembly()
{
    stop();
}

Result<std::unique_ptr<ServerAssembly>> ServerAssembly::make(AssemblyOptions options)
{
    std::unique_ptr<ServerAssembly> assembly(new ServerAssembly(std::move(options)));
    ROOST_TRY(assembly->prepare());
    return assembly;
}

Result<void> ServerAssembly::prepare()
{
    ROOST_ASSIGN(TokenKey key, TokenKey::loadOrCreate(m_options.keyFolder));
    const QByteArray signingSecret = key.secretFor("quotes");
    m_tokens = std::make_unique<AccessTokens>(std::move(key), *m_options.clock);
    m_identity = std::make_unique<IdentityService>(*m_tokens, m_options.passwordCost, m_options.throttle);
    ROOST_ASSIGN(const auto database, m_options.openDatabase());
    ROOST_ASSIGN([[maybe_unused]] const QString epoch, ensureEpoch(*database, m_options.markFile));

    ROOST_ASSIGN(api::ApiDescription description, api::ApiDescription::builtIn());
    const api::ApiEnvironment environment{m_options.openDatabase, m_options.clock, m_tokens.get(), &m_feed, &m_partners,
                                          signingSecret};
    m_api = std::make_unique<api::ApiServer>(std::move(description), environment);
    registerControllers();
    ROOST_ASSIGN(m_router, m_api->makeRouter());
    addJobs();
    return {};
}

void ServerAssembly::registerControllers()
{
    api::registerAccountController(*m_api, *m_identity, m_tenants);
    api::registerTenantController(*m_api, m_tenants, *m_identity);
    api::registerListingController(*m_api);
    api::registerCalendarController(*m_api);
    api::registerBookingController(*m_api);
    api::registerBookingChangeController(*m_api);
    api::registerHoldController(*m_api);
    api::registerWaitlistController(*m_api);
    api::registerPricingController(*m_api);
    api::registerRecordController(*m_api);
    api::registerReviewController(*m_api);
    api::registerContactController(*m_api);
    api::registerMessageController(*m_api);
    api::registerTaskController(*m_api);
    api::registerSessionController(*m_api);
    api::registerServiceController(*m_api);
    api::registerPartnerController(*m_api);
    api::registerSearchController(*m_api, m_availability);
    api::registerSyncController(*m_api, m_hub);
    api::registerBlobController(*m_api, m_blobs);
}

void ServerAssembly::addJobs()
{
    m_jobs.add({u"bookings.expire_requests"_s, 15s,
                [](ServerContext &context) { return BookingService().expireDueRequests(context); }});
    m_jobs.add({u"holds.tidy"_s, 5s, [](ServerContext &context) { return HoldService().tidy(context); }});
    m_jobs.add({u"waitlist.end_past"_s, 10min, [](ServerContext &context) { return Waitlist().endPast(context); }});
    m_jobs.add({u"bookings.complete_stays"_s, 5min,
                [](ServerContext &context) { return BookingService().completePastStays(context); }});
    m_jobs.add({u"blobs.tidy"_s, 1h, [this](ServerContext &context) { return m_blobs.tidy(context); }});
    m_jobs.add({u"sync.watch_epoch"_s, 10s, [markFile = m_options.markFile](ServerContext &context) {
                    return advanceMark(context.database, markFile);
                }});
    m_jobs.add({u"sync.expire"_s, 1h, [days = m_options.syncRetentionDays](ServerContext &context) {
                    return expireSyncRecords(context, days);
                }});
    m_jobs.add({u"api.forget_idempotency_keys"_s, 1h,
                [](ServerContext &context) { return api::deleteOldIdempotencyKeys(context.database); }});
    m_jobs.add({u"identity.forget_refresh_tokens"_s, 1h, [](ServerContext &context) {
                    return SessionRepository(context.database).deleteExpiredTokens(context.clock.nowUtc());
                }});
}

Result<void> ServerAssembly::start(http::ServerConfig config)
{
    config.makeWorkerContext = m_api->workerContextFactory();
    config.formatProblem = m_api->problemFormatter();
    if (m_options.logRequests)
        config.requestFinished = [log = std::make_shared<http::AccessLog>(STDERR_FILENO)](
                                     const http::FinishedRequest &request) { log->record(request); };
    m_http = std::make_unique<http::HttpServer>(std::move(config), m_router);
    m_feed.start();
    m_availability.start();
    ROOST_TRY(m_http->start());
    if (m_options.runJobs)
        m_jobs.start();
    return {};
}

void ServerAssembly::stop()
{
    m_jobs.stop();
    if (m_http)
        m_http->stop();
    m_http.reset();
}

} // namespace roost::app
