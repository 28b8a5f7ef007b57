// What errors mean for sync, and the delays after them.
#include "sync/engine/CallGuard.h"
#include "sync/engine/Failures.h"

#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace Qt::StringLiterals;

class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsPassingFromLasting()
    {
        for (const ErrorCode code : {ErrorCode::Offline, ErrorCode::Timeout, ErrorCode::Unavailable}) {
            QVERIFY(meansOffline(code));
            QVERIFY(isPassing(code));
        }
        for (const ErrorCode code : {ErrorCode::Busy, ErrorCode::TooManyRequests})
            QVERIFY(isPassing(code) && !meansOffline(code));
        for (const ErrorCode code : {ErrorCode::Internal, ErrorCode::Validation, ErrorCode::Forbidden})
            QVERIFY(!isPassing(code));
        QVERIFY(needsHello(ErrorCode::ScopeGone) && !needsHello(ErrorCode::ClientForked));
    }

    void backsOffWithinBounds()
    {
        QCOMPARE(backoffMs(0, 1000, 60'000, 0.0), 500);
        QCOMPARE(backoffMs(0, 1000, 60'000, 0.999), 999);
        QCOMPARE(backoffMs(3, 1000, 60'000, 0.0), 4000);
        QCOMPARE(backoffMs(50, 1000, 60'000, 0.0), 30'000);
        for (int failures = 0; failures < 1000; failures += 7) {
            const int delay = backoffMs(failures, 1000, 60'000, 0.5);
            QVERIFY(delay >= 500 && delay <= 60'000);
        }
    }

    void honoursRetryAfterWithinReason()
    {
        Error error;
        QCOMPARE(retryAfterMs(error), 0);
        error.details = {{u"retry_after_ms"_s, 5000}};
        QCOMPARE(retryAfterMs(error), 5000);
        error.details = {{u"retry_after_ms"_s, 2'000'000'000}};
        QCOMPARE(retryAfterMs(error), 3'600'000);
        error.details = {{u"retry_after_ms"_s, -5}};
        QCOMPARE(retryAfterMs(error), 0);
    }

    void letsOneReplyThrough()
    {
        int calls = 0;
        auto guard = std::make_unique<CallGuard>();
        const auto count = [&calls](const Result<int> &) { ++calls; };
        const auto first = guard->expect<int>(count);
        const auto second = guard->expect<int>(count);
        first(1);
        QCOMPARE(calls, 0);
        second(2);
        second(2);
        QCOMPARE(calls, 1);
        const auto third = guard->expect<int>(count);
        guard->giveUp();
        third(3);
        const auto fourth = guard->expect<int>(count);
        guard.reset();
        fourth(4);
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(TestFailures)
#include "TestFailures.moc"
