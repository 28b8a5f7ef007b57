// WorkerPool: one context a thread, a bounded queue, and an end that waits for what runs.
#include "server/http/WorkerPool.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <set>

using namespace roost;
using namespace roost::http;
using namespace Qt::StringLiterals;

namespace {

class Work final : public WorkItem
{
public:
    explicit Work(std::function<void(WorkerContext &)> what)
        : m_what(std::move(what))
    {
    }
    void run(WorkerContext &context) override { m_what(context); }

private:
    std::function<void(WorkerContext &)> m_what;
};

Result<std::unique_ptr<WorkerContext>> makeContext()
{
    return std::make_unique<WorkerContext>();
}

bool submit(WorkerPool &pool, std::function<void(WorkerContext &)> what)
{
    std::unique_ptr<WorkItem> item = std::make_unique<Work>(std::move(what));
    return pool.submit(item);
}

} // namespace

class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesOneContextAThread()
    {
        WorkerPool pool(3, 1000, makeContext);
        QVERIFY(pool.start().has_value());
        std::mutex mutex;
        std::set<std::pair<QThread *, WorkerContext *>> seen;
        QSemaphore arrived;
        QSemaphore go;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(submit(pool, [&](WorkerContext &context) {
                {
                    const std::scoped_lock lock(mutex);
                    seen.insert({QThread::currentThread(), &context});
                }
                arrived.release();
                go.acquire();
            }));
        }
        QVERIFY(arrived.tryAcquire(3, 10'000)); // all at once
        go.release(3);
        pool.stop();
        QCOMPARE(seen.size(), size_t(3));
    }

    void boundsItsQueue()
    {
        WorkerPool pool(1, 2, makeContext);
        QVERIFY(pool.start().has_value());
        QSemaphore arrived;
        QSemaphore go;
        std::atomic<int> done{0};
        const auto wait = [&](WorkerContext &) {
            arrived.release();
            go.acquire();
            ++done;
        };
        QVERIFY(submit(pool, wait));
        QVERIFY(arrived.tryAcquire(1, 10'000));
        QVERIFY(submit(pool, wait));
        QVERIFY(submit(pool, wait));
        QVERIFY(!submit(pool, wait));
        QCOMPARE(pool.queueLength(), 2);
        go.release(3);
        QTRY_COMPARE(done.load(), 3);
        QVERIFY(submit(pool, [](WorkerContext &) {}));
    }

    void waitsForWhatRunsAndDropsTheRest()
    {
        WorkerPool pool(1, 10, makeContext);
        QVERIFY(pool.start().has_value());
        QSemaphore arrived;
        QSemaphore go;
        std::atomic<int> done{0};
        const auto wait = [&](WorkerContext &) {
            arrived.release();
            go.acquire();
            ++done;
        };
        QVERIFY(submit(pool, wait));
        QVERIFY(arrived.tryAcquire(1, 10'000));
        QVERIFY(submit(pool, wait));
        const std::unique_ptr<QThread> opener(QThread::create([&] {
            while (pool.queueLength() > 0) // emptied by stop()
                QThread::yieldCurrentThread();
            go.release(2);
        }));
        opener->start();
        pool.stop();
        QVERIFY(opener->wait(10'000));
        QCOMPARE(done.load(), 1);
        QVERIFY(!submit(pool, wait));
    }

    void reportsTheContextThatFailed()
    {
        std::atomic<int> made{0};
        WorkerPool pool(3, 10, [&]() -> Result<std::unique_ptr<WorkerContext>> {
            if (++made == 2)
                return fail(ErrorCode::Unavailable, u"no connection"_s);
            return std::make_unique<WorkerContext>();
        });
        const auto started = pool.start();
        QVERIFY(!started);
        QCOMPARE(started.error().userText, u"no connection"_s);
    }
};

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "TestWorkerPool.moc"
