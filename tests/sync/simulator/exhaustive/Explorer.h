// Tries every schedule of a scenario, by depth-first search: a schedule is played from the start again and again, each
// time with another choice at its last open step. Schedules that lead to the same state go on alike and are followed
// once.
#pragma once

#include "SmallWorld.h"

#include <QSet>

namespace roost::sim {

struct Exploration
{
    qint64 runs = 0;        // from the start
    qint64 steps = 0;       // tried, each from one state
    qint64 states = 0;      // that differ
    qint64 ends = 0;        // states in which everything is typed, sent and pulled
    qint64 crashPoints = 0; // of clients: a write of a step, and how it was left behind
    qint64 lostMessages = 0;
    bool isWhole = true; // false: stopped before the end
    std::optional<Violation> violation;
    QStringList schedule; // that led to it

    void add(const Exploration &other);
    QString toText() const;
};

enum class Faults {
    None,
    // Each step of a device meets each fault once, in the first schedule in which the device comes to that step with
    // that replica and those messages behind it; from there one schedule is followed to its end.
    OncePerStep,
    // Every step of every schedule meets each fault; from there every schedule is followed.
    Everywhere,
};

struct ExploreOptions
{
    Faults faults = Faults::OncePerStep; // one in a schedule
    qint64 mostMs = 0;                   // stops then; 0: never
};

Exploration explore(const Scenario &scenario, const ExploreOptions &options);

} // namespace roost::sim
