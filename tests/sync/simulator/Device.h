// A computer of a host: a disk with a profile, a network connection, a clock, and the programs that run on it.
#pragma once

#include "Program.h"
#include "ReplicaState.h"

namespace roost::sim {

// What was typed on a device, and what was last seen to have become of it.
struct TypedEdit
{
    QString mutation;
    QString name;
    bool isOver = false; // was seen as done or set aside: its record may be pruned
};

struct Device
{
    int number = 0;
    int user = 0;
    QString folder;
    NetworkMood mood;
    std::unique_ptr<Random> random;
    std::unique_ptr<SimClock> clock;
    std::unique_ptr<Program> main;   // null while it is off
    std::unique_ptr<Program> window; // a second one over the same profile
    int cutNumber = 0;               // so that an older cut's end doesn't end a newer one
    int fullNumber = 0;
    bool isFull = false;
    bool losesPower = false; // when the program dies, so does the computer
    bool isOff = false;      // the host has it switched off; nobody boots it
    int failedBoots = 0;     // in a row

    // The checker's memory.
    std::optional<ReplicaState> seen;
    qint64 seenBoundaries = -1;
    bool wasBooted = false;         // since the last look: look thoroughly
    QMap<QString, TypedEdit> typed; // by mutation
};

} // namespace roost::sim
