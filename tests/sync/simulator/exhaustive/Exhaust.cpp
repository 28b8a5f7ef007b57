// roost-exhaust: every schedule of small scenarios (docs/sync-proof.md, "Exhaustive").
#include "Explorer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace roost::sim;

namespace {

Faults faultsOf(const QString &name)
{
    if (name == u"none")
        return Faults::None;
    return name == u"everywhere" ? Faults::Everywhere : Faults::OncePerStep;
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions({{u"faults"_s, u"none, once for each step, or everywhere."_s, u"which"_s, u"once"_s},
                          {u"scenario"_s, u"Only the one of this number, from 1."_s, u"number"_s},
                          {u"seconds"_s, u"Stops each scenario after so long; 0: never."_s, u"number"_s, u"0"_s}});
    arguments.process(application);
    Exploration all;
    const QList<Scenario> known = scenarios();
    const int only = arguments.value(u"scenario"_s).toInt();
    for (qsizetype i = 0; i < known.size(); ++i) {
        if (only > 0 && only != i + 1)
            continue;
        QElapsedTimer timer;
        timer.start();
        const Exploration one = explore(
            known[i], {faultsOf(arguments.value(u"faults"_s)), arguments.value(u"seconds"_s).toLongLong() * 1000});
        std::printf("%-26s %s, %.1f s\n", qPrintable(known[i].name), qPrintable(one.toText()),
                    static_cast<double>(timer.elapsed()) / 1000);
        for (const QString &step : one.schedule)
            std::printf("    %s\n", qPrintable(step));
        std::fflush(stdout);
        all.add(one);
    }
    std::printf("%-26s %s\n", "all", qPrintable(all.toText()));
    return all.violation ? 1 : 0;
}
