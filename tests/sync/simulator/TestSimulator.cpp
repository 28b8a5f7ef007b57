// The seeds that every check plays, and that a seed is always the same (docs/sync-proof.md).
#include "Shrinker.h"
#include "World.h"

#include "server/ModelServer.h"

#include <QElapsedTimer>
#include <QHashSeed>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace roost;
using namespace roost::sim;

namespace {

constexpr int kSeeds = 150;
constexpr int kSteps = 40;

Report playSeed(quint64 seed)
{
    ModelServer server;
    return play(Plan::fromSeed(seed, kSteps), server);
}

QByteArray described(const Plan &plan, const Report &report)
{
    return qPrintable(u"seed %1 breaks %2: %3\nroost-simulate --replay '%4'"_s.arg(plan.seed).arg(
        report.violation->rule, report.violation->detail, plan.toText()));
}

} // namespace

class TestSimulator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameTrace();
    void planIsItsText();
    void seedsKeepTheRules();
};

void TestSimulator::sameSeedSameTrace()
{
    QSet<QByteArray> digests;
    for (quint64 seed = 1; seed <= 5; ++seed) {
        const QByteArray first = playSeed(seed).digest;
        QCOMPARE(playSeed(seed).digest, first);
        digests.insert(first);
    }
    QCOMPARE(digests.size(), 5);
}

void TestSimulator::planIsItsText()
{
    const Plan plan = Plan::fromSeed(7, 20);
    const auto again = Plan::fromText(plan.toText());
    QVERIFY(again);
    QCOMPARE(again->toText(), plan.toText());
    QVERIFY(!Plan::fromText(u"seed 1; 5 dance 0 0 0 0"_s));
    QVERIFY(!Plan::fromText(u"no seed"_s));
}

void TestSimulator::seedsKeepTheRules()
{
    QElapsedTimer timer;
    timer.start();
    qint64 events = 0;
    qint64 writes = 0;
    for (quint64 seed = 1; seed <= kSeeds; ++seed) {
        const Plan plan = Plan::fromSeed(seed, kSteps);
        ModelServer server;
        const Report report = play(plan, server);
        events += report.events;
        writes += report.boundaries;
        if (report.violation)
            QFAIL(described(plan, report));
    }
    qInfo("%d seeds, %lld events, %lld writes, %lld ms", kSeeds, events, writes, timer.elapsed());
}

int main(int argc, char **argv)
{
    // The order of hashes belongs to what must be the same every time.
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    TestSimulator test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestSimulator.moc"
