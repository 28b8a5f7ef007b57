// The reading thread of LiveAvailability: what is watched here, as it was read last.
#pragma once

#include "LiveTopic.h"

#include <QMutex>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace roost {

class LiveAvailability;
class LiveWatcher;

// Lives on the reading thread; tenantChanged() is for any thread.
class LiveReader : public QObject
{
    Q_OBJECT

public:
    using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>;

    LiveReader(LiveAvailability &hub, DatabaseOpener openDatabase, const Clock &clock);

    void start();
    // Gives up the database's connection.
    void stop();
    // A new watcher gets what is known, or it is read.
    void watch(const LiveTopic &topic, LiveWatcher *watcher);
    void tenantChanged(const TenantId &tenant);

private:
    struct Known
    {
        LiveContent content;
        LiveStatePointer state; // null: not read yet
    };

    void markChanged();
    void markAll();
    void readStale();
    void readExpired();
    void napUntilExpiry();
    // False: try again later.
    bool read(const LiveTopic &topic);
    void publish(const LiveTopic &topic, const LiveContent &content);

    LiveAvailability &m_hub;
    const DatabaseOpener m_openDatabase;
    const Clock &m_clock;
    std::unique_ptr<Database> m_database;
    QHash<LiveTopic, Known> m_topics;
    QSet<LiveTopic> m_stale;
    QTimer m_coalesce;
    QTimer m_expiry;
    QTimer m_recheck;
    QMutex m_mutex; // guards:
    QSet<TenantId> m_changedTenants;
};

} // namespace roost
