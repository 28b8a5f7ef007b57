// Carries the news of advanced scopes to the live connections of this process at once, and to other roostd processes of
// the same database through one LISTEN connection. Outside the writing transactions: NOTIFY inside them would make all
// tenants' commits queue for one lock.
#pragma once

#include "server/tenancy/ServerContext.h"

#include <QHash>
#include <QMutex>
#include <QThread>

namespace roost {

class LiveHub;

// Opens a connection to the database; called on the feed's own thread, again after a loss.
using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>;

class ScopeFeed : public ScopeNotifier
{
    Q_DISABLE_COPY_MOVE(ScopeFeed)

public:
    // availability: told what this and the other processes tell; may be null. Both must outlive the feed.
    ScopeFeed(LiveHub &hub, DatabaseOpener openDatabase, ScopeNotifier *availability = nullptr);
    // Ends the thread.
    ~ScopeFeed() override;

    void start();
    // From any thread, after the commit.
    void scopeAdvanced(const QString &scope, qint64 version) override;
    void availabilityChanged(const TenantId &tenant) override;

private:
    class Worker;

    LiveHub &m_hub;
    ScopeNotifier *const m_availability;
    QThread m_thread;
    Worker *m_worker; // lives on m_thread
};

} // namespace roost
