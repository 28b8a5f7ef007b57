#include "ScopeFeed.h"

#include "LiveHub.h"

#include "common/Json.h"
#include "common/Log.h"
#include "common/Uuid.h"
#include "server/tenancy/TenantTransaction.h"
#include "sync/protocol/Scopes.h"

#include <QSqlDriver>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kReconnectMs = 2000;
constexpr int kSessionCheckMs = 30'000;
// Instead of a version: the scope stood still, but what is taken of its tenant may be another.
constexpr qint64 kHeld = 0;
// NOTIFY takes payloads of up to 8,000 bytes.
constexpr qsizetype kScopesPerNotification = 100;

// The versions that a scope came to since they were told last.
struct News
{
    qint64 first = 0;
    qint64 newest = 0;
};

} // namespace

// On the feed's thread: the LISTEN connection, the batching of our own news, and the closing of ended sessions.
class ScopeFeed::Worker : public QObject
{
public:
    Worker(LiveHub &hub, DatabaseOpener openDatabase, ScopeNotifier *availability)
        : m_hub(hub)
        , m_availability(availability)
        , m_openDatabase(std::move(openDatabase))
        , m_processId(uuidText(newUuid()))
    {
        m_coalesce.setParent(this);
        m_coalesce.setSingleShot(true);
        m_coalesce.setInterval(kCoalesceMs);
        m_sessionCheck.setParent(this);
        m_sessionCheck.setInterval(kSessionCheckMs);
        connect(&m_coalesce, &QTimer::timeout, this, &Worker::publish);
        connect(&m_sessionCheck, &QTimer::timeout, this, &Worker::closeEndedSessions);
    }

    void start()
    {
        listen();
        m_sessionCheck.start();
    }

    void stop() { m_database.reset(); }

    // From any thread.
    void add(const QString &scope, qint64 version)
    {
        const QMutexLocker locker(&m_mutex);
        const bool wasEmpty = m_news.isEmpty();
        News &news = m_news[scope];
        if (version != kHeld && (news.first == 0 || version < news.first))
            news.first = version;
        news.newest = qMax(news.newest, version);
        if (wasEmpty)
            QMetaObject::invokeMethod(
                this, [this] { m_coalesce.start(); }, Qt::QueuedConnection);
    }

private:
    void listen()
    {
        auto opened = m_openDatabase();
        if (!opened) {
            logEvent(LogLevel::Warning, u"sync.feed_unavailable"_s, {{u"detail"_s, opened.error().detail}});
            QTimer::singleShot(kReconnectMs, this, &Worker::listen);
            return;
        }
        m_database = std::move(*opened);
        QSqlDriver *driver = m_database->connection().driver();
        driver->subscribeToNotification(u"roost_scope"_s);
        connect(driver, &QSqlDriver::notification, this,
                [this](const QString &, QSqlDriver::NotificationSource, const QVariant &payload) {
                    receive(payload.toString());
                });
    }

    void receive(const QString &payload)
    {
        const QStringList parts = payload.split(u' ');
        if (parts.first() == m_processId)
            return;
        for (const QString &part : parts.mid(1))
            tell(part.section(u'=', 0, 0), part.section(u'=', 1).toLongLong());
    }

    void tell(const QString &scope, qint64 version)
    {
        if (version != kHeld)
            m_hub.scopeAdvanced(scope, version);
        if (!m_availability)
            return;
        if (version != kHeld)
            m_availability->scopeAdvanced(scope, version);
        else
            m_availability->availabilityChanged(tenantOfScope(scope));
    }

    void publish()
    {
        QStringList parts;
        QJsonArray tenants;
        {
            const QMutexLocker locker(&m_mutex);
            for (auto news = m_news.begin(); news != m_news.end() && parts.size() < kScopesPerNotification;
                 news = m_news.erase(news)) {
                parts << news.key() + u'=' + QString::number(news->newest);
                if (news->first > 0 && sync::scopeKindOf(news.key()) == sync::ScopeKind::Tenant) {
                    tenants << QJsonObject{{u"tenant"_s, sync::ownerOfScope(news.key())},
                                           {u"from"_s, news->first},
                                           {u"to"_s, news->newest}};
                }
            }
            if (!m_news.isEmpty())
                m_coalesce.start();
        }
        if (!m_database || parts.isEmpty())
            return;
        const auto told = tellUsersMovedBy(tenants);
        if (const auto sent = told ? notify(m_processId + u' ' + parts.join(u' ')) : told; !sent) {
            logEvent(LogLevel::Warning, u"sync.feed_lost"_s, {{u"detail"_s, sent.error().detail}});
            m_database.reset();
            QTimer::singleShot(kReconnectMs, this, &Worker::listen);
        }
    }

    // What a tenant's transactions did to the scopes of users is known once they were committed; looked up here, so
    // that no writer waits for it. What is found travels on as news of its own.
    Result<void> tellUsersMovedBy(const QJsonArray &tenants)
    {
        if (tenants.isEmpty())
            return {};
        ROOST_ASSIGN(Statement statement, m_database->statement(u"sync/moved_users"_s));
        statement.bind(u":news"_s, QString::fromUtf8(compactJson(tenants)));
        ROOST_TRY(statement.exec());
        while (statement.next()) {
            m_hub.scopeAdvanced(statement.text(0), statement.integer(1));
            add(statement.text(0), statement.integer(1));
        }
        return {};
    }

    Result<void> notify(const QString &payload)
    {
        ROOST_ASSIGN(Statement statement, m_database->statement(u"sync/notify_scopes"_s));
        statement.bind(u":payload"_s, payload);
        return statement.exec();
    }

    void closeEndedSessions()
    {
        if (!m_database)
            return;
        const QList<Caller> callers = m_hub.callers();
        for (const Caller &caller : callers) {
            const auto alive = isAlive(caller);
            if (alive && !*alive)
                m_hub.closeSession(caller.session);
        }
    }

    Result<bool> isAlive(const Caller &caller)
    {
        ROOST_ASSIGN(Statement statement, m_database->statement(u"sync/session_is_alive"_s));
        statement.bind(u":session_id"_s, caller.session).bind(u":user_id"_s, caller.user);
        ROOST_TRY(statement.exec());
        return statement.next() && statement.boolean(0);
    }

    LiveHub &m_hub;
    ScopeNotifier *const m_availability;
    DatabaseOpener m_openDatabase;
    const QString m_processId;
    std::unique_ptr<Database> m_database;
    QTimer m_coalesce;
    QTimer m_sessionCheck;
    QMutex m_mutex;
    QHash<QString, News> m_news;
};

ScopeFeed::ScopeFeed(LiveHub &hub, DatabaseOpener openDatabase, ScopeNotifier *availability)
    : m_hub(hub)
    , m_availability(availability)
    , m_worker(new Worker(hub, std::move(openDatabase), availability))
{
    m_worker->moveToThread(&m_thread);
}

ScopeFeed::~ScopeFeed()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(
            m_worker, [this] { m_worker->stop(); }, Qt::BlockingQueuedConnection);
        m_worker->deleteLater();
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_worker;
    }
}

void ScopeFeed::start()
{
    m_thread.setObjectName(u"scope-feed"_s);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->start(); }, Qt::QueuedConnection);
}

void ScopeFeed::scopeAdvanced(const QString &scope, qint64 version)
{
    m_hub.scopeAdvanced(scope, version);
    if (m_availability)
        m_availability->scopeAdvanced(scope, version);
    m_worker->add(scope, version);
}

void ScopeFeed::availabilityChanged(const TenantId &tenant)
{
    if (m_availability)
        m_availability->availabilityChanged(tenant);
    m_worker->add(tenantScope(tenant), kHeld);
}

} // namespace roost
