// Each deliberate mistake of common/PlantedBug.h must be caught by the seeds that the check plays; prints by which
// rule, and after how many seeds. What no seed catches, the simulator doesn't test.
#include "World.h"

#include "common/PlantedBug.h"
#include "server/ModelServer.h"

#include <QHashSeed>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace roost;
using namespace roost::sim;

namespace {

// Those of TestSimulator.
constexpr int kSeeds = 150;
constexpr int kSteps = 40;

} // namespace

class TestPlantedBugs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCaught_data();
    void isCaught();
    void cleanupTestCase();

private:
    QStringList m_table;
};

void TestPlantedBugs::isCaught_data()
{
    QTest::addColumn<int>("bug");
    QTest::addColumn<QString>("what");
#define ROOST_PLANTED_BUG_ROW(name, text) QTest::newRow(#name) << static_cast<int>(PlantedBug::name) << u"" text ""_s;
    ROOST_PLANTED_BUG_LIST(ROOST_PLANTED_BUG_ROW)
    ROOST_PLANTED_SERVER_BUG_LIST(ROOST_PLANTED_BUG_ROW)
#undef ROOST_PLANTED_BUG_ROW
}

// Not caught within the check's seeds yet (docs/sync-proof.md, "What is not proved").
static bool isOpen(PlantedBug bug)
{
    return bug == PlantedBug::ApplyTwice || bug == PlantedBug::PullWithoutOutcomes || bug == PlantedBug::AcceptAhead ||
           bug == PlantedBug::KeepEpoch;
}

void TestPlantedBugs::isCaught()
{
    QFETCH(int, bug);
    QFETCH(QString, what);
    if (isOpen(static_cast<PlantedBug>(bug)))
        QSKIP("No seed of the check shows this mistake yet.");
    plantedBug() = static_cast<PlantedBug>(bug);
    for (quint64 seed = 1; seed <= kSeeds; ++seed) {
        ModelServer server;
        const Report report = play(Plan::fromSeed(seed, kSteps), server);
        if (!report.violation)
            continue;
        // The mistake alone must be the reason.
        plantedBug() = PlantedBug::None;
        ModelServer sound;
        QVERIFY2(!play(Plan::fromSeed(seed, kSteps), sound).violation, "the seed fails without the mistake, too");
        m_table << u"%1 | %2 | %3 | %4"_s.arg(QString::fromLatin1(QTest::currentDataTag()), -28)
                       .arg(report.violation->rule, -28)
                       .arg(seed, 5)
                       .arg(what);
        return;
    }
    plantedBug() = PlantedBug::None;
    QFAIL(qPrintable(u"not caught within %1 seeds: %2"_s.arg(kSeeds).arg(what)));
}

void TestPlantedBugs::cleanupTestCase()
{
    qInfo("%-28s | %-28s | %-5s | what it does", "mistake", "caught by", "seeds");
    for (const QString &line : std::as_const(m_table))
        qInfo("%s", qPrintable(line));
}

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    // For all rows together.
    qputenv("QTEST_FUNCTION_TIMEOUT", "1800000");
    TestPlantedBugs test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestPlantedBugs.moc"
