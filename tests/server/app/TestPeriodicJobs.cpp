// Jobs that come back at their interval, on a thread and a connection of their own.
#include "support/Expect.h"
#include "support/MockClock.h"

#include "server/app/PeriodicJobs.h"

#include <QSemaphore>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::PeriodicJobs;

class TestPeriodicJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAtOnceAndAgain();
    void goesOnAfterAFailure();
    void opensTheDatabaseAnewAfterAFailure();
    void survivesADatabaseThatIsAway();
    void stopsWithoutWaitingForTheNextTime();

private:
    static Result<std::unique_ptr<Database>> openMemory() { return Database::openSqlite(u":memory:"_s); }

    MockClock m_clock;
};

void TestPeriodicJobs::runsAtOnceAndAgain()
{
    QSemaphore often;
    QSemaphore seldom;
    PeriodicJobs jobs(openMemory, m_clock, nullptr);
    jobs.add({u"often"_s, 1ms, [&often](ServerContext &) -> Result<int> {
                  often.release();
                  return 0;
              }});
    jobs.add({u"seldom"_s, 1h, [&seldom](ServerContext &context) -> Result<int> {
                  ROOST_TRY(context.database.execute(u"SELECT 1"_s));
                  seldom.release();
                  return 1;
              }});
    jobs.start();
    QVERIFY(often.tryAcquire(20, 10000));
    jobs.stop();
    QCOMPARE(seldom.available(), 1);
}

void TestPeriodicJobs::goesOnAfterAFailure()
{
    QSemaphore runs;
    PeriodicJobs jobs(openMemory, m_clock, nullptr);
    jobs.add({u"failing"_s, 1ms, [&runs](ServerContext &) -> Result<int> {
                  runs.release();
                  return fail(ErrorCode::Internal, u"no"_s);
              }});
    jobs.start();
    QVERIFY(runs.tryAcquire(3, 10000));
}

void TestPeriodicJobs::opensTheDatabaseAnewAfterAFailure()
{
    std::atomic<int> opened{0};
    QSemaphore runs;
    PeriodicJobs jobs(
        [&opened] {
            ++opened;
            return openMemory();
        },
        m_clock, nullptr);
    std::atomic<int> run{0};
    jobs.add({u"failing once"_s, 1ms, [&](ServerContext &) -> Result<int> {
                  runs.release();
                  if (++run == 1)
                      return fail(ErrorCode::Unavailable, u"lost"_s);
                  return 0;
              }});
    jobs.start();
    QVERIFY(runs.tryAcquire(5, 10000));
    jobs.stop();
    QCOMPARE(opened.load(), 2);
}

void TestPeriodicJobs::survivesADatabaseThatIsAway()
{
    std::atomic<int> attempts{0};
    QSemaphore runs;
    PeriodicJobs jobs(
        [&attempts]() -> Result<std::unique_ptr<Database>> {
            if (++attempts < 3)
                return fail(ErrorCode::Unavailable, u"away"_s);
            return openMemory();
        },
        m_clock, nullptr);
    jobs.add({u"patient"_s, 1ms, [&runs](ServerContext &) -> Result<int> {
                  runs.release();
                  return 0;
              }});
    jobs.start();
    QVERIFY(runs.tryAcquire(1, 10000));
    jobs.stop();
    QCOMPARE(attempts.load(), 3);
}

void TestPeriodicJobs::stopsWithoutWaitingForTheNextTime()
{
    QSemaphore ran;
    PeriodicJobs jobs(openMemory, m_clock, nullptr);
    jobs.add({u"yearly"_s, std::chrono::hours(24 * 365), [&ran](ServerContext &) -> Result<int> {
                  ran.release();
                  return 0;
              }});
    jobs.start();
    QVERIFY(ran.tryAcquire(1, 10000));
    jobs.stop(); // returns, or the test runs into its time limit
    QCOMPARE(ran.available(), 0);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPeriodicJobs)
#include "TestPeriodicJobs.moc"
