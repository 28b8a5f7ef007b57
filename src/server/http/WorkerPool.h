// Threads that run blocking work, each with a context of its own, behind one bounded queue. Thread-safe.
#pragma once

#include "WorkerContext.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

class QThread;

namespace roost::http {

class WorkItem
{
    Q_DISABLE_COPY_MOVE(WorkItem)

public:
    WorkItem() = default;
    virtual ~WorkItem() = default;
    // On a worker. Must not throw.
    virtual void run(WorkerContext &context) = 0;
};

class WorkerPool
{
    Q_DISABLE_COPY_MOVE(WorkerPool)

public:
    WorkerPool(int threads, int maxQueued, WorkerContextFactory makeContext);
    // Stops.
    ~WorkerPool();

    // Starts the threads and waits until each has its context; the first error that one met.
    Result<void> start();
    // Waits for the items that run; those still queued are dropped.
    void stop();

    // False when the queue is full or the pool has stopped; the item is then left untouched.
    bool submit(std::unique_ptr<WorkItem> &item);

    int queueLength() const;

private:
    void work();
    std::unique_ptr<WorkItem> next();
    void reportReady(std::optional<Error> error);

    const int m_threadCount;
    const size_t m_maxQueued;
    const WorkerContextFactory m_makeContext;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_ready;
    std::deque<std::unique_ptr<WorkItem>> m_queue;
    int m_readyCount = 0;
    std::optional<Error> m_error;
    bool m_isStopping = false;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace roost::http
