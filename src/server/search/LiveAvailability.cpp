#include "LiveAvailability.h"

#include "LiveWatcher.h"

#include "common/Log.h"
#include "server/schedules/SessionQueries.h"
#include "server/tenancy/TenantTransaction.h"

#include <QTimer>
#include <QWebSocket>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kRetryMs = 2'000;
constexpr int kRecheckMs = 30'000;
// The system's clock may be set: what is left of a hold is looked at anew at least so often.
constexpr qint64 kLongestNapMs = 1'000;

} // namespace

// On the reading thread: what is watched here, as it was read last.
class LiveAvailability::Reader : public QObject
{
public:
    Reader(LiveAvailability &hub, DatabaseOpener openDatabase, const Clock &clock)
        : m_hub(hub)
        , m_openDatabase(std::move(openDatabase))
        , m_clock(clock)
    {
        for (QTimer *timer : {&m_coalesce, &m_expiry, &m_recheck})
            timer->setParent(this);
        m_coalesce.setSingleShot(true);
        m_coalesce.setInterval(kCoalesceMs);
        m_expiry.setSingleShot(true);
        m_recheck.setInterval(kRecheckMs);
        connect(&m_coalesce, &QTimer::timeout, this, &Reader::readStale);
        connect(&m_expiry, &QTimer::timeout, this, &Reader::readExpired);
        connect(&m_recheck, &QTimer::timeout, this, [this] {
            m_stale = QSet<LiveTopic>(m_topics.keyBegin(), m_topics.keyEnd());
            readStale();
        });
    }

    void start() { m_recheck.start(); }
    void stop() { m_database.reset(); }

    // A new watcher gets what is known, or it is read.
    void watch(const LiveTopic &topic, LiveWatcher *watcher)
    {
        const auto known = m_topics.constFind(topic);
        if (known != m_topics.constEnd() && known->state && !m_stale.contains(topic)) {
            m_hub.offer(topic, known->state, watcher);
            return;
        }
        m_topics[topic];
        m_stale << topic;
        readStale();
    }

    // From any thread.
    void tenantChanged(const TenantId &tenant)
    {
        const QMutexLocker locker(&m_mutex);
        const bool wasEmpty = m_changedTenants.isEmpty();
        m_changedTenants << tenant;
        if (wasEmpty)
            QMetaObject::invokeMethod(
                this, [this] { markChanged(); }, Qt::QueuedConnection);
    }

private:
    struct Known
    {
        LiveContent content;
        LiveStatePointer state; // null: not read yet
    };

    void markChanged()
    {
        QSet<TenantId> tenants;
        {
            const QMutexLocker locker(&m_mutex);
            tenants.swap(m_changedTenants);
        }
        for (auto topic = m_topics.keyBegin(); topic != m_topics.keyEnd(); ++topic) {
            if (tenants.contains(topic->tenant))
                m_stale << *topic;
        }
        if (!m_stale.isEmpty() && !m_coalesce.isActive())
            m_coalesce.start();
    }

    void readStale()
    {
        const QSet<LiveTopic> stale = std::exchange(m_stale, {});
        for (const LiveTopic &topic : stale) {
            if (!m_hub.isWatched(topic))
                m_topics.remove(topic);
            else if (!read(topic))
                m_stale << topic;
        }
        if (!m_stale.isEmpty())
            QTimer::singleShot(kRetryMs, this, &Reader::readStale);
        napUntilExpiry();
    }

    void readExpired()
    {
        const QDateTime nowUtc = m_clock.nowUtc();
        for (auto topic = m_topics.begin(); topic != m_topics.end(); ++topic) {
            if (topic->content.nextExpiry.isValid() && topic->content.nextExpiry <= nowUtc)
                m_stale << topic.key();
        }
        readStale();
    }

    void napUntilExpiry()
    {
        QDateTime next;
        for (const Known &known : std::as_const(m_topics)) {
            if (known.content.nextExpiry.isValid() && (!next.isValid() || known.content.nextExpiry < next))
                next = known.content.nextExpiry;
        }
        if (!next.isValid())
            return m_expiry.stop();
        m_expiry.start(static_cast<int>(qBound(Q_INT64_C(1), m_clock.nowUtc().msecsTo(next) + 1, kLongestNapMs)));
    }

    // False: try again later.
    bool read(const LiveTopic &topic)
    {
        if (!m_database) {
            auto opened = m_openDatabase();
            if (!opened)
                return false;
            m_database = std::move(*opened);
        }
        ServerContext context{*m_database, m_clock};
        const auto content = LiveContent::read(context, topic);
        if (!content) {
            logEvent(LogLevel::Warning, u"live.read_failed"_s, {{u"detail"_s, content.error().detail}});
            m_database.reset();
            return false;
        }
        if (*content) {
            publish(topic, **content);
        } else {
            m_topics.remove(topic);
            m_hub.closeAll(topic);
        }
        return true;
    }

    void publish(const LiveTopic &topic, const LiveContent &content)
    {
        Known &known = m_topics[topic];
        auto next = std::make_shared<LiveState>();
        next->sequence = known.state ? known.state->sequence + 1 : 1;
        if (known.state)
            next->change = LiveState::changeOf(topic, known.content, content, next->sequence);
        const bool isNews = !known.state || !next->change.isEmpty();
        known.content = content;
        if (isNews) {
            next->whole = LiveState::wholeOf(topic, content, next->sequence);
            known.state = std::move(next);
        }
        m_hub.offer(topic, known.state);
    }

    LiveAvailability &m_hub;
    DatabaseOpener m_openDatabase;
    const Clock &m_clock;
    std::unique_ptr<Database> m_database;
    QHash<LiveTopic, Known> m_topics;
    QSet<LiveTopic> m_stale;
    QTimer m_coalesce;
    QTimer m_expiry;
    QTimer m_recheck;
    QMutex m_mutex;
    QSet<TenantId> m_changedTenants;
};

LiveAvailability::LiveAvailability(DatabaseOpener openDatabase, const Clock &clock)
    : m_reader(new Reader(*this, std::move(openDatabase), clock))
{
    m_reader->moveToThread(&m_thread);
}

LiveAvailability::~LiveAvailability()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(
            m_reader, [this] { m_reader->stop(); }, Qt::BlockingQueuedConnection);
        m_reader->deleteLater();
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_reader;
    }
}

void LiveAvailability::start()
{
    m_thread.setObjectName(u"live-availability"_s);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_reader, [this] { m_reader->start(); }, Qt::QueuedConnection);
}

Result<LiveTopic> LiveAvailability::admit(ServerContext &context, LiveTopic::Kind kind, const QUuid &id) const
{
    LiveTopic topic{kind, id, {}};
    if (kind == LiveTopic::Kind::Listing) {
        ROOST_ASSIGN(Statement row, context.database.statement(u"search/tenant_of_stay"_s));
        row.bind(u":listing_id"_s, ListingId(id));
        ROOST_TRY(row.exec());
        if (row.next())
            topic.tenant = row.id<TenantId>(0);
    } else {
        ROOST_ASSIGN(topic.tenant, SessionQueries::tenantOfPublished(context.database, ExperienceSessionId(id)));
    }
    if (topic.tenant.isNull())
        return fail(ErrorCode::NotFound, u"There is no such thing, or it isn't published."_s);
    const QMutexLocker locker(&m_mutex);
    if (!m_watchers.contains(topic) && m_watchers.size() >= kMostTopics)
        return fail(ErrorCode::TooManyRequests, u"Too much is being watched. Try again later."_s);
    return topic;
}

void LiveAvailability::addConnection(QWebSocket *socket, const LiveTopic &topic)
{
    auto *watcher = new LiveWatcher(*this, socket, topic);
    {
        const QMutexLocker locker(&m_mutex);
        m_watchers[topic].insert(watcher);
    }
    QMetaObject::invokeMethod(
        m_reader, [this, topic, watcher] { m_reader->watch(topic, watcher); }, Qt::QueuedConnection);
}

void LiveAvailability::scopeAdvanced(const QString &scope, qint64)
{
    if (const TenantId tenant = tenantOfScope(scope); !tenant.isNull())
        availabilityChanged(tenant);
}

void LiveAvailability::availabilityChanged(const TenantId &tenant)
{
    {
        const QMutexLocker locker(&m_mutex);
        if (m_watchers.isEmpty())
            return;
    }
    m_reader->tenantChanged(tenant);
}

int LiveAvailability::connectionCount() const
{
    const QMutexLocker locker(&m_mutex);
    qsizetype count = 0;
    for (const auto &watchers : m_watchers)
        count += watchers.size();
    return static_cast<int>(count);
}

void LiveAvailability::remove(LiveWatcher *watcher)
{
    const QMutexLocker locker(&m_mutex);
    const auto watchers = m_watchers.find(watcher->topic());
    if (watchers == m_watchers.end())
        return;
    watchers->remove(watcher);
    if (watchers->isEmpty())
        m_watchers.erase(watchers);
}

bool LiveAvailability::isWatched(const LiveTopic &topic) const
{
    const QMutexLocker locker(&m_mutex);
    return m_watchers.contains(topic);
}

void LiveAvailability::offer(const LiveTopic &topic, const LiveStatePointer &state, LiveWatcher *only)
{
    const QMutexLocker locker(&m_mutex);
    // A watcher leaves the hub, under the same mutex, before it dies; so each of these is alive here.
    for (LiveWatcher *watcher : m_watchers.value(topic)) {
        if (!only || watcher == only)
            QMetaObject::invokeMethod(
                watcher, [watcher, state] { watcher->offer(state); }, Qt::QueuedConnection);
    }
}

void LiveAvailability::closeAll(const LiveTopic &topic)
{
    const QMutexLocker locker(&m_mutex);
    for (LiveWatcher *watcher : m_watchers.value(topic)) {
        QMetaObject::invokeMethod(
            watcher, [watcher] { watcher->close(); }, Qt::QueuedConnection);
    }
}

} // namespace roost
