// One run: plays a plan on devices and a server, checks the rules after each event, then lets everything drain.
#pragma once

#include "Checker.h"
#include "Plan.h"

namespace roost::sim {

struct Report
{
    std::optional<Violation> violation;
    int violatedStep = -1; // the last step that was played; -1: while draining
    qint64 events = 0;
    qint64 boundaries = 0; // writes of all programs
    qint64 disturbed = 0;  // requests, replies and pokes
    qint64 virtualMs = 0;
    QMap<QString, qint64> steps;     // played, by kind
    QMap<QString, qint64> mutations; // typed, by name
    QMap<QString, qint64> outcomes;  // "applied", "merged", a code
    QByteArray digest;               // of the trace: the same for the same plan
};

struct RunOptions
{
    bool isVerbose = false; // prints the trace
    QString folder;         // for the profiles; empty: a temporary one in memory
};

// server: not built yet.
Report play(const Plan &plan, SimServer &server, const RunOptions &options = {});

} // namespace roost::sim
