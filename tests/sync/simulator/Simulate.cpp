// roost-simulate: long runs of the simulator, and the replay of what it found (docs/sync-proof.md).
#include "Shrinker.h"
#include "World.h"

#include "server/ModelServer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace roost;
using namespace roost::sim;

namespace {

struct Totals
{
    qint64 seeds = 0, events = 0, boundaries = 0, disturbed = 0, virtualMs = 0;
    QMap<QString, qint64> steps, mutations, outcomes;

    void add(const Report &report)
    {
        ++seeds;
        events += report.events;
        boundaries += report.boundaries;
        disturbed += report.disturbed;
        virtualMs += report.virtualMs;
        const auto sum = [](QMap<QString, qint64> &to, const QMap<QString, qint64> &from) {
            for (auto entry = from.cbegin(); entry != from.cend(); ++entry)
                to[entry.key()] += entry.value();
        };
        sum(steps, report.steps);
        sum(mutations, report.mutations);
        sum(outcomes, report.outcomes);
    }
};

Report playOnModel(const Plan &plan, bool isVerbose = false)
{
    ModelServer server;
    RunOptions options;
    options.isVerbose = isVerbose;
    return play(plan, server, options);
}

void printMap(const char *title, const QMap<QString, qint64> &map)
{
    std::printf("%s:\n", title);
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry)
        std::printf("  %-22s %lld\n", qPrintable(entry.key()), static_cast<long long>(entry.value()));
}

void printTotals(const Totals &totals, qint64 elapsedMs)
{
    printMap("steps", totals.steps);
    printMap("mutations typed", totals.mutations);
    printMap("outcomes", totals.outcomes);
    std::printf(
        "%lld seeds, %lld events, %lld writes, %lld disturbed messages, %.1f virtual hours in %.1f s: %.2f seeds/s\n",
        static_cast<long long>(totals.seeds), static_cast<long long>(totals.events),
        static_cast<long long>(totals.boundaries), static_cast<long long>(totals.disturbed),
        static_cast<double>(totals.virtualMs) / 3'600'000, static_cast<double>(elapsedMs) / 1000,
        static_cast<double>(totals.seeds) * 1000 / static_cast<double>(std::max<qint64>(elapsedMs, 1)));
}

void printViolation(const Plan &plan, const Report &report, bool shrinks)
{
    const QString rule = report.violation->rule;
    std::printf("\nseed %llu breaks %s\n  %s\n", static_cast<unsigned long long>(plan.seed), qPrintable(rule),
                qPrintable(report.violation->detail));
    Plan shortest = plan;
    if (report.violatedStep >= 0)
        shortest.steps.resize(report.violatedStep + 1);
    if (shrinks) {
        shortest = shrink(shortest, [&rule](const Plan &candidate) {
            const Report again = playOnModel(candidate);
            return again.violation && again.violation->rule == rule;
        });
    }
    std::printf("replay with:\n  roost-simulate --replay '%s'\n\n", qPrintable(shortest.toText()));
    std::fflush(stdout);
}

int replay(const QString &text)
{
    const auto plan = Plan::fromText(text);
    if (!plan) {
        std::fprintf(stderr, "%s\n", qPrintable(plan.error().userText));
        return 2;
    }
    const Report report = playOnModel(*plan, true);
    std::printf("digest %s\n", report.digest.constData());
    return report.violation ? 1 : 0;
}

int runSeeds(const QCommandLineParser &arguments)
{
    const QStringList range = arguments.value(u"seeds"_s).split(u".."_s);
    const quint64 first = range.first().toULongLong();
    const quint64 last = range.last().toULongLong();
    Totals totals;
    QElapsedTimer timer;
    timer.start();
    int failed = 0;
    for (quint64 seed = first; seed <= last && failed < arguments.value(u"stop-after"_s).toInt(); ++seed) {
        const Plan plan = Plan::fromSeed(seed, arguments.value(u"steps"_s).toInt());
        const Report report = playOnModel(plan);
        totals.add(report);
        if (!report.violation)
            continue;
        ++failed;
        printViolation(plan, report, !arguments.isSet(u"no-shrink"_s));
    }
    printTotals(totals, timer.elapsed());
    return failed > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions({{u"seeds"_s, u"Plays these seeds."_s, u"A..B"_s, u"1..100"_s},
                          {u"steps"_s, u"Steps of a seed."_s, u"number"_s, u"40"_s},
                          {u"stop-after"_s, u"Stops after so many failing seeds."_s, u"number"_s, u"1"_s},
                          {u"no-shrink"_s, u"Prints the whole trace of a failing seed."_s},
                          {u"replay"_s, u"Plays a trace, with everything that happens in it."_s, u"trace"_s}});
    arguments.process(application);
    return arguments.isSet(u"replay"_s) ? replay(arguments.value(u"replay"_s)) : runSeeds(arguments);
}
