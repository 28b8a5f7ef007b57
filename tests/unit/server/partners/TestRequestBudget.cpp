// The token buckets of partner apps.
#include "server/partners/RequestBudget.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grantsABurstThenARate();
    void countsEachAppAlone();
    void fillsUpToTheBurstOnly();
};

namespace {

int granted(RequestBudget &budget, const QString &key, RequestBudget::Instant now, int tries)
{
    int count = 0;
    for (int i = 0; i < tries; ++i)
        count += budget.spend(key, now) ? 1 : 0;
    return count;
}

const RequestBudget::Instant kStart = RequestBudget::Instant() + 1h;

} // namespace

void TestRequestBudget::grantsABurstThenARate()
{
    RequestBudget budget({10, 50});
    QCOMPARE(granted(budget, u"a"_s, kStart, 100), 50);
    QCOMPARE(granted(budget, u"a"_s, kStart + 500ms, 100), 5);
    const auto refused = budget.spend(u"a"_s, kStart + 500ms);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooManyRequests);
    QCOMPARE(refused.error().details.value("retry_after"_L1).toInt(), 1);
}

void TestRequestBudget::countsEachAppAlone()
{
    RequestBudget budget({1, 2});
    QCOMPARE(granted(budget, u"a"_s, kStart, 5), 2);
    QCOMPARE(granted(budget, u"b"_s, kStart, 5), 2);
}

void TestRequestBudget::fillsUpToTheBurstOnly()
{
    RequestBudget budget({10, 50});
    QCOMPARE(granted(budget, u"a"_s, kStart, 50), 50);
    QCOMPARE(granted(budget, u"a"_s, kStart + 1h, 100), 50);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestRequestBudget)
#include "TestRequestBudget.moc"
