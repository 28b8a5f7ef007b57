// Who watches /listings/{id}/live and /sessions/{id}/live: what is taken as it is now, then every change within a
// moment of its commit, by whatever server process.
//
// One thread reads: once for each thing that is watched here, however many watch it, when its tenant wrote or held
// something (ScopeFeed tells, of all processes), when a hold in it ends, and every half minute in case news were lost.
// What it reads is compared with what it read before, and what differs goes out. A peer that reads slowly skips what
// came in between and gets the whole state instead.
#pragma once

#include "LiveTopic.h"

#include "common/Clock.h"
#include "server/tenancy/ServerContext.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QThread>

class QWebSocket;

namespace roost {

class LiveReader;
class LiveWatcher;

// Thread-safe. Must outlive the HTTP server and the ScopeFeed that tells it.
class LiveAvailability : public ScopeNotifier
{
    Q_DISABLE_COPY_MOVE(LiveAvailability)

public:
    using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>; // called on the reading thread

    LiveAvailability(DatabaseOpener openDatabase, const Clock &clock);
    // Ends the thread.
    ~LiveAvailability() override;
    void start();

    // NotFound unless it is published; TooManyRequests when more than kMostTopics things would be watched.
    Result<LiveTopic> admit(ServerContext &context, LiveTopic::Kind kind, const QUuid &id) const;
    // On the socket's thread; topic: admitted. The watcher goes with the socket.
    void addConnection(QWebSocket *socket, const LiveTopic &topic);

    void scopeAdvanced(const QString &scope, qint64 version) override;
    void availabilityChanged(const TenantId &tenant) override;

    int connectionCount() const;

    static constexpr int kMostTopics = 2'000;

private:
    friend class LiveReader;
    friend class LiveWatcher;

    void remove(LiveWatcher *watcher);
    bool isWatched(const LiveTopic &topic) const;
    // To one watcher, if it is still there; null: to all.
    void offer(const LiveTopic &topic, const LiveStatePointer &state, LiveWatcher *only = nullptr);
    void closeAll(const LiveTopic &topic);

    mutable QMutex m_mutex;
    QHash<LiveTopic, QSet<LiveWatcher *>> m_watchers;
    QThread m_thread;
    LiveReader *m_reader; // lives on m_thread
};

} // namespace roost
