#include "LiveAvailability.h"

#include "LiveReader.h"
#include "LiveWatcher.h"

#include "server/schedules/SessionQueries.h"
#include "server/tenancy/TenantTransaction.h"

#include <QWebSocket>

namespace roost {

using namespace Qt::StringLiterals;

LiveAvailability::LiveAvailability(DatabaseOpener openDatabase, const Clock &clock)
    : m_reader(new LiveReader(*this, std::move(openDatabase), clock))
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
