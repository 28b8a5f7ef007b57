// A thread that sleeps until the next job is due.
#include "PeriodicJobs.h"

#include "common/Log.h"

namespace roost::app {

using namespace Qt::StringLiterals;

PeriodicJobs::PeriodicJobs(DatabaseOpener openDatabase, const Clock &clock, ScopeNotifier *notifier)
    : m_openDatabase(std::move(openDatabase))
    , m_clock(clock)
    , m_notifier(notifier)
{
}

PeriodicJobs::~PeriodicJobs()
{
    stop();
}

void PeriodicJobs::add(PeriodicJob job)
{
    m_jobs.push_back({std::move(job), std::chrono::steady_clock::now()});
}

void PeriodicJobs::start()
{
    m_thread = std::thread([this] { work(); });
}

void PeriodicJobs::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void PeriodicJobs::work()
{
    std::unique_ptr<Database> database; // of this thread
    std::unique_lock lock(m_mutex);
    while (!m_isStopping && !m_jobs.empty()) {
        lock.unlock();
        runDue(database);
        lock.lock();
        const auto next = std::min_element(m_jobs.begin(), m_jobs.end(), [](const Scheduled &a, const Scheduled &b) {
                              return a.due < b.due;
                          })->due;
        m_wake.wait_until(lock, next, [this] { return m_isStopping; });
    }
}

void PeriodicJobs::runDue(std::unique_ptr<Database> &database)
{
    for (Scheduled &scheduled : m_jobs) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopping)
                return;
        }
        if (scheduled.due > std::chrono::steady_clock::now())
            continue;
        runOne(scheduled.job, database);
        scheduled.due = std::chrono::steady_clock::now() + scheduled.job.every;
    }
}

void PeriodicJobs::runOne(const PeriodicJob &job, std::unique_ptr<Database> &database)
{
    const auto runWithDatabase = [&]() -> Result<int> {
        if (!database) {
            ROOST_ASSIGN(database, m_openDatabase());
        }
        ServerContext context{*database, m_clock, m_notifier};
        return job.run(context);
    };
    const Result<int> done = runWithDatabase();
    if (!done) {
        logEvent(
            LogLevel::Warning, u"job.failed"_s,
            {{u"job"_s, job.name}, {u"code"_s, errorCodeName(done.error().code)}, {u"detail"_s, done.error().detail}});
        database.reset();
    } else if (*done > 0) {
        logEvent(LogLevel::Info, u"job.done"_s, {{u"job"_s, job.name}, {u"count"_s, *done}});
    }
}

} // namespace roost::app
