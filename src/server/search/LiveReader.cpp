#include "LiveReader.h"

#include "LiveAvailability.h"

#include "common/Log.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kRetryMs = 2'000;
constexpr int kRecheckMs = 30'000;
// The system's clock may be set: what is left of a hold is looked at anew at least so often.
constexpr qint64 kLongestNapMs = 1'000;

} // namespace

LiveReader::LiveReader(LiveAvailability &hub, DatabaseOpener openDatabase, const Clock &clock)
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
    connect(&m_coalesce, &QTimer::timeout, this, &LiveReader::readStale);
    connect(&m_expiry, &QTimer::timeout, this, &LiveReader::readExpired);
    connect(&m_recheck, &QTimer::timeout, this, &LiveReader::markAll);
}

void LiveReader::start()
{
    m_recheck.start();
}

void LiveReader::stop()
{
    m_database.reset();
}

void LiveReader::markAll()
{
    m_stale = QSet<LiveTopic>(m_topics.keyBegin(), m_topics.keyEnd());
    readStale();
}

void LiveReader::watch(const LiveTopic &topic, LiveWatcher *watcher)
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

void LiveReader::tenantChanged(const TenantId &tenant)
{
    const QMutexLocker locker(&m_mutex);
    const bool wasEmpty = m_changedTenants.isEmpty();
    m_changedTenants << tenant;
    if (wasEmpty)
        QMetaObject::invokeMethod(
            this, [this] { markChanged(); }, Qt::QueuedConnection);
}

void LiveReader::markChanged()
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

void LiveReader::readStale()
{
    const QSet<LiveTopic> stale = std::exchange(m_stale, {});
    for (const LiveTopic &topic : stale) {
        if (!m_hub.isWatched(topic))
            m_topics.remove(topic);
        else if (!read(topic))
            m_stale << topic;
    }
    if (!m_stale.isEmpty())
        QTimer::singleShot(kRetryMs, this, &LiveReader::readStale);
    napUntilExpiry();
}

void LiveReader::readExpired()
{
    const QDateTime nowUtc = m_clock.nowUtc();
    for (auto topic = m_topics.begin(); topic != m_topics.end(); ++topic) {
        if (topic->content.nextExpiry.isValid() && topic->content.nextExpiry <= nowUtc)
            m_stale << topic.key();
    }
    readStale();
}

void LiveReader::napUntilExpiry()
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

bool LiveReader::read(const LiveTopic &topic)
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

void LiveReader::publish(const LiveTopic &topic, const LiveContent &content)
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

} // namespace roost
