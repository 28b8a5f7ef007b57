// The small scenarios that every check goes through whole (docs/sync-proof.md, "Exhaustive"); roost-exhaust has the
// rest.
#include "Explorer.h"

#include <QHashSeed>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace roost::sim;

class TestExhaustive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noScheduleBreaksARule_data();
    void noScheduleBreaksARule();
};

void TestExhaustive::noScheduleBreaksARule_data()
{
    QTest::addColumn<int>("scenario");
    QTest::addColumn<bool>("withFaults");
    // Two edits with each crash point; three edits without.
    for (int scenario = 0; scenario < 4; ++scenario)
        QTest::addRow("%s", qPrintable(scenarios().at(scenario).name)) << scenario << (scenario == 0);
}

void TestExhaustive::noScheduleBreaksARule()
{
    QFETCH(const int, scenario);
    QFETCH(const bool, withFaults);
    const Exploration result = explore(scenarios().at(scenario), {withFaults ? Faults::OncePerStep : Faults::None, 0});
    qInfo("%s", qPrintable(result.toText()));
    QVERIFY2(!result.violation, qPrintable(result.toText() + u'\n' + result.schedule.join(u'\n')));
    QVERIFY(result.isWhole);
    QVERIFY(result.ends > 1 && result.states > 100);
    QCOMPARE(result.crashPoints > 100, withFaults);
}

int main(int argc, char **argv)
{
    // The order of hashes belongs to what must be the same every time.
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    TestExhaustive test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestExhaustive.moc"
