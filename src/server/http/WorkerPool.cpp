// WorkerPool: one queue for all workers, so a slow item never holds up those behind it while another worker is free.
#include "WorkerPool.h"

#include <QThread>

namespace roost::http {

using namespace Qt::StringLiterals;

WorkerPool::WorkerPool(int threads, int maxQueued, WorkerContextFactory makeContext)
    : m_threadCount(std::max(threads, 1))
    , m_maxQueued(static_cast<size_t>(std::max(maxQueued, 1)))
    , m_makeContext(std::move(makeContext))
{
}

WorkerPool::~WorkerPool()
{
    stop();
}

Result<void> WorkerPool::start()
{
    for (int i = 0; i < m_threadCount; ++i) {
        m_threads.emplace_back(QThread::create([this] { work(); }));
        m_threads.back()->setObjectName(u"worker-%1"_s.arg(i));
        m_threads.back()->start();
    }
    std::unique_lock lock(m_mutex);
    m_ready.wait(lock, [this] { return m_readyCount == m_threadCount; });
    if (m_error)
        return fail(*m_error);
    return {};
}

void WorkerPool::stop()
{
    std::deque<std::unique_ptr<WorkItem>> dropped;
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
        dropped.swap(m_queue);
    }
    m_wake.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
}

bool WorkerPool::submit(std::unique_ptr<WorkItem> &item)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isStopping || m_queue.size() >= m_maxQueued)
            return false;
        m_queue.push_back(std::move(item));
    }
    m_wake.notify_one();
    return true;
}

int WorkerPool::queueLength() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_queue.size());
}

void WorkerPool::work()
{
    auto context = m_makeContext();
    reportReady(context ? std::nullopt : std::make_optional(context.error()));
    if (!context)
        return;
    while (const std::unique_ptr<WorkItem> item = next())
        item->run(**context);
}

void WorkerPool::reportReady(std::optional<Error> error)
{
    const std::scoped_lock lock(m_mutex);
    ++m_readyCount;
    if (error && !m_error)
        m_error = std::move(error);
    m_ready.notify_all();
}

std::unique_ptr<WorkItem> WorkerPool::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_isStopping || !m_queue.empty(); });
    if (m_queue.empty())
        return nullptr;
    std::unique_ptr<WorkItem> item = std::move(m_queue.front());
    m_queue.pop_front();
    return item;
}

} // namespace roost::http
