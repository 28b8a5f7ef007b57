// Work that comes back: expired requests, old keys and tokens. One thread with a database connection of its own.
#pragma once

#include "server/tenancy/ServerContext.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace roost::app {

struct PeriodicJob
{
    QString name; // for the log
    std::chrono::milliseconds every;
    // How much it did; more than 0 is logged.
    std::function<Result<int>(ServerContext &)> run;
};

class PeriodicJobs
{
    Q_DISABLE_COPY_MOVE(PeriodicJobs)

public:
    using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>;

    // clock and notifier (may be null) must outlive it.
    PeriodicJobs(DatabaseOpener openDatabase, const Clock &clock, ScopeNotifier *notifier);
    // Stops.
    ~PeriodicJobs();

    // Before start().
    void add(PeriodicJob job);
    // Each job runs at once, then at its interval. One that fails is logged and tried again at its next time.
    void start();
    // Waits for the one that runs.
    void stop();

private:
    struct Scheduled
    {
        PeriodicJob job;
        std::chrono::steady_clock::time_point due;
    };

    void work();
    void runDue(std::unique_ptr<Database> &database);
    void runOne(const PeriodicJob &job, std::unique_ptr<Database> &database);

    const DatabaseOpener m_openDatabase;
    const Clock &m_clock;
    ScopeNotifier *const m_notifier;
    std::vector<Scheduled> m_jobs;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace roost::app
